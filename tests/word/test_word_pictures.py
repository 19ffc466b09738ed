"""Pictures of Word files: the vector drawing beside the raster one, its size, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from report.render.word.namespaces import DOCUMENT, PIC, WP, A, R, W
from report.render.word.package import Package
from report.render.word.page_formats import PORTRAIT
from report.render.word.pictures import join_vectors, number_drawings
from report.rows.errors import RenderError

EMU = 12700
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def inline(name: str, width: float = 100, height: float = 50, text: str = "A plot") -> str:
    """A picture of a size in points."""
    size = f'cx="{round(width * EMU)}" cy="{round(height * EMU)}"'
    return (
        f'<wp:inline><wp:extent {size}/><wp:docPr id="1" name="x" descr="{text}" title="t"/><a:graphic><pic:pic>'
        f'<pic:cNvPr id="1" name="y" descr="{name}"/><a:blip r:embed="r1"/><a:ext {size}/>'
        "</pic:pic></a:graphic></wp:inline>"
    )


def package(*inlines: str) -> Package:
    spaces = f'xmlns:w="{W}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:r="{R}"'
    return Package(
        {
            "[Content_Types].xml": TYPES,
            DOCUMENT: f"<w:document {spaces}>{''.join(inlines)}</w:document>".encode(),
        }
    )


def joined(folder: Path, *inlines: str, **drawings: str) -> Package:
    """A package with the drawings of a folder."""
    for name, size in drawings.items():
        text = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="M0 0"/></svg>'
        (folder / f"{name}.svg").write_text(text, encoding="utf-8")
    made = package(*inlines)
    join_vectors(made, DOCUMENT, folder)
    return made


def sizes(made: Package) -> list[tuple[float, float]]:
    """The sizes of the extents in points."""
    found = made.tree(DOCUMENT).iter(f"{{{WP}}}extent", f"{{{A}}}ext")
    return [(int(each.get("cx")) / EMU, int(each.get("cy")) / EMU) for each in found if each.get("cx")]


@pytest.mark.parametrize(
    ("size", "points"),
    [
        ('width="144pt" height="72pt"', (144, 72)),
        ('width="96px" height="48px"', (72, 36)),
        ('width="96" height="48"', (72, 36)),
        ('width="25.4mm" height="12.7mm"', (72, 36)),
        ('width="2in" height="1in"', (144, 72)),
    ],
)
def test_a_picture_has_the_size_of_its_drawing(
    tmp_path: Path, size: str, points: tuple[float, float]
) -> None:
    """In all units, at both places of the picture."""
    found = sizes(joined(tmp_path, inline("plot.png"), plot=size))
    assert found == [pytest.approx(points, abs=1e-3)] * 2


def test_a_drawing_larger_than_the_page_is_reduced(tmp_path: Path) -> None:
    """In proportion, to the width of the text or most of its height."""
    wide, high = 'width="2000pt" height="100pt"', 'width="100pt" height="4000pt"'
    found = sizes(joined(tmp_path, inline("wide.png"), inline("high.png"), wide=wide, high=high))
    assert found[0] == pytest.approx((PORTRAIT.measure, PORTRAIT.measure / 20), abs=0.01)
    assert found[2][1] == pytest.approx(0.86 * PORTRAIT.depth, abs=0.01)


def test_a_picture_without_a_drawing_is_only_reduced(tmp_path: Path) -> None:
    """A small one keeps its size."""
    found = sizes(joined(tmp_path, inline("photo.jpg", 3000, 100), inline("photo.jpg", 90, 40)))
    assert found[0][0] == pytest.approx(PORTRAIT.measure, abs=0.01)
    assert found[2] == (90, 40)


def test_a_drawing_is_embedded_beside_the_raster(tmp_path: Path) -> None:
    """As an SVG part with a relationship; the path of the file is replaced by the alternative text."""
    made = joined(tmp_path, inline("plot.png"), plot='width="10pt" height="10pt"')
    (blip,) = made.tree(DOCUMENT).iter(f"{{{A}}}blip")
    (embedded,) = (each.get(f"{{{R}}}embed") for each in blip.iter("{*}svgBlip"))
    assert made.relations(DOCUMENT)[embedded] == "word/media/plot.svg"
    assert b"image/svg+xml" in etree.tostring(made.tree("[Content_Types].xml"))
    (named,) = made.tree(DOCUMENT).iter(f"{{{PIC}}}cNvPr")
    assert (named.get("name"), named.get("descr")) == ("plot", "A plot")


def test_active_content_and_links_are_refused_at_once(tmp_path: Path) -> None:
    """A script in one drawing, and a link to a file outside the folder."""
    outside = tmp_path / "outside.svg"
    outside.write_text("<svg/>", encoding="utf-8")
    folder = tmp_path / "figures"
    folder.mkdir()
    (folder / "link.svg").symlink_to(outside)
    script = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
    (folder / "bad.svg").write_text(script, encoding="utf-8")
    with pytest.raises(RenderError) as raised:
        join_vectors(package(inline("link.png"), inline("bad.png")), DOCUMENT, folder)
    assert [each.where.partition(":")[0] for each in raised.value.faults] == [
        "figures/link.svg",
        "figures/bad.svg",
    ]


def test_all_drawings_have_a_number_of_their_own() -> None:
    """Word repairs files in which two have the same."""
    made = package(inline("a.png"), inline("b.png"))
    number_drawings(made, (DOCUMENT,))
    ids = [each.get("id") for each in made.tree(DOCUMENT).iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr")]
    assert ids == ["1", "2", "3", "4"]
