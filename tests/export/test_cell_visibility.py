"""Which cells a reader of a workbook can see, and which parts of their texts."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle

from report.export.cell_visibility import Visibility, shown_part
from report.text.reading.guards import UnreadableError


@pytest.fixture
def sheet() -> Any:
    """A sheet with three rows of two cells."""
    made = Workbook().active
    assert made is not None
    for line in (("Age", 42.75), ("Sex", "f"), ("N", 57)):
        made.append(line)
    return made


def shown(sheet: Any, ids: set[int] | None = None, *, filtered: bool = False) -> set[str]:
    """The places of the cells that show."""
    visibility = Visibility(sheet, ids or set(), filtered=filtered)
    return {cell.coordinate for line in sheet.iter_rows() for cell in line if visibility.shows(cell)}


def hide_columns(sheet: Any, first: str, low: int, high: int) -> None:
    """Hide a range of columns, as it is read from a file."""
    columns = sheet.column_dimensions[first]
    columns.min, columns.max, columns.hidden = low, high, True


ALL = {"A1", "B1", "A2", "B2", "A3", "B3"}


def test_a_plain_sheet_shows_everything(sheet: Any) -> None:
    """Black on white, in rows and columns of the usual size."""
    assert shown(sheet) == ALL


def test_hidden_rows_and_columns_hide_their_cells(sheet: Any) -> None:
    """Hidden by a setting, or by being too thin; the columns of ids may be hidden."""
    sheet.row_dimensions[1].hidden = True
    sheet.row_dimensions[2].height = 0.4
    assert shown(sheet) == {"A3", "B3"}
    hide_columns(sheet, "B", 2, 2)
    assert shown(sheet) == {"A3"}
    assert shown(sheet, {2}) == {"A3", "B3"}


def test_a_group_of_columns_is_hidden_together(sheet: Any) -> None:
    """A workbook stores neighbouring columns of one format as a range."""
    hide_columns(sheet, "A", 1, 16_384)
    assert shown(sheet) == set()


@pytest.mark.parametrize(
    ("filtered", "range", "hides"), [(True, "A1:B3", False), (True, None, True), (False, "A1:B3", True)]
)
def test_a_filter_may_hide_rows_of_records(
    sheet: Any, filtered: bool, range: str | None, hides: bool
) -> None:
    """Where filters are allowed and there is one; anywhere else a hidden row is hidden."""
    sheet.row_dimensions[2].hidden = True
    sheet.auto_filter.ref = range
    assert ("A2" not in shown(sheet, filtered=filtered)) is hides


@pytest.mark.parametrize(
    ("ink", "background", "shows"),
    [
        ("FFFFFFFF", None, False),
        ("FFFFFFFF", "FF1F497D", True),
        ("FF1F497D", "FF1F497D", False),
        (Color(theme=0), None, False),
        (Color(theme=1), "FF000000", False),
        (Color(theme=1, tint=0.99), None, False),
        (Color(theme=0, tint=-0.99), "FF000000", False),
        (Color(theme=4), None, True),
        (Color(indexed=65), None, False),
        (Color(indexed=64), None, True),
        (Color(indexed=1), None, False),
    ],
)
def test_letters_of_the_colour_of_their_ground_do_not_show(
    sheet: Any, ink: str | Color, background: str | None, shows: bool
) -> None:
    """In colours of any notation: red, green and blue; a theme with its tint; the palette; the system."""
    sheet["A1"].font = Font(color=ink)
    if background:
        sheet["A1"].fill = PatternFill("solid", fgColor=background)
    assert ("A1" in shown(sheet)) is shows


def test_tiny_and_struck_letters_do_not_show(sheet: Any) -> None:
    """Below three points, or with a line through them."""
    sheet["A1"].font, sheet["A2"].font, sheet["A3"].font = Font(sz=2.9), Font(strike=True), Font(sz=3)
    assert shown(sheet) == ALL - {"A1", "A2"}


def test_a_conditional_format_counts_as_if_its_condition_held(sheet: Any) -> None:
    """For each cell of its range, with the cell's own colours where it has none."""
    white = DifferentialStyle(font=Font(color="FFFFFFFF"))
    sheet.conditional_formatting.add("A1:A2", Rule(type="expression", formula=["TRUE"], dxf=white))
    sheet["A2"].fill = PatternFill("solid", fgColor="FF1F497D")
    assert shown(sheet) == ALL - {"A1"}


def test_bars_may_replace_the_numbers(sheet: Any) -> None:
    """A bar beside its number leaves the number visible; a bar in its place does not."""
    for place, value in (("B1", True), ("B3", False)):
        rule = DataBarRule("min", None, "max", None, "FF638EC6", showValue=value)
        sheet.conditional_formatting.add(place, rule)
    assert shown(sheet) == ALL - {"B3"}


def test_a_sheet_has_at_most_five_hundred_conditional_formats(sheet: Any) -> None:
    """Each is tried for each cell."""
    for count in range(1, 502):
        rule = Rule(type="expression", formula=["TRUE"], dxf=DifferentialStyle(font=Font(b=True)))
        sheet.conditional_formatting.add(f"A{count}", rule)
        if count == 500:
            assert shown(sheet) == ALL
    with pytest.raises(UnreadableError, match="too many conditional formats"):
        shown(sheet)


@pytest.mark.parametrize(
    ("font", "text"),
    [
        (InlineFont(b=True), "29"),
        (InlineFont(color="FFFFFFFF"), ""),
        (InlineFont(strike=True), ""),
        (InlineFont(sz=2), ""),
    ],
)
def test_the_font_of_a_part_may_hide_it(sheet: Any, font: InlineFont, text: str) -> None:
    """On the background of its cell, whose colour it has if it has none of its own."""
    assert shown_part(sheet["A1"], TextBlock(font, "29")) == text
    sheet["A1"].font = Font(color="FFFFFFFF")
    assert shown_part(sheet["A1"], TextBlock(InlineFont(b=True), "29")) == ""
    sheet["A1"].fill = PatternFill("solid", fgColor="FF1F497D")
    assert shown_part(sheet["A1"], TextBlock(InlineFont(color="FFFFFFFF"), "29")) == "29"


def test_a_part_without_a_font_is_text(sheet: Any) -> None:
    """It looks like its cell."""
    assert shown_part(sheet["A1"], "29 of ") == "29 of "
