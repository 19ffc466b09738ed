"""Workbooks as they are displayed: hidden and white cells show nothing, numbers show what their formats say."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import IconSetRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from report.export.readback import SHOWN
from report.export.workbook_reading import read_workbook, visible_sheets
from report.text.reading.guards import UnreadableError


@pytest.fixture
def book() -> Workbook:
    """A workbook with one table."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Table 1"
    for line in (("Table 1. Ages", None), ("Age", 42.75), ("Sex", "f")):
        sheet.append(line)
    sheet["B2"].number_format = "0.0"
    return made


def lines(book: Workbook) -> dict[str, Any]:
    """The lines of each visible sheet."""
    stream = BytesIO()
    book.save(stream)
    return {sheet.name: sheet.lines for sheet in visible_sheets(stream.getvalue())}


def saved(book: Workbook, folder: Path) -> Path:
    """The file of a workbook."""
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_a_number_is_followed_by_what_its_cell_displays(book: Workbook) -> None:
    """Its value to the digits that spreadsheets store; texts are as they are, empty cells are empty."""
    assert lines(book) == {
        "Table 1": (("Table 1. Ages", ""), ("Age", f"42.75{SHOWN}42.8"), ("Sex", "f")),
    }


def test_a_hidden_sheet_is_not_read(book: Workbook) -> None:
    """Nobody sees it."""
    book.create_sheet("Table 2").sheet_state = "hidden"
    assert list(lines(book)) == ["Table 1"]


def test_hidden_rows_and_columns_show_nothing(book: Workbook) -> None:
    """Their cells remain in place, empty."""
    book.active.row_dimensions[2].hidden = True
    assert lines(book)["Table 1"][1] == ("", "")
    book.active.column_dimensions["A"].hidden = True
    assert lines(book)["Table 1"][2] == ("", "f")


def test_a_filter_hides_no_records(book: Workbook) -> None:
    """Records that a reader filtered are still there; a table whose row a filter hides no longer shows it."""
    book.active.auto_filter.ref = "A1:B3"
    book.active.row_dimensions[2].hidden = True
    assert lines(book)["Table 1"][1][0] == ""
    book.active.title = "Statistics"
    assert lines(book)["Statistics"][1][0] == "Age"


HIDDEN: dict[str, Callable[[Any], object]] = {
    "white on white": lambda cell: coloured(cell, "FFFFFFFF", "FFFFFFFF"),
    "black on black": lambda cell: coloured(cell, "FF000000", "FF000000"),
    "plain on black": lambda cell: setattr(cell, "fill", PatternFill("solid", fgColor="FF000000")),
    "nearly white": lambda cell: setattr(cell, "font", Font(color="FFFEFEFE")),
    "indexed white": lambda cell: setattr(cell, "font", Font(color=Color(indexed=9))),
    "tinted black": lambda cell: setattr(cell, "font", Font(color=Color(theme=1, tint=0.999))),
    "struck through": lambda cell: setattr(cell, "font", Font(strike=True)),
    "tiny": lambda cell: setattr(cell, "font", Font(size=1)),
    "low row": lambda cell: setattr(cell.parent.row_dimensions[cell.row], "height", 0.1),
    "narrow column": lambda cell: setattr(cell.parent.column_dimensions[cell.column_letter], "width", 0.1),
    "conditional white": lambda cell: conditional(cell, font=Font(color="FFFFFFFF")),
    "conditional ground": lambda cell: conditional(cell, fill=PatternFill(bgColor="FF000000")),
    "conditional line": lambda cell: conditional(cell, font=Font(strike=True)),
    "conditional format": lambda cell: conditional(cell, numFmt=NumberFormat(170, formatCode='"29"')),
    "icons alone": lambda cell: cell.parent.conditional_formatting.add(
        cell.coordinate, IconSetRule("3Arrows", "num", [0, 1, 2], showValue=False)
    ),
    "format of texts": lambda cell: setattr(cell, "number_format", ";;;"),
}
VISIBLE: dict[str, Callable[[Any], object]] = {
    "white on blue": lambda cell: coloured(cell, "FFFFFFFF", "FF1F497D"),
    "theme of the office": lambda cell: setattr(cell, "font", Font(color=Color(theme=4))),
    "conditional red": lambda cell: conditional(cell, font=Font(color="FFC00000")),
    "conditional yellow": lambda cell: conditional(cell, fill=PatternFill(bgColor="FFFFFF00")),
    "conditional bold": lambda cell: conditional(cell, font=Font(bold=True)),
    "small": lambda cell: setattr(cell, "font", Font(size=6)),
}


def coloured(cell: Any, ink: str, ground: str) -> None:
    """Set the colours of a cell."""
    cell.font, cell.fill = Font(color=ink), PatternFill("solid", fgColor=ground)


def conditional(cell: Any, **style: Any) -> None:
    """Format a cell under a condition that holds."""
    rule = Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(**style))
    cell.parent.conditional_formatting.add(cell.coordinate, rule)


@pytest.mark.parametrize("place", ["A3", "B2"])
@pytest.mark.parametrize("how", HIDDEN)
def test_what_a_reader_cannot_see_shows_nothing(book: Workbook, how: str, place: str) -> None:
    """Texts and numbers alike, whatever hides them; their neighbours remain."""
    HIDDEN[how](book.active[place])
    row, column = int(place[1]) - 1, "AB".index(place[0])
    shown = lines(book)["Table 1"]
    assert shown[row][column] in ("", f"42.75{SHOWN}")
    assert shown[0][0] == ("" if how == "narrow column" and place == "A3" else "Table 1. Ages")


