"""Which cells of a sheet, and which parts of their texts, a reader of the workbook can see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from report.text.reading.colours import WHITE, Colour, Colours
from report.text.reading.guards import UnreadableError

#: The most conditional formats of a sheet.
_RULES = 500
#: Smaller letters, in points, and smaller rows and columns, do not show.
_SMALLEST, _THINNEST = 3.0, 0.5
#: The first four colours of a theme are those of grounds and texts; the others are never white or black.
_THEME = {0: "FFFFFF", 1: "000000", 2: "E7E6E6", 3: "44546A"}
#: The numbers that stand for the system's colours of text and background.
_SYSTEM = {64: "000000", 65: "FFFFFF"}


class Visibility:
    """What a sheet hides: rows, columns, and cells by their fonts and conditional formats."""

    def __init__(self, sheet: Any, ids: set[int], *, filtered: bool) -> None:
        """Read a sheet; the columns of `ids` may be hidden, and rows too where a filter does so."""
        rows = sheet.row_dimensions.items()
        self._rows = {
            row
            for row, each in rows
            if _is_thin(each.height) or (each.hidden and not (filtered and sheet.auto_filter.ref))
        }
        self._columns = set(_hidden_columns(sheet)) - ids
        self._formats = list(_hiding(sheet))

    def shows(self, cell: Any) -> bool:
        """Whether a cell shows its content."""
        if cell.row in self._rows or cell.column in self._columns:
            return False
        if not _shows_letters(cell.font, _background(cell.fill)):
            return False
        return not any(cell.coordinate in cells and not shows(cell) for cells, shows in self._formats)


def shown_part(cell: Any, part: Any) -> str:
    """The text of a part of a cell, or an empty string if its own font hides it."""
    font = getattr(part, "font", None)
    if font is None:
        return str(part)
    colour = font.color or cell.font.color
    shows = _shows(colour, _background(cell.fill)) and not font.strike and (font.sz or _SMALLEST) >= _SMALLEST
    return str(part.text) if shows else ""


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for each in sheet.column_dimensions.values():
        if each.hidden or _is_thin(each.width):
            yield from range(each.min or 0, min(each.max or 0, sheet.max_column) + 1)


def _is_thin(size: float | None) -> bool:
    return size is not None and size < _THINNEST


def _hiding(sheet: Any) -> Iterator[tuple[Any, Any]]:
    """The cells of each conditional format that can hide or replace what they display, with a test of a cell."""
    rules = ((cells.sqref, rule) for cells in sheet.conditional_formatting for rule in cells.rules)
    for count, (cells, rule) in enumerate(islice(rules, _RULES + 1)):
        if count == _RULES:
            raise UnreadableError("has too many conditional formats for the tables of a paper")
        bare = any(each is not None and each.showValue is False for each in (rule.iconSet, rule.dataBar))
        if bare or (rule.dxf is not None and rule.dxf.numFmt is not None):
            yield cells, _never
        elif rule.dxf is not None:
            yield cells, _formatted(rule.dxf)


def _never(_cell: Any) -> bool:
    return False


def _formatted(style: Any) -> Any:
    """A test whether a cell with a conditional style shows its letters."""

    def shows(cell: Any) -> bool:
        font, fill = style.font, style.fill
        background = _background(cell.fill)
        if fill is not None and (fill.fill_type not in (None, "solid") or _is_set(fill.bgColor)):
            background = _colour(fill.bgColor) or background
        own = font.color if font is not None and font.color is not None else cell.font.color
        return _shows(own, background) and not (font is not None and font.strike)

    return shows


def _is_set(colour: Any) -> bool:
    """Whether a style names a colour; a style without one has an opacity and a colour of zero."""
    return colour is not None and not (colour.type == "rgb" and colour.rgb == "00000000")


def _shows_letters(font: Any, background: Colour) -> bool:
    """Whether letters have a size, another colour than their background, and no line through them."""
    return not font.strike and (font.sz or _SMALLEST) >= _SMALLEST and _shows(font.color, background)


def _shows(colour: Any, background: Colour) -> bool:
    ink = _colour(colour) if colour is not None else None
    return Colours(ink, background).shows if ink is not None else Colours(background=background).shows


def _background(fill: Any) -> Colour:
    """The colour of a cell's background; patterns leave it white."""
    if getattr(fill, "fill_type", None) != "solid":
        return WHITE
    return _colour(fill.fgColor) or WHITE


def _colour(colour: Any) -> Colour | None:
    """A colour of a workbook; None if it follows from the theme and is neither background nor text."""
    from openpyxl.styles.colors import COLOR_INDEX

    if colour.type == "rgb":
        text = str(colour.rgb)[-6:]
    elif colour.type == "theme":
        text = _THEME.get(colour.theme, "")
    elif colour.type == "indexed" and 0 <= colour.indexed < len(COLOR_INDEX):
        text = COLOR_INDEX[colour.indexed][-6:]
    else:
        text = _SYSTEM.get(colour.indexed, "") if colour.type == "indexed" else ""
    try:
        parts = [int(text[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    except ValueError:
        return None
    tint = float(colour.tint or 0)
    red, green, blue = (part + (1 - part) * tint if tint > 0 else part * (1 + tint) for part in parts)
    return Colour(red, green, blue)
