"""Quantities of a text: a symbol, its degrees of freedom if any, a relation and a number.

`quantities` finds them in one passage: `t(28) = 2.20`, `F1,28 = 4.5`, `χ2(1, N = 90) = 3.84`, `ps < .01`,
`β = -0.22`, `SE = 0.10`, `95% CI [0.1, 0.3]`. It decides nothing about which belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from report.audit.notations import (
    BEFORE_INTERVAL,
    CI,
    CORRECTED,
    NS,
    OTHER,
    OTHER_LABELS,
    RELATIONS,
    TESTS,
    TWO,
    UNIT,
    P,
)
from report.audit.numbers import Printed, printed

#: What every text with a quantity has: a number, or a word for a p-value without one, and a relation.
_SOME = re.compile(r"\d|n\.?\s?s\.?|significant", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A symbol with its number and its place in a passage.

    `df` are the degrees of freedom and `n` the number of cases of its parentheses. `marks` are words such as `plural`,
    `ns`, `one-tailed` or `corrected`. An interval has its ends in `low` and `high`.
    """

    symbol: str
    number: Printed
    start: int
    end: int
    df: tuple[Printed, ...] = ()
    n: Printed | None = None
    marks: frozenset[str] = field(default_factory=frozenset)
    low: Printed | None = None
    high: Printed | None = None


def quantities(text: str, *, decimal_comma: bool = False) -> list[Quantity]:
    """All quantities of a text in order; of two that overlap, the one that starts first, then the longer."""
    if not _SOME.search(text):
        return []
    found = sorted(_all(text, decimal_comma), key=lambda each: (each.start, -each.end))
    chosen: list[Quantity] = []
    for each in found:
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    return chosen


@lru_cache(maxsize=1 << 13)
def quantity_of(symbol: str, text: str, *, decimal_comma: bool = False) -> Quantity | None:
    """The quantity of that symbol that a text consists of."""
    made: Iterable[Quantity] = ()
    if symbol == "p":
        made = (_probability(match, decimal_comma) for match in P.finditer(text))
    elif symbol == "CI":
        made = (_interval(match, decimal_comma) for match in CI.finditer(text))
    elif symbol in TESTS:
        made = (
            each for match in TESTS[symbol].finditer(text) for each in _test(symbol, match, decimal_comma)
        )
    elif symbol in OTHER:
        made = (_other(symbol, match, decimal_comma) for match in OTHER[symbol].finditer(text))
    return next((each for each in made if each.start == 0 and each.end == len(text)), None)


def _all(text: str, comma: bool) -> Iterator[Quantity]:
    for match in P.finditer(text):
        each = _probability(match, comma)
        if each.number.value <= 1 or not UNIT.match(text, match.end()):
            yield each
    for match in NS.finditer(text):
        yield Quantity(
            "p", _not_significant(match["ns"]), match.start("ns"), match.end(), marks=frozenset({"ns"})
        )
    for symbol, pattern in TESTS.items():
        for match in pattern.finditer(text):
            yield from _test(symbol, match, comma)
    for symbol, pattern in OTHER.items():
        for match in pattern.finditer(text):
            yield _other(symbol, match, comma)
    for match in CI.finditer(text):
        yield _interval(match, comma)
    for symbol, pattern in BEFORE_INTERVAL.items():
        for match in pattern.finditer(text):
            number = printed(match["number"], decimal_comma=comma)
            yield Quantity(symbol, number, match.start(), match.end())
    for match in TWO.finditer(text):
        yield from _two(match, comma)


def _two(match: re.Match[str], comma: bool) -> Iterator[Quantity]:
    """The two numbers of `B (SE) = 0.25 (0.10)`."""
    for part, value, start, end in (
        ("one", "first", match.start(), match.end("first")),
        ("two", "second", match.start("second"), match.end()),
    ):
        symbol = next(
            name for name in ("b", "beta", "M", "SE", "SD") if re.fullmatch(OTHER_LABELS[name], match[part])
        )
        yield Quantity(symbol, printed(match[value], decimal_comma=comma), start, end)


def _not_significant(text: str) -> Printed:
    return Printed(text, 1.0, 0.0, "ns")


