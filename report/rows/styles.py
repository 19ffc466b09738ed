"""The styles of publications: how p-values, correlations, intervals and standard deviations print.

`apa`: American Psychological Association (2020), sections 6.36 and 6.43-6.45. `ama`, `vancouver`: italic capital *P*
with two decimals (three below 0.01) and zeros before the decimal point, as most medical journals print them. `jama`:
the same without the zero of *P*, as the AMA Manual of Style (11th edition, 2020) asks. `nature`: *P* with two
significant digits, however small.

Each style also exists with a decimal comma, for languages that write one. Every number below 1 then has a zero before
the comma (ISO 80000-1:2022, 7.3.2), and semicolons separate numbers in brackets, since "[0,06, 0,78]" would read as
four numbers.

The name of a style in another language ends with its code, as in "apa-comma-de"; the project's own head of confidence
intervals follows after a bar: "apa|CI ({level}%)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from report.rows.number_formats import NO_BREAK, Fixed, Format, Share
from report.rows.own_formats import restyled
from report.rows.p_value_format import PValue, Rule
from report.rows.phrases import ENGLISH, PHRASES, Phrases
from report.rows.quantity_formats import LargeCount

_TO = ENGLISH.to
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
    sign. With `plain_sd`, standard deviations print as "SD 11.6". `decimal_mark` is a point or a comma, and
    `separator` separates numbers in brackets: *F*(2, 57). `language` is the code of a language of `PHRASES`.
    """

    name: str
    p: str = "*P*"
    rule: Rule = "coarse"
    zero: bool = True
    p_zero: bool = True
    opening: str = NO_BREAK
    between: str = f" {_TO} "
    closing: str = ""
    plain_sd: bool = True
    decimal_mark: str = "."
    separator: str = ", "
    phrases: Phrases = ENGLISH
    language: str = "en"

    @property
    def title(self) -> str:
        """The name of the style as users know it."""
        base = next(name for name in NAMES if re.match(rf"{name}(?![a-z])", self.name))
        return f"{base} with a decimal comma" if self.decimal_mark == "," else base

    @property
    def to(self) -> str:
        """The word between the ends of a range."""
        return self.phrases.to

    def printed(self, format: Format, value: float | int | str | None) -> str:
        """The text of a value; the decimal mark of a text is not changed."""
        text = self.printing(format)(value)
        return text if value is None or isinstance(value, str) else self.marked(text)

    def printing(self, format: Format) -> Format:
        """A format as this style prints it."""
        if isinstance(format, PValue):
            return replace(format, leading_zero=self.p_zero, rule=self.rule)
        if isinstance(format, Share | Fixed):
            return replace(format, leading_zero=format.leading_zero or self.zero)
        if isinstance(format, LargeCount):
            return replace(format, phrases=self.phrases)
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


def _in_language(style: Style, code: str) -> Style:
    phrases = PHRASES[code]
    between = style.between.replace(f" {ENGLISH.to} ", f" {phrases.to} ")
    return replace(style, name=f"{style.name}-{code}", between=between, phrases=phrases, language=code)


class _Styles(dict[str, Style]):
    """All styles by the name that a ledger stores; a name with a bar has the project's own head of intervals."""

    def __missing__(self, name: str) -> Style:
        base, bar, interval = name.partition("|")
        if not bar:
            raise KeyError(name)
        style = self[base]
        return replace(style, name=name, phrases=replace(style.phrases, interval=interval))


_OF_MARKS = tuple(style for each in _WITH_POINTS for style in (each, _with_commas(each)))
STYLES = _Styles({style.name: style for style in _OF_MARKS})
STYLES.update(
    (style.name, style)
    for style in (_in_language(each, code) for each in _OF_MARKS for code in PHRASES if code != "en")
)


def style_name(base: str, decimal_mark: str, language: str = "en", interval: str = "") -> str:
    """The name of a style with a decimal mark, in a language, with the project's own head of intervals."""
    name = f"{base}{_COMMA}" if decimal_mark == "," else base
    name = f"{name}-{language}" if language != "en" and language in PHRASES else name
    return f"{name}|{interval}" if interval else name
