"""Compares the values that two tokens print."""

from __future__ import annotations

from decimal import Decimal

from report.rows.format_registry import is_share
from report.rows.ledger import Ledger
from report.rows.number_formats import rounded
from report.rows.stat import Stat
from report.text.number_signs import RELATIONS
from report.text.tokens import NUMBER, SPELLED, Token

#: Signs by which a number is not the value that its digits say.
_CHANGING = f"{RELATIONS}‰‱"


def same_value(expected: Token, found: Token, ledger: Ledger) -> bool:
    """Whether two tokens print the same value, in the same or another form."""
    if expected.key == found.key:
        return True
    if found.kind == SPELLED:
        return expected.kind in (NUMBER, SPELLED) and str(found.spelled) == expected.key
    if expected.kind == SPELLED:
        return found.key == str(expected.spelled)
    if expected.kind != NUMBER or found.kind != NUMBER or expected.bound is None:
        return False
    row = ledger.get(expected.bound.id)
    return isinstance(row, Stat) and _finer(row, expected.key, found.key)


def _finer(row: Stat, expected: str, found: str) -> bool:
    """Whether a number is the row's value with more decimals than are printed."""
    if row.value is None or isinstance(row.value, str) or any(sign in expected + found for sign in _CHANGING):
        return False
    number, places = number_value(found), _places(found)
    if number is None or places <= _places(expected) or expected.endswith("%") != found.endswith("%"):
        return False
    hundredfold = is_share(row.format)
    value = float(Decimal(repr(float(row.value))) * 100) if hundredfold else float(row.value)
    return rounded(value, places) == number


def _places(key: str) -> int:
    return len(key.rstrip("%").partition(".")[2])


def number_value(key: str) -> Decimal | None:
    """The value of a number's key, without relation and percent."""
    try:
        return Decimal(key.lstrip(RELATIONS).rstrip("%‰‱").replace("−", "-"))
    except ArithmeticError:
        return None


__all__ = ["number_value", "same_value"]
