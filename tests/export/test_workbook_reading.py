"""Workbooks as they are displayed: hidden and white cells show nothing, numbers show what their formats say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from report.export.readback import SHOWN
from report.export.workbook_reading import read_workbook, workbook_lines
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
    return dict(workbook_lines(stream.getvalue()))


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


def test_a_filter_hides_no_rows(book: Workbook) -> None:
    """Records that a reader filtered are still there."""
    book.active.auto_filter.ref = "A1:B3"
    book.active.row_dimensions[2].hidden = True
    assert lines(book)["Table 1"][1][0] == "Age"


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
