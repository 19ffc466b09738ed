"""Defines the rules for the cells of a column, each with the fault and remedy of its violation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from report.data.dictionary import Field

_ROUNDING = 1e-9
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def number(text: str) -> float | None:
    """The finite number in a cell, or None."""
    if _NUMBER.fullmatch(text) is None:
        return None
    found = float(text)
    return found if isfinite(found) else None


def decimal(value: float) -> str:
    """The shortest decimal that is exactly this number, so that a range contains the values it was made from."""
    short = f"{value:.15g}"
    return short if float(short) == value else repr(float(value))


@dataclass(frozen=True)
class IsNumber:
    """A cell contains a number; `whole` requires one without decimals."""

    whole: bool = False

    def __call__(self, cell: str) -> bool:
        """Whether the cell follows the rule."""
        found = number(cell)
        return found is not None and (not self.whole or found == int(found))

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to correct it."""
        kind = "a whole number" if self.whole else "a number"
        form = kind if self.whole else f"{kind} with a decimal point"
        return f"is not {kind} ({field.meaning})", f"write {form}; a missing value is an empty cell"


@dataclass(frozen=True)
class IsWithin:
    """A number is within the instrument's range, ends included; `IsNumber` reports cells that are not numbers."""

    minimum: float | None
    maximum: float | None

    def __call__(self, cell: str) -> bool:
        """Whether the cell follows the rule."""
        found = number(cell)
        if found is None:
            return True
        low = self.minimum is None or self.minimum <= found
        return low and (self.maximum is None or found <= self.maximum)

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to correct it."""
        ends = [decimal(end) if end is not None else "" for end in (self.minimum, self.maximum)]
        outside = f"is outside {'-'.join(ends)}" if all(ends) else f"is below {ends[0]}"
        outside = outside if ends[0] else f"is above {ends[1]}"
        return f"{outside} ({field.meaning})", "correct the value in the data, or the range in the dictionary"


@dataclass(frozen=True)
class IsOnGrid:
    """A number is a possible score of the instrument, rounded to its written decimals."""

    minimum: float
    step: Fraction

    def __call__(self, cell: str) -> bool:
        """Whether the cell follows the rule."""
        found = number(cell)
        if found is None:
            return True
        decimals = int(Decimal(cell).as_tuple().exponent)
        step = float(self.step)
        scores = (found - self.minimum) / step
        half_unit = 0.5 * 10.0 ** max(-300, min(0, decimals))
        return abs(scores - round(scores)) * step <= half_unit + _ROUNDING

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to correct it."""
        what = f"is not a score in steps of {self.step} ({field.meaning})"
        return what, "correct the score in the data, or the grid in the dictionary"


@dataclass(frozen=True)
class IsOneOf:
    """A cell contains one of the codes."""

    codes: tuple[str, ...]

    def __call__(self, cell: str) -> bool:
        """Whether the cell follows the rule."""
        return cell in self.codes

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to correct it."""
        codes = field.codes or self.codes
        return f"is not a known value of {field.label.lower()}", f"one of {', '.join(codes)}"


@dataclass(frozen=True)
class HasForm:
    """A cell matches a pattern."""

    pattern: str

    def __call__(self, cell: str) -> bool:
        """Whether the cell follows the rule."""
        return re.fullmatch(self.pattern, cell) is not None

    def broken(self, field: Field) -> tuple[str, str]:
        """What is wrong, and how to correct it."""
        return f"does not have the form of a {field.label.lower()}", f"write it as {self.pattern}"


Rule = IsNumber | IsWithin | IsOnGrid | IsOneOf | HasForm


def rules(field: Field) -> Iterator[Rule]:
    """The rules for the cells of this column that are not empty."""
    if field.type == "boolean":
        yield IsOneOf(("0", "1"))
    if field.type == "category":
        yield IsOneOf(tuple(field.categories))
    if field.type in ("integer", "number"):
        yield IsNumber(whole=field.type == "integer")
    if field.minimum is not None or field.maximum is not None:
        yield IsWithin(field.minimum, field.maximum)
    if field.step is not None:
        yield IsOnGrid(field.minimum or 0, field.step)
    if field.pattern:
        yield HasForm(field.pattern)
