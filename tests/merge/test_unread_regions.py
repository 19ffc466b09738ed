"""Regions that a merge does not read: which a copy adds, changes or removes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest

from report.merge.unread_regions import CELL, FORMULA, HEADER, PICTURE, UnreadRegion, changes, regions_of
from report.text.reading.archive import Archive

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
SPACES = f'xmlns:w="{W}" xmlns:m="{M}" xmlns:r="{R}" xmlns:a="{A}" xmlns:mc="{MC}"'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + struct.pack(">II", 200, 100)


def regions(body: str, parts: Mapping[str, bytes] | None = None, relations: str = "") -> list[UnreadRegion]:
    """The regions of a document with this body."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        file.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{space}">{relations}</Relationships>'
        )
        for name, data in (parts or {}).items():
            file.writestr(name, data)
    archive = Archive(stream.getvalue())
    root = archive.xml("word/document.xml")
    assert root is not None
    return list(regions_of(archive, "word/document.xml", root))


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def relation(id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"/>'


def test_a_picture_has_its_description_place_file_and_shape() -> None:
    """Two pictures of one description differ by their files."""
    drawing = '<w:drawing><w:docPr descr="Two  lines"/><a:blip r:embed="r1"/></w:drawing>'
    body = f"{paragraph('Before.')}<w:p><w:r>{drawing}</w:r></w:p>"
    (found,) = regions(body, {"word/media/a.png": PNG}, relation("r1", "image", "media/a.png"))
    assert (found.kind, found.text, found.near, found.shape) == (PICTURE, "Two lines", "Before.", 2.0)
    assert len(found.digest) == 16


def test_a_drawing_with_text_is_a_text_box() -> None:
    """Substitutes for older programs do not count again."""
    box = f"<w:drawing><w:txbxContent>{paragraph('Boxed.')}</w:txbxContent></w:drawing>"
    body = f"<w:p><w:r><mc:AlternateContent>{box}<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    assert [(each.kind, each.text) for each in regions(body)] == [("text box", "Boxed.")]


@pytest.mark.parametrize(
    ("properties", "is_one"),
    [
        ('<w:gridSpan w:val="2"/>', True),
        ('<w:gridSpan w:val="1"/>', False),
        ('<w:vMerge w:val="restart"/>', True),
        ("<w:vMerge/>", False),
    ],
)
def test_merged_cells(properties: str, is_one: bool) -> None:
    """Cells over several columns, and the first of several rows."""
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{paragraph('Both')}</w:tc></w:tr></w:tbl>"
    assert [each.text for each in regions(cell) if each.kind == CELL] == (["Both"] if is_one else [])


def test_a_table_in_a_cell_is_named_once_with_its_text() -> None:
    """With those that it contains; a table of its own is text."""

    def table(content: str) -> str:
        return f"<w:tbl><w:tr><w:tc>{content}</w:tc></w:tr></w:tbl>"

    text = paragraph("In")
    assert regions(table(text)) == []
    found = regions(table(paragraph("Out") + table(text + table(text)) + "<w:p/>"))
    assert [(each.kind, each.text, each.near) for each in found] == [("table in a cell", "In In", "Out")]
    assert found[0].remedy


def test_formulas_and_tables_of_contents() -> None:
    """A formula has its letters; a table of contents is its instruction."""
    formula = "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>"
    body = f"<w:p>{formula}</w:p><w:p><w:r><w:instrText> TOC \\o </w:instrText></w:r></w:p>"
    assert [(each.kind, each.text) for each in regions(body)] == [(FORMULA, "x+1"), ("table of contents", "")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<w:r><w:instrText> XE "word" </w:instrText></w:r>', [("field", "XE")]),
        (
            '<w:fldSimple w:instr=" DATE \\@ d "><w:r><w:t>1 May</w:t></w:r></w:fldSimple>',
            [("field", "DATE")],
        ),
        ("<w:r><w:instrText> ADDIN ZOTERO_ITEM {} </w:instrText></w:r>", []),
        ('<w:r><w:instrText> HYPERLINK "https://example.org" </w:instrText></w:r>', []),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>top</w:t></w:r></w:rt></w:ruby></w:r>",
            [("text above letters", "top")],
        ),
        ('<w:subDoc r:id="r1"/>', [("embedded document", "")]),
    ],
)
def test_what_prints_nothing_or_changes_by_itself_is_named(body: str, found: list[tuple[str, str]]) -> None:
    """Entries of an index, dates, annotations and parts of other files; citations and links are read as text."""
    assert [(each.kind, each.text) for each in regions(f"<w:p>{body}</w:p>")] == found


def test_headers_have_the_text_outside_fields() -> None:
    """The number of the page is a field; equal lines of several headers are one."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    line = f"<w:p><w:r><w:t>Title</w:t></w:r>{begin}{separate}<w:r><w:t>7</w:t></w:r>{end}</w:p>"
    header = f"<w:hdr {SPACES}>{line}</w:hdr>".encode()
    parts = {"word/header1.xml": header, "word/header2.xml": header}
    links = relation("r1", "header", "header1.xml") + relation("r2", "header", "header2.xml")
    assert regions("", parts, links) == [UnreadRegion(HEADER, "Title")]


def names(found: list[UnreadRegion], known: list[UnreadRegion], *, is_part: bool = False) -> list[str]:
    return [each.name for each in changes(found, known, is_part)]


ONE, OTHER = (
    UnreadRegion(PICTURE, "one", digest="a", shape=1.5),
    UnreadRegion(PICTURE, "other", digest="b", shape=1.0),
)


def test_added_removed_and_replaced_pictures() -> None:
    """A file of another shape replaces a picture; one that a program stored again does not."""
    assert names([ONE, OTHER], [ONE]) == ["picture “other”"]
    assert names([ONE], [ONE, OTHER]) == ["removed picture “other”"]
    assert names([ONE], [ONE, OTHER], is_part=True) == []
    assert names([ONE._replace(digest="c", shape=0.7)], [ONE]) == ["replaced picture “one”"]
    assert names([ONE._replace(digest="c", shape=1.51)], [ONE]) == []


def test_headers_differ_by_their_letters() -> None:
    """Page numbers and spaces that programs change are no changes."""
    known = [UnreadRegion(HEADER, "A title 3 of 9")]
    assert names([UnreadRegion(HEADER, "A  title 4 of 10")], known) == []
    assert names([UnreadRegion(HEADER, "Another title")], known) == ["header or footer “Another title”"]
    assert names([], known) == ["removed header or footer “A title 3 of 9”"]


def test_formulas_are_a_change_only_if_all_are_lost() -> None:
    """Single formulas are edits of the text."""
    known = [UnreadRegion(FORMULA, "x"), UnreadRegion(FORMULA, "y")]
    assert names([UnreadRegion(FORMULA, "z")], known) == []
    assert names([], known) == ["removal of all formulas (2)"]


def test_merged_cells_change_by_their_number() -> None:
    """Numbers in merged cells are refreshed, so that their texts differ."""
    assert names([UnreadRegion(CELL, "0.43")], [UnreadRegion(CELL, "0.42")]) == []
    assert names([UnreadRegion(CELL, "0.42"), UnreadRegion(CELL, "new")], [UnreadRegion(CELL, "0.42")]) == [
        "merged cells “new”"
    ]


def test_long_texts_are_cut() -> None:
    """A message has 200 letters of a region."""
    assert UnreadRegion("text box", "x" * 300).name == f"text box “{'x' * 200}…”"