def _probability(match: re.Match[str], comma: bool) -> Quantity:
    marks = {"plural"} if match["plural"] or match["many"] else set()
    words = " ".join(filter(None, (match["before"], match["mark"], match["note"]))).casefold()
    if re.search(r"(?:one|1)[-\s]?(?:tail|sided)", words):
        marks.add("one-tailed")
    if re.search(CORRECTED, words) and "unc" not in words:
        marks.add("corrected")
    if match["ns"]:
        number = _not_significant(match["ns"])
        marks.add("ns")
    else:
        relation = match["relation"] or "="
        number = printed(match["number"], RELATIONS.get(relation, relation), decimal_comma=comma)
        if match["percent"]:
            number = Printed(number.text, number.value / 100, number.unit / 100, number.relation)
    return Quantity("p", number, match.start(), match.end(), marks=frozenset(marks))


def _test(symbol: str, match: re.Match[str], comma: bool) -> Iterator[Quantity]:
    arguments = match["round"] if match["round"] is not None else match["square"]
    relation = match["relation"] or match["relation2"] or match["relation3"]
    if relation is None and (
        not re.search(r"\d", arguments or "") or _NUMBER.match(match.string, match.end())
    ):
        return
    inner = arguments if arguments is not None else match["sub"] or ""
    if match["label"] == "χ" and arguments is None:
        inner = inner.removesuffix("2")
    df, n = degrees(symbol, inner, comma)
    if symbol == "z":
        df, n = (), n or next(iter(df), None)
    if symbol == "r" and n is not None and not df:
        df = of_cases(int(n.value))
    if symbol == "H" and relation == ":":
        return
    relation = "=" if relation is None or relation.strip() == "of" else RELATIONS.get(relation, relation)
    number = printed(match["number"], relation, decimal_comma=comma)
    label = match["label"].strip()
    plural = label.startswith(("ts", "Fs", "zs"))
    yield Quantity(symbol, number, match.start(), match.end(), df, n, frozenset({"plural"} if plural else ()))


def of_cases(cases: int) -> tuple[Printed, ...]:
    """The degrees of freedom of a correlation of that many cases."""
    return (printed(str(cases - 2)),) if cases > 3 else ()


#: A number after a test without a relation: the one before it is a damaged sign.
_NUMBER = re.compile(r"\s-?\s?\d*\.\d")

_CASES = re.compile(r"[,;]?\s?\b[Nn]s?\s?=\s?(\d[\d,]*)")
_DF = re.compile(r"\b(?:df[12]?|d\.f\.)\s?=?\s?")
_SIDES = re.compile(r"[,;]?\s?\b(?:one|two|1|2)[-\s](?:tailed|sided)\b", re.IGNORECASE)
#: Degrees of freedom and number of cases without a name: `χ2(1, 90)`.
_WITH_CASES = re.compile(r"(?P<df>\d{1,3})\s?[,;]\s?(?P<n>\d{2,6})")


def degrees(symbol: str, text: str, comma: bool) -> tuple[tuple[Printed, ...], Printed | None]:
    """The degrees of freedom in a test's parentheses, and the number of cases if it is given."""
    cases = _CASES.search(text)
    n = printed(cases[1].rstrip(","), decimal_comma=False) if cases else None
    rest = _DF.sub("", _SIDES.sub("", _CASES.sub("", text))).strip(" ,;")
    counted = _WITH_CASES.fullmatch(rest) if symbol in ("chi2", "Q", "H") else None
    if counted:
        rest, n = counted["df"], printed(counted["n"])
    parts = _separated(rest) if symbol == "F" else [rest]
    try:
        found = tuple(printed(part, decimal_comma=comma or _is_decimal(part)) for part in parts if part)
    except ValueError:
        return (), n
    return found, n


def _is_decimal(text: str) -> bool:
    return re.fullmatch(r"\d+,\d{1,2}", text) is not None


def _separated(text: str) -> list[str]:
    """Numerator and denominator degrees of freedom, whatever separates them."""
    for separator in (";", "/", ":", " and ", ", "):
        if text.count(separator) == 1:
            return [part.strip() for part in text.split(separator)]
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 4:
        return [",".join(parts[:2]), ",".join(parts[2:])]
    return [parts[0], "".join(parts[1:])] if len(parts) == 3 else parts


def _other(symbol: str, match: re.Match[str], comma: bool) -> Quantity:
    number = printed(match["number"], match["relation"] or "=", decimal_comma=comma)
    if number.relation == ":":
        number = Printed(number.text, number.value, number.unit)
    marks = frozenset({"percent"} if match["percent"] else ())
    return Quantity(symbol, number, match.start(), match.end(), marks=marks)


def _interval(match: re.Match[str], comma: bool) -> Quantity:
    low, high = (printed(match[end], decimal_comma=comma) for end in ("low", "high"))
    return Quantity("CI", printed(match["level"]), match.start(), match.end(), low=low, high=high)
