"""Cells of a workbook: numbers, text that is never a formula, fonts, rules and shading."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

from report.export.grid import Runs, shade, text
from report.export.number_format import number, number_format
from report.rows.ledger import Ledger

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT, INK, WARNING = "Calibri", "FF1A1A1B", "FF8A4B08"
#: The strongest shading of positive and negative correlations.
GROUNDS = {"plus": (0x12, 0x4F, 0x86), "minus": (0xC2, 0x53, 0x1C)}


def set_ground(cell: Any, runs: Runs) -> None:
    """Shade a correlation by its size; the two hues differ in greyscale as well."""
    from openpyxl.styles import PatternFill

    sign, depth = shade(runs)
    if depth:
        full = GROUNDS[sign]
        mixed = "".join(f"{round(255 + (part - 255) * depth / 14):02X}" for part in full)
        cell.fill = PatternFill("solid", fgColor=f"FF{mixed}")


def set_number(cell: Any, runs: Runs, ledger: Ledger, marks: int) -> None:
    """Store a number if the cell prints a single one, otherwise text."""
    printed = [run for run in runs if run.kind == "stat"]
    row = ledger.stat(printed[0].id) if len(printed) == 1 else None
    if row is None or number(row) is None or printed[0].text != row.printed:
        set_text(cell, runs)
        return
    place, own = runs.index(printed[0]), sum(len(run.text) for run in runs if run.kind == "stars")
    cell.value = number(row)
    room = "*" * (marks - own)
    cell.number_format = number_format(row, text(runs[:place]), text(runs[place + 1 :]), room)


def set_text(cell: Any, runs: Runs, *, bold: bool = False, size: float = 11) -> None:
    """Store text with its emphasis, never as a formula."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    set_inert(cell, text(runs))
    set_font(cell, bold=bold, size=size)
    if any(run.looks - {"math"} for run in runs) and cell.value:
        blocks = [TextBlock(InlineFont(**_inline(run.looks, bold, size)), run.text) for run in runs]
        cell.value = CellRichText(*blocks)


def _inline(looks: Iterable[str], bold: bool, size: float) -> dict[str, Any]:
    rise = {"super": "superscript", "sub": "subscript"}
    return {
        **{"rFont": FONT, "sz": size, "color": INK, "b": bold or "strong" in looks, "i": "emph" in looks},
        "vertAlign": next((rise[look] for look in looks if look in rise), None),
    }


def set_inert(cell: Any, value: str) -> None:
    """Store a text that remains text when the cell is edited."""
    cell.value = value
    if value:
        cell.data_type = "s"
    if value.lstrip().startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True


def set_font(cell: Any, *, bold: bool = False, size: float = 11, colour: str = INK) -> None:
    """Set a font if it differs from the workbook's default, since each setting costs time."""
    from openpyxl.styles import Font

    if bold or size != 11 or colour != INK:
        cell.font = Font(name=FONT, size=size, bold=bold, color=colour)


def align(cell: Any, side: str, *, indent: int = 0, wrap: bool = False) -> None:
    """Align the text of a cell."""
    side = side if side in ("right", "center") else "left"
    cell.alignment = _alignment(side, indent, wrap)


@cache
def _alignment(side: str, indent: int, wrap: bool) -> Any:
    """Return one shared object per alignment, since openpyxl is slow to create them."""
    from openpyxl.styles import Alignment

    return Alignment(side, "top", indent=indent, wrap_text=wrap)


def rule(sheet: Worksheet, line: int, wide: int, *, top: str = "", bottom: str = "") -> None:
    """Draw rules above and below a line of cells."""
    from openpyxl.styles import Border, Side

    for column in range(1, wide + 1):
        sides: dict[str, Any] = {"top": Side(top or None), "bottom": Side(bottom or None)}  # type: ignore[arg-type]
        sheet.cell(line, column).border = Border(**sides)