@pytest.mark.parametrize("how", VISIBLE)
def test_other_colours_and_sizes_show(book: Workbook, how: str) -> None:
    """A reader may colour results, also under a condition."""
    before = lines(book)
    for place in ("A3", "B2"):
        VISIBLE[how](book.active[place])
    assert lines(book) == before


def test_parts_of_a_text_that_do_not_show_are_left_out(book: Workbook) -> None:
    """A number in white, or with a line through it, within a visible text."""
    for font in (InlineFont(color="FFFFFFFF"), InlineFont(strike=True), InlineFont(sz=1)):
        book.active["A3"].value = CellRichText(
            "Age ", TextBlock(font, "42"), TextBlock(InlineFont(b=True), "ff")
        )
        assert lines(book)["Table 1"][2][0] == "Age ff"


def test_texts_beside_the_cells_are_read(book: Workbook) -> None:
    """Headers and footers without their codes, prompts and the hints of links."""
    sheet = book.active
    sheet.oddHeader.center.text, sheet.firstFooter.left.text = "n = 29, &P of &N", "&D"
    prompt = DataValidation(type="whole", promptTitle="Ages", prompt="29 of 57", showInputMessage=True)
    prompt.add(sheet["B2"])
    sheet.add_data_validation(prompt)
    sheet["A3"].hyperlink = Hyperlink(ref="A3", target="https://example.org", tooltip="p = .03")
    stream = BytesIO()
    book.save(stream)
    (read,) = visible_sheets(stream.getvalue())
    assert read.outside_cells == (
        ("header", "n = 29, of"),
        ("prompt of B2", "Ages 29 of 57"),
        ("link of A3", "p = .03"),
    )


def test_a_sheet_with_thousands_of_conditional_formats_is_refused(book: Workbook) -> None:
    """Each would be tried for each cell."""
    for row in range(600):
        conditional(book.active.cell(row + 5, 1), font=Font(bold=True))
    with pytest.raises(UnreadableError, match="too many conditional formats"):
        lines(book)


def test_the_hidden_column_of_ids_is_read(book: Workbook) -> None:
    """An export hides it itself."""
    book.active["C2"] = "row behind: age.mean"
    book.active.column_dimensions["C"].hidden = True
    assert lines(book)["Table 1"][1][2] == "row behind: age.mean"


def test_white_text_on_white_ground_shows_nothing(book: Workbook) -> None:
    """On a coloured ground it is visible."""
    book.active["A3"].font = Font(color="FFFFFFFF")
    assert lines(book)["Table 1"][2][0] == ""
    book.active["A3"].fill = PatternFill("solid", fgColor="FF000000")
    assert lines(book)["Table 1"][2][0] == "Sex"


def test_a_truth_value_is_a_number(book: Workbook) -> None:
    """As spreadsheets compare it."""
    book.active["B3"] = True
    assert lines(book)["Table 1"][2][1].startswith(f"1{SHOWN}")


def test_a_renamed_sheet_has_the_title_of_its_caption(book: Workbook, tmp_path: Path) -> None:
    """Another sheet with content is a note; an empty one is none."""
    book.active.title = "Ages"
    book.create_sheet("Table 2").append(["Table 2. More"])
    book.create_sheet("Own notes").append(["something"])
    book.create_sheet("Empty")
    found = read_workbook(saved(book, tmp_path))
    assert [each.title for each in found] == ["Table 1", "Table 2", "", ""]
    assert [each.note for each in found] == ["", "", "the sheet Own notes, which an export does not have", ""]


def test_content_outside_the_cells_is_a_note(book: Workbook, tmp_path: Path) -> None:
    """Such as a comment, which may state a number."""
    book.active["A2"].comment = Comment("It was 43.", "A reader")
    found = read_workbook(saved(book, tmp_path))
    assert "1 comment" in [each.note for each in found]


def test_a_workbook_without_tables_has_nothing_to_compare(tmp_path: Path) -> None:
    """It is some other workbook."""
    other = Workbook()
    other.active.append(["a", 1])
    assert read_workbook(saved(other, tmp_path)) == []


@pytest.mark.parametrize(
    ("content", "message"), [(b"text", "is not a workbook"), (b"PK\x03\x04broken", "the archive is damaged")]
)
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """With one line that says so."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=message):
        read_workbook(path)


def test_a_sheet_far_larger_than_a_table_is_refused(book: Workbook) -> None:
    """It would take minutes to compare."""
    book.active["A20001"] = "x"
    with pytest.raises(UnreadableError, match="far larger than the tables of a paper"):
        lines(book)


SPREADSHEET = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"


@pytest.mark.parametrize(("content", "notes"), [("", []), ("<xdr:twoCellAnchor/>", ["1 drawing"])])
def test_a_drawing_without_shapes_is_ignored(
    book: Workbook, content: str, notes: list[str], tmp_path: Path
) -> None:
    """LibreOffice adds an empty drawing to workbooks; a shape is reported."""
    path = saved(book, tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        drawing = f'<xdr:wsDr xmlns:xdr="{SPREADSHEET}">{content}</xdr:wsDr>'
        archive.writestr("xl/drawings/drawing1.xml", drawing)
    assert [each.note for each in read_workbook(path) if each.note] == notes
