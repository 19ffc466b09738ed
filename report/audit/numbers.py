"""Printed numbers: their value, their decimals, and the interval of values that round to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

_POWER = re.compile(r"(.*?)(?:[x*]|\.(?=10\^?\{?-))10(?:\^|\*\*)?\{?(-?\d{1,3})\}?$|(.*?)[eE]([-+]?\d{1,3})$")
#: Powers of ten beyond this are not results.
_LARGEST = 250
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A printed number: its text, value, the unit of its last digit, and its relation (=, <, >, ≤, ≥, ≈)."""

    text: str
    value: float
    unit: float
    relation: str = "="

    @property
    def half(self) -> float:
        """The largest rounding error."""
        return self.unit / 2

    @property
    def low(self) -> float:
        """The smallest value that the print allows."""
        return -inf if self.relation in "<≤" else self.value - self.half * (self.relation == "=")

    @property
    def high(self) -> float:
        """The largest value that the print allows."""
        return inf if self.relation in ">≥" else self.value + self.half * (self.relation == "=")

    @property
    def decimals(self) -> int:
        """The number of printed decimals."""
        body = self.text.replace(",", ".")
        return len(body.rpartition(".")[2]) if "." in body else 0


def printed(text: str, relation: str = "=", *, decimal_comma: bool = False) -> PrintedNumber:
    """The number that a text prints; a comma before three digits separates thousands unless commas are decimal."""
    plain = text.replace(" ", "").replace("*", "x")
    plain = re.sub(r"^(?=10\^?\{?-)", "1x", plain)
    power = _POWER.fullmatch(plain)
    base, exponent = plain, 0
    if power:
        base = power[1] or power[3] or ""
        exponent = max(-_LARGEST, min(_LARGEST, int(power[2] or power[4])))
    base = _with_point(base, decimal_comma)
    places = len(base.partition(".")[2])
    unit = 10.0 ** (exponent - places)
    return PrintedNumber(text.strip(), float(base) * 10.0**exponent, unit, relation)


def _with_point(text: str, decimal_comma: bool) -> str:
    sign, body = (text[0], text[1:]) if text[:1] in ("+", "-") else ("", text)
    if decimal_comma and re.fullmatch(r"\d{1,3}(?:\.\d{3})*,\d+", body):
        return sign + body.replace(".", "").replace(",", ".")
    several = body.count(",") + body.count(".") > 1
    if several or (_THOUSANDS.fullmatch(body) and not body.startswith("0")):
        return sign + body.replace(",", "")
    return sign + body.replace(",", ".")


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of values, ends included."""

    low: float
    high: float

    def meets(self, other: Span) -> bool:
        """Whether the intervals have a value in common, allowing for the error of the computation."""
        slack = 1e-9 * max(1e-3, abs(self.low) if abs(self.low) != inf else 0.0)
        return self.low <= other.high + slack and other.low <= self.high + slack

    def __contains__(self, value: float) -> bool:
        return self.meets(Span(value, value))

    def __str__(self) -> str:
        return f"{shown(self.low)} to {shown(self.high)}"


def span_of(number: PrintedNumber) -> Span:
    """The values that round to a printed number."""
    return Span(number.low, number.high)


def shown(value: float) -> str:
    """A computed value with three significant digits."""
    if value in (inf, -inf):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    if 1e-4 <= abs(value) < 1e5:
        places = 4 if abs(value) < 1 else 3 if abs(value) < 10 else 2
        return f"{value:.{places}f}".replace("-", "−")
    return f"{value:.2e}".replace("-", "−")
