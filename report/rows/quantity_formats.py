"""Formats for large counts, money, durations, powers of ten, significant digits, and percentages near 0 and 100."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from report.rows.number_formats import NO_BREAK, NumberFormat, Percent, exact, rounded, typeset
from report.rows.phrases import ENGLISH, Phrases

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
#: The powers of ten whose names are written out, the largest first.
_LARGE = (12, 9, 6)
_UNITS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def significant(number: Decimal, digits: int) -> Decimal:
    """Round to significant digits, halves away from zero; with trailing zeros."""
    if number == 0:
        return Decimal(0)
    result = rounded(number, digits - 1 - number.adjusted())
    # 9.96 becomes 10.0 with three digits, which are four.
    return (
        result if result.adjusted() == number.adjusted() else rounded(number, digits - 1 - result.adjusted())
    )


def power_of_ten(number: Decimal, digits: int) -> str:
    """A number as a mantissa and a power of ten: 1.2 × 10⁻⁵."""
    shortened = significant(number, digits)
    exponent = shortened.adjusted()
    mantissa = typeset(rounded(shortened.scaleb(-exponent), digits - 1))
    return f"{mantissa}{NO_BREAK}×{NO_BREAK}10{str(exponent).translate(_RAISED)}"


@dataclass(frozen=True)
class Significant(NumberFormat):
    """A fixed number of significant digits: 0.0123, 1.23, 123."""

    digits: int = 3

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        number = significant(exact(value), self.digits)
        return typeset(number if int(number.as_tuple().exponent) <= 0 else rounded(number, 0))


@dataclass(frozen=True)
class Scientific(NumberFormat):
    """A mantissa and a power of ten: 1.23 × 10⁻⁵; numbers from 0.001 to 9999 are written out."""

    digits: int = 3

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        number = significant(exact(value), self.digits)
        if number == 0 or -3 <= number.adjusted() <= 3:
            return Significant(self.digits)(value)
        return power_of_ten(number, self.digits)


@dataclass(frozen=True)
class LargeCount(NumberFormat):
    """A count in millions, billions or trillions: 1.23 million; smaller counts print in full."""

    digits: int = 3
    phrases: Phrases = ENGLISH

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        number = significant(exact(value), self.digits)
        for exponent in _LARGE:
            if number.adjusted() >= exponent:
                scaled = number.scaleb(-exponent)
                printed = Significant(self.digits)(float(scaled))
                return f"{printed}{NO_BREAK}{self.phrases.large_name(exponent, printed, scaled)}"
        return typeset(rounded(value, 0))


@dataclass(frozen=True)
class Currency(NumberFormat):
    """An amount of money: $12.50, −€3.00; `after` writes the sign behind the amount, as in 12.50 kr."""

    sign: str = "$"
    places: int = 2
    after: bool = False

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        amount = rounded(value, self.places)
        if self.after:
            return f"{typeset(amount)}{NO_BREAK}{self.sign}"
        minus = "\u2212" if amount < 0 else ""
        return f"{minus}{self.sign}{typeset(abs(amount))}"


@dataclass(frozen=True)
class Duration(NumberFormat):
    """A number of seconds in at most `parts` units, the last one rounded: 2 h 5 min, 1 d 3 h, 45 s."""

    parts: int = 2

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        seconds = exact(value)
        whole = self._to_last_unit(abs(seconds))
        minus = "\u2212" if seconds < 0 and whole else ""
        named = []
        for size, unit in _UNITS:
            count, whole = divmod(whole, size)
            named += [f"{typeset(Decimal(count))}{NO_BREAK}{unit}"] * bool(count)
        return minus + (NO_BREAK.join(named) or f"0{NO_BREAK}s")

    def _to_last_unit(self, seconds: Decimal) -> int:
        """Seconds rounded to the smallest unit that is printed."""
        first = next((place for place, (size, _) in enumerate(_UNITS) if seconds >= size), len(_UNITS) - 1)
        last = _UNITS[min(first + self.parts - 1, len(_UNITS) - 1)][0]
        return int(rounded(seconds / last, 0)) * last


@dataclass(frozen=True)
class Clock(NumberFormat):
    """A number of seconds as hours, minutes and seconds: 1:02:03."""

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        whole = int(rounded(value, 0))
        hours, rest = divmod(abs(whole), 3600)
        return f"{'−' * (whole < 0)}{hours}:{rest // 60:02}:{rest % 60:02}"


@dataclass(frozen=True)
class FinePercent(NumberFormat):
    """A proportion as a percentage, with one more decimal below 1 and above 99: 0.4, 38, 99.6."""

    places: int = 0

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        percentage = exact(value) * 100
        near_an_end = 0 < percentage < 1 or 99 < percentage < 100
        return Percent(self.places + near_an_end)(value)
