"""The styles of publications: how p-values, correlations, intervals and standard deviations print.

`apa`: American Psychological Association (2020), sections 6.36 and 6.43-6.45. `ama`, `vancouver`: italic capital *P*
with two decimals (three below 0.01) and zeros before the decimal point, as most medical journals print them. `jama`:
the same without the zero of *P*, as the AMA Manual of Style (11th edition, 2020) asks. `nature`: *P* with two
significant digits, however small.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report.rows.number_formats import NO_BREAK, Fixed, Format, Unit
from report.rows.own_formats import restyled
from report.rows.p_value_format import PValue, Rule

#: A symbol before a relation, also in matplotlib's formulas: p < .05, $p$ = .02.
_PLAIN_SYMBOL = re.compile(r"(?<![\w\\])p(?=\$?[ \u00a0]*[=<>≤≥])")
_BARE_THRESHOLD = re.compile(r"(?<=[=<>≤≥])[ \u00a0]?(?=\.\d)")
_SYMBOL = re.compile(r"(?<![*\\])\*p\*(?!\*)")


@dataclass(frozen=True)
class Style:
    """The conventions of one style.

    `zero` is whether numbers below 1 have a zero before the decimal point, `p_zero` whether p-values do. `opening`,
    `between` and `closing` set an interval's bounds after "95% CI"; a dash `between` them becomes "to" beside a minus
    sign. With `plain_sd`, standard deviations print as "SD 11.6".
    """

    name: str
    p: str = "*P*"
    rule: Rule = "coarse"
    zero: bool = True
    p_zero: bool = True
    opening: str = NO_BREAK
    between: str = " to "
    closing: str = ""
    plain_sd: bool = True

    def printing(self, format: Format) -> Format:
        """A format as this style prints it."""
        if isinstance(format, PValue):
            return replace(format, leading_zero=self.p_zero, rule=self.rule)
        if isinstance(format, Unit | Fixed):
            return replace(format, leading_zero=format.leading_zero or self.zero)
        return restyled(format, self.printing)

    def symbols(self, markdown: str) -> str:
        """Inline Markdown with the symbol of p-values in this style."""
        return markdown if self.p == "*p*" else _SYMBOL.sub(self.p, markdown)

    def plain(self, text: str) -> str:
        """A text without emphasis, such as a label of a plot, with typed symbols and thresholds in this style."""
        if self.p != "*p*":
            text = _PLAIN_SYMBOL.sub(self.p.strip("*"), text)
        return _BARE_THRESHOLD.sub(r"\g<0>0", text) if self.p_zero else text


APA = Style(
    "apa",
    "*p*",
    "fixed",
    zero=False,
    p_zero=False,
    opening=f"{NO_BREAK}\\[",
    between=", ",
    closing="\\]",
    plain_sd=False,
)
STYLES = {
    style.name: style
    for style in (
        APA,
        Style("ama", opening=f",{NO_BREAK}"),
        Style("jama", opening=f",{NO_BREAK}", p_zero=False),
        Style("vancouver"),
        Style("nature", rule="exact", between="–"),
    )
}
