"""Number formats of spreadsheets that display the printed text of a row over its full value."""

from __future__ import annotations

import re
from decimal import Decimal

from report.rows.format_registry import is_share
from report.rows.number_formats import MINUS, THIN_NO_BREAK, rounded
from report.rows.stat import Stat

_DIGITS = re.compile(rf"{MINUS}?(?P<whole>[\d{THIN_NO_BREAK}]*)(?:[.,](?P<places>\d+))?")
#: A text that is a number and not a code: no leading zeros, and at most as many digits as a cell stores.
_NUMBER = re.compile(rf"{MINUS}?(?=.{{1,15}}$)(?:0|[1-9]\d*)?(?:\.\d+|(?<=\d))")


def number(row: Stat) -> float | int | None:
    """Return the number stored in a cell for a row: its value, a share as a percentage, or the number in a text."""
    if row.format == "text" and _NUMBER.fullmatch(row.printed):
        return float(_plain(row.printed)) if "." in row.printed else int(_plain(row.printed))
    if not isinstance(row.value, int | float) or row.value in (float("inf"), float("-inf")):
        return None
    if is_share(row.format):
        return float(Decimal(repr(float(row.value))) * 100)
    return row.value


def number_format(row: Stat, before: str = "", after: str = "", room: str = "") -> str:
    """Return a format that displays the number of a row as it is printed, between two texts.

    Where no rule of rounding gives the printed text ("< .001"), the format is that text itself. `room` are signs
    whose width is left free at the end, so that numbers with and without marks are aligned.
    """
    free = "".join(f"_{sign}" for sign in room)
    value = number(row)
    found = _DIGITS.fullmatch(row.printed)
    if value is None or found is None or _rounded(value, row.printed) != _plain(row.printed):
        return ";".join([_literal(before + row.printed + after) + free] * 3)
    digits = _pattern(found["whole"], found["places"])
    shown = f"{_literal(before)}{digits}{_literal(after)}{free}"
    negative = f"{_literal(before)}{_literal(MINUS)}{digits}{_literal(after)}{free}"
    return f"{shown};{negative if row.printed.startswith(MINUS) else shown};{shown}"


def _rounded(value: float, printed: str) -> Decimal:
    places = len(_point(printed).partition(".")[2])
    return rounded(value, places)


def _plain(printed: str) -> Decimal:
    return Decimal(_point(printed).replace(MINUS, "-").replace(THIN_NO_BREAK, ""))


def _point(printed: str) -> str:
    """A printed number with a decimal point; programs show the formats of cells with the decimal mark of their user."""
    return printed.replace(",", ".")


def _pattern(whole: str, places: str | None) -> str:
    """Return digits as zeros: `0.00`, `.00` without a leading zero, thousands separated as printed."""
    groups = whole.split(THIN_NO_BREAK)
    start = "0" if len(groups) == 1 and whole else ""
    if len(groups) > 1:
        start = _literal(THIN_NO_BREAK).join("0" * len(group) for group in groups)
    return start + (f".{'0' * len(places)}" if places else "")


def _literal(text: str) -> str:
    """Quote a text that a format displays literally."""
    return '"' + text.replace('"', "\u201d") + '"' if text else ""
