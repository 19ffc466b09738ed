"""How a value prints: rounding and typography.

Readers of statistics expect halves to round away from zero (0.125 prints as 0.13), so values are rounded on their
shortest decimal representation, not on their binary one. A negative zero
never prints. Style: American Psychological Association (2020, sections 6.36 and 6.43-6.45).
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from math import isfinite, isnan
from typing import Protocol

MINUS = "\u2212"
NO_BREAK = "\u00a0"
THIN_NO_BREAK = "\u202f"
#: Relations with which a printed value can begin; no equals sign is printed before such a value.
RELATIONS = ("<", ">", "\u2264", "\u2265")
MISSING = "\u2013"
_BREAK = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]"
)
#: How far rounding error may move a computed value beyond its range.
ROUNDING_ERROR = 1e-9
_NOTHING = Decimal("1e-9")
#: Enough precision for all digits of every float.
ALL_DIGITS = Context(prec=700)
#: From this number on, thin spaces separate thousands.
_LONG = 10_000


def joined(text: str) -> str:
    """Text with line ends and tabs replaced by spaces."""
    return _BREAK.sub(" ", text)


def one_line(text: str) -> str:
    """Text without line ends, characters that documents cannot contain, or bidirectional controls."""
    return _UNPRINTABLE.sub("\ufffd", joined(text))


class Format(Protocol):
    """Turns a value into the text that is printed."""

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        ...


def exact(value: float) -> Decimal:
    """A number as its shortest decimal representation; whole numbers keep all their digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))


def rounded(value: float | Decimal, places: int) -> Decimal:
    """Round to `places` decimals, halves away from zero, on the shortest decimal representation."""
    number = value if isinstance(value, Decimal) else exact(value)
    result = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, ALL_DIGITS)
    return abs(result) if result == 0 else result


def typeset(number: Decimal, *, leading_zero: bool = True) -> str:
    """Print a decimal with a true minus sign, and thin spaces between thousands from 10 000 on."""
    size = number.copy_abs()
    text = f"{size:,f}".replace(",", THIN_NO_BREAK) if size >= _LONG else f"{size:f}"
    if not leading_zero and text.startswith("0."):
        text = text[1:]
    return MINUS + text if number < 0 else text


def related(relation: str, number: Decimal, *, leading_zero: bool = True) -> str:
    """A number after a relation, as in "< .001"."""
    return f"{relation}{NO_BREAK}{typeset(number, leading_zero=leading_zero)}"


class NumberFormat(ABC):
    """A format of finite numbers; a missing value prints as a dash, an infinite one as ∞, a text as it is."""

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        if value is None or isinstance(value, str):
            return MISSING if value is None else value
        if isfinite(value):
            return self.of_number(value)
        return MISSING if isnan(value) else MINUS * (value < 0) + "\u221e"

    @abstractmethod
    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""


@dataclass(frozen=True)
class Fixed(NumberFormat):
    """A fixed number of decimals."""

    places: int = 2
    leading_zero: bool = True

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        return typeset(rounded(value, self.places), leading_zero=self.leading_zero)


@dataclass(frozen=True)
class Share(NumberFormat):
    """A statistic that cannot exceed 1, such as a correlation: no leading zero, and 1 only if it is exactly 1.

    A value that would round to 1 prints as "> .99" (and "< −.99"), as with papaja's `printnum(gt1 = FALSE)`.
    """

    places: int = 2
    leading_zero: bool = False

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        number = rounded(value, self.places)
        if abs(number) != 1 or 1 - abs(float(value)) < ROUNDING_ERROR:
            return typeset(number, leading_zero=self.leading_zero)
        largest = (1 - Decimal(1).scaleb(-self.places)).copy_sign(number)
        return related("<" if number < 0 else ">", largest, leading_zero=self.leading_zero)


@dataclass(frozen=True)
class Count(NumberFormat):
    """A whole number."""

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        return typeset(rounded(value, 0))


@dataclass(frozen=True)
class Degrees(NumberFormat):
    """Degrees of freedom: 110 where they are whole, 110.43 where they are not, as in Welch's test."""

    places: int = 2

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        whole = abs(value - round(value)) < 1e-6
        return typeset(rounded(value, 0 if whole else self.places))


@dataclass(frozen=True)
class Percent(NumberFormat):
    """A proportion between 0 and 1, printed as a percentage without the % sign; 0 and 100 only if exact."""

    places: int = 0

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        percentage = exact(value) * 100
        smallest = Decimal(1).scaleb(-self.places)
        number = rounded(percentage, self.places)
        if number == 0 and percentage > _NOTHING:
            return related("<", smallest)
        if number == 100 and percentage < 100 - _NOTHING:
            return related(">", 100 - smallest)
        return typeset(number)


@dataclass(frozen=True)
class Text:
    """A value that is printed unchanged."""

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        return MISSING if value is None else str(value)
