"""The styles of publications: how p-values, correlations, intervals and standard deviations print.

`apa`: American Psychological Association (2020), sections 6.36 and 6.43-6.45. `ama`, `vancouver`: italic capital *P*
with two decimals (three below 0.01) and zeros before the decimal point, as most medical journals print them. `jama`:
the same without the zero of *P*, as the AMA Manual of Style (11th edition, 2020) asks. `nature`: *P* with two
significant digits, however small.

Each style also exists with a decimal comma, for languages that write one. A zero then stands before the comma of every
number below 1 (ISO 80000-1:2022, 7.3.2), and semicolons separate numbers in brackets, since "[0,06, 0,78]" has four.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report.rows.number_formats import NO_BREAK, Fixed, Format, Unit
from report.rows.own_formats import restyled
from report.rows.p_value_format import PValue, Rule

#: The end of the name of a style with a decimal comma.
_COMMA = "-comma"
#: A symbol before a relation, also in matplotlib's formulas: p < .05, $p$ = .02.
_PLAIN_SYMBOL = re.compile(r"(?<![\w\\])p(?=\$?[ \u00a0]*[=<>≤≥])")
_BARE_THRESHOLD = re.compile(r"(?<=[=<>≤≥])(?P<space>[ \u00a0]?)0?\.(?=\d)")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_SYMBOL = re.compile(r"(?<![*\\])\*p\*(?!\*)")


@dataclass(frozen=True)
class Style:
    """The conventions of one style.

    `zero` is whether numbers below 1 have a zero before the decimal point, `p_zero` whether p-values do. `opening`,
    `between` and `closing` set an interval's bounds after "95% CI"; a dash `between` them becomes "to" beside a minus
    sign. With `plain_sd`, standard deviations print as "SD 11.6". `decimal_mark` is a point or a comma, and `separator`
    stands between numbers in brackets: *F*(2, 57).
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
    decimal_mark: str = "."
    separator: str = ", "

    @property
    def title(self) -> str:
        """The name of the style as users know it."""
        comma = self.name.endswith(_COMMA)
        return f"{self.name.removesuffix(_COMMA)} with a decimal comma" if comma else self.name

    def printed(self, format: Format, value: float | int | str | None) -> str:
        """The text of a value; the decimal mark of a text is not changed."""
        text = self.printing(format)(value)
        return text if value is None or isinstance(value, str) else self.marked(text)

    def printing(self, format: Format) -> Format:
        """A format as this style prints it."""
        if isinstance(format, PValue):
            return replace(format, leading_zero=self.p_zero, rule=self.rule)
        if isinstance(format, Unit | Fixed):
            return replace(format, leading_zero=format.leading_zero or self.zero)
        return restyled(format, self.printing)

    def marked(self, number: str) -> str:
        """The text of a number, printed with a decimal point, with the decimal mark of this style."""
        return number if self.decimal_mark == "." or "," in number else _POINT.sub(self.decimal_mark, number)

    def symbols(self, markdown: str) -> str:
        """Inline Markdown with the symbol of p-values in this style."""
        return markdown if self.p == "*p*" else _SYMBOL.sub(self.p, markdown)

    def plain(self, text: str) -> str:
        """A text without emphasis, such as a label of a plot, with typed symbols and thresholds in this style."""
        if self.p != "*p*":
            text = _PLAIN_SYMBOL.sub(self.p.strip("*"), text)
        if not self.p_zero:
            return text
        return _BARE_THRESHOLD.sub(lambda match: f"{match['space']}0{self.decimal_mark}", text)


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
_WITH_POINTS = (
    APA,
    Style("ama", opening=f",{NO_BREAK}"),
    Style("jama", opening=f",{NO_BREAK}", p_zero=False),
    Style("vancouver"),
    Style("nature", rule="exact", between="–"),
)
#: The names of the styles that a project can choose; its language decides on the decimal mark.
NAMES = tuple(style.name for style in _WITH_POINTS)


def _with_commas(style: Style) -> Style:
    between = style.between.replace(",", ";")
    return replace(
        style,
        name=f"{style.name}{_COMMA}",
        zero=True,
        p_zero=True,
        between=between,
        decimal_mark=",",
        separator="; ",
    )


#: All styles by the name that a ledger stores: "apa", and "apa-comma" with a decimal comma.
STYLES = {style.name: style for each in _WITH_POINTS for style in (each, _with_commas(each))}


def style_name(base: str, decimal_mark: str) -> str:
    """The name of a style with a decimal mark."""
    return f"{base}{_COMMA}" if decimal_mark == "," else base
