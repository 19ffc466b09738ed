"""How p-values print: without rounding across a threshold, at the precision that a style asks for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from report.rows.number_formats import ALL_DIGITS, NumberFormat, exact, related, rounded, typeset
from report.rows.quantity_formats import power_of_ten

#: Levels that a printed p-value must not cross by rounding, unless its row states others.
THRESHOLDS = (0.001, 0.01, 0.05, 0.10)
_HUNDREDTH = Decimal("0.01")
#: Smaller p-values have no reliable digits: algorithms differ in them.
_SMALLEST_EXPONENT = -15
#: From this exponent down, p-values of the rule "exact" are written as powers of ten.
_SCIENTIFIC = -4

#: "fixed" prints `places` decimals; "coarse" prints two, and `places` below .01 (AMA Manual of Style,
#: 11th edition, 2020); "exact" prints two significant digits, as a power of ten below .001.
Rule = Literal["fixed", "coarse", "exact"]


@dataclass(frozen=True)
class PValue(NumberFormat):
    """A probability, never rounded across a threshold; "< .001" below the smallest value."""

    places: int = 3
    thresholds: tuple[float, ...] = THRESHOLDS
    leading_zero: bool = False
    rule: Rule = "fixed"

    def of_number(self, value: float) -> str:
        """The printed text of a finite number."""
        p = exact(value)
        if self.rule == "exact" and p < Decimal(1).scaleb(_SCIENTIFIC + 1):
            return self._as_power(p)
        places = self._places(p)
        smallest = Decimal(1).scaleb(-places)
        if p < smallest:
            return related("<", smallest, leading_zero=self.leading_zero)
        if 1 - smallest < p < 1:
            return related(">", 1 - smallest, leading_zero=self.leading_zero)
        return typeset(self._on_its_side(p, places), leading_zero=self.leading_zero)

    def _places(self, p: Decimal) -> int:
        if self.rule == "coarse":
            return self.places if p < _HUNDREDTH else min(2, self.places)
        if self.rule == "exact":
            return max(2, 1 - p.adjusted())
        return self.places

    def _as_power(self, p: Decimal) -> str:
        smallest = Decimal(1).scaleb(_SMALLEST_EXPONENT)
        if p < smallest:
            return f"<\u00a0{power_of_ten(smallest, 1)}"
        number = self._on_its_side(p, 1 - p.adjusted())
        return power_of_ten(number, 2 if number == rounded(p, 1 - p.adjusted()) else 3)

    def _on_its_side(self, p: Decimal, places: int) -> Decimal:
        """Round, with one more decimal if that would reach a threshold; truncate only if it still would."""
        number = rounded(p, places)
        for threshold in map(exact, self.thresholds):
            if p < threshold <= number:
                number = rounded(p, places + 1)
                if number >= threshold:
                    return p.quantize(Decimal(1).scaleb(-places - 1), ROUND_DOWN, ALL_DIGITS)
        return number


def level_text(level: float, *, leading_zero: bool = False) -> str:
    """A level as papers print it, with two decimals or as many as it has: .05, .10, .001."""
    number = exact(level)
    places = max(2, -int(number.as_tuple().exponent))
    return typeset(rounded(number, places), leading_zero=leading_zero)
