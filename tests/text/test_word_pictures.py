"""Vector versions of pictures in a Word file, beside the raster pictures for programs that cannot show them."""

from __future__ import annotations

from lxml import etree

from report.text.reading.word_pictures import EMBED, vectors, vectors_with_rasters

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VECTOR = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def drawing(*blips: str) -> etree._Element:
    """An element with pictures."""
    spaces = f'xmlns:a="{DRAWING}" xmlns:r="{RELATIONS}" xmlns:asvg="{VECTOR}"'
    return etree.fromstring(f"<a:graphic {spaces}>{''.join(blips)}</a:graphic>")


def blip(raster: str, *svgs: str) -> str:
    """A raster picture with vector versions; without an id if it is empty."""
    inner = "".join(f"<asvg:svgBlip{_embedded(svg)}/>" for svg in svgs)
    return f"<a:blip{_embedded(raster)}><a:extLst>{inner}</a:extLst></a:blip>"


def _embedded(id: str) -> str:
    return f' r:embed="{id}"' if id else ""


def test_the_attribute_names_a_relationship() -> None:
    """Its namespace is that of relationships."""
    (picture,) = drawing(blip("rId1"))
    assert picture.get(EMBED) == "rId1"


def test_each_vector_has_the_raster_picture_around_it() -> None:
    """In the order of the file; a picture without a vector version is left out."""
    root = drawing(blip("rId1", "rId2"), blip("rId3"), blip("rId4", "rId5"))
    assert list(vectors_with_rasters(root)) == [("rId2", "rId1"), ("rId5", "rId4")]


def test_a_missing_id_is_empty() -> None:
    """A file that refers to no part is read as if it showed nothing."""
    root = drawing(blip("", "rId2"), blip("rId3", ""))
    assert list(vectors_with_rasters(root)) == [("rId2", ""), ("", "rId3")]


def test_the_vectors_of_one_picture() -> None:
    """Those inside it alone."""
    one, other = drawing(blip("rId1", "rId2", "rId3"), blip("rId4", "rId5"))
    assert vectors(one) == ["rId2", "rId3"]
    assert vectors(other) == ["rId5"]
