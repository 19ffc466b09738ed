"""How a value prints: rounding and APA typography, in this one place.

Readers of statistics expect halves away from zero (0.125 prints as 0.13), so values are rounded on their
shortest decimal representation, not on their binary one. A p-value never prints across a threshold, and
a negative zero never prints. Style: American Psychological Association (2020, sections 6.36 and 6.43-6.45).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from math import isfinite, isnan
from typing import Protocol

MINUS = "\u2212"
NO_BREAK = "\u00a0"
THIN_NO_BREAK = "\u202f"
#: What a printed value begins with that states a relation of its own, so that no equals sign stands before it.
RELATIONS = ("<", ">", "\u2264", "\u2265")
MISSING = "\u2013"
_BREAK = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]"
)
THRESHOLDS = tuple(map(Decimal, ("0.001", "0.01", "0.05", "0.10")))


def joined(text: str) -> str:
    """Text without line ends and tabs."""
    return _BREAK.sub(" ", text)


def one_line(text: str) -> str:
    """Text without line ends, and without characters that no document can hold or that turn its order."""
    return _UNPRINTABLE.sub("\ufffd", joined(text))


class Format(Protocol):
    """Turns a value into the text that is printed."""

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        ...


def rounded(value: float, places: int) -> Decimal:
    """Round to `places` decimals, halves away from zero, on the shortest decimal representation."""
    quantum = Decimal(1).scaleb(-places)
    result = Decimal(repr(float(value))).quantize(quantum, rounding=ROUND_HALF_UP)
    return abs(result) if result == 0 else result


def typeset(number: Decimal, *, leading_zero: bool = True, thousands: bool = False) -> str:
    """Print a decimal with a true minus sign."""
    text = f"{abs(number):,f}".replace(",", THIN_NO_BREAK) if thousands else f"{abs(number):f}"
    if not leading_zero and text.startswith("0."):
        text = text[1:]
    return MINUS + text if number < 0 else text


def _unprintable(value: float | int | str | None) -> str | None:
    if value is None or (isinstance(value, float) and isnan(value)):
        return MISSING
    if isinstance(value, str):
        return value
    if not isfinite(value):
        return "\u221e" if value > 0 else MINUS + "\u221e"
    return None


@dataclass(frozen=True)
class Fixed:
    """A fixed number of decimals; `leading_zero=False` for statistics that cannot exceed one."""

    places: int = 2
    leading_zero: bool = True

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        plain = _unprintable(value)
        if plain is not None:
            return plain
        return typeset(rounded(float(value), self.places), leading_zero=self.leading_zero)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Count:
    """A whole number, with thin spaces between thousands from 10 000 on."""

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        plain = _unprintable(value)
        if plain is not None:
            return plain
        whole = rounded(float(value), 0)  # type: ignore[arg-type]
        return typeset(whole, thousands=abs(whole) >= 10_000)


@dataclass(frozen=True)
class Percent:
    """A proportion between 0 and 1, printed as a percentage without its sign."""

    places: int = 0

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        plain = _unprintable(value)
        if plain is not None:
            return plain
        hundredfold = Decimal(repr(float(value))) * 100  # type: ignore[arg-type]
        return typeset(rounded(float(hundredfold), self.places))


@dataclass(frozen=True)
class PValue:
    """A probability without leading zero; "< .001" below the smallest printed value, never across a threshold."""

    places: int = 3

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        plain = _unprintable(value)
        if plain is not None:
            return plain
        p = float(value)  # type: ignore[arg-type]
        smallest = Decimal(1).scaleb(-self.places)
        if Decimal(repr(p)) < smallest:
            return f"<{NO_BREAK}{typeset(smallest, leading_zero=False)}"
        largest = 1 - smallest
        if largest < Decimal(repr(p)) < 1:
            return f">{NO_BREAK}{typeset(largest, leading_zero=False)}"
        return typeset(self._within_its_side(p), leading_zero=False)

    def _within_its_side(self, p: float) -> Decimal:
        number, exact, places = rounded(p, self.places), Decimal(repr(p)), self.places
        for threshold in THRESHOLDS:
            while exact < threshold <= number:
                places += 1
                number = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_DOWN)
        return number


@dataclass(frozen=True)
class Text:
    """A value that prints as it is."""

    def __call__(self, value: float | int | str | None) -> str:
        """The printed text of a value."""
        return MISSING if value is None else str(value)


COUNT = Count()
PERCENT = Percent()
MEAN = Fixed(1)
COEFFICIENT = Fixed(2)
UNIT = Fixed(2, leading_zero=False)
UNIT3 = Fixed(3, leading_zero=False)
P = PValue()
TEXT = Text()

#: The formats by the names under which a ledger stores them.
FORMATS: dict[str, Format] = {
    "count": COUNT,
    "percent": PERCENT,
    "percent1": Percent(1),
    "mean": MEAN,
    "fixed0": Fixed(0),
    "fixed1": MEAN,
    "fixed2": COEFFICIENT,
    "fixed3": Fixed(3),
    "fixed4": Fixed(4),
    "fixed6": Fixed(6),
    "unit": UNIT,
    "unit3": UNIT3,
    "p": P,
    "p2": PValue(2),
    "text": TEXT,
}


def stars(p: float | None, trend: bool = False) -> str:
    """Significance marks of a two-sided p-value: *** < .001, ** < .01, * < .05, and † < .10 if trends are named."""
    if p is None or isnan(p):
        return ""
    for bound, mark in ((0.001, "***"), (0.01, "**"), (0.05, "*")):
        if p < bound:
            return mark
    return "†" if trend and p < 0.10 else ""
