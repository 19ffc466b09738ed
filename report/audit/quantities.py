"""Quantities of a text: a symbol, its degrees of freedom if any, a relation and a number.

`quantities` finds them in one passage: `t(28) = 2.20`, `F1,28 = 4.5`, `χ2(1, N = 90) = 3.84`, `ps < .01`,
`β = -0.22`, `SE = 0.10`, `95% CI [0.1, 0.3]`. It does not decide which of them belong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from report.audit.correlation_labels import is_correlation, is_listed
from report.audit.degrees_within import degrees, of_cases
from report.audit.notations import (
    AFTER_RATIO,
    BEFORE_ERROR,
    BEFORE_INTERVAL,
    CI,
    CORRECTED,
    ERROR_ALONE,
    IN_BRACKETS,
    NS,
    OTHER,
    OTHER_LABELS,
    P_ALONE,
    PAIR,
    PLUS_MINUS,
    RELATIONS,
    TESTS,
    TWO,
    UNIT,
    WITH_DEGREES,
    P,
)
from report.audit.numbers import PrintedNumber, printed

#: What every text with a quantity contains: a number, or a word for a p-value without one, and a relation.
_SOME = re.compile(r"\d|n\.?\s?s\.?|significant", re.IGNORECASE)

#: What follows the first digit of a power of ten whose parts a file has scattered: `p = 3 8 10 9 . x -`.
_LOST_POWER = re.compile(r"\s?(?:[x*.]\s?)?\d|\s?[x*]")
_RATIOS = ("OR", "HR", "RR")
#: What an interval without a level of confidence may follow; after a mean it may be a range.
_WITH_INTERVAL = (*_RATIOS, "b", "beta", "MD", "d", "g", "r")


@dataclass(frozen=True, slots=True)
class SymbolQuantity:
    """A symbol with its number and its place in a passage.

    `df` are the degrees of freedom and `n` the number of cases of its parentheses. `marks` are words such as `plural`,
    `ns`, `one-tailed` or `corrected`. An interval has its ends in `low` and `high`.
    """

    symbol: str
    number: PrintedNumber
    start: int
    end: int
    df: tuple[PrintedNumber, ...] = ()
    n: PrintedNumber | None = None
    marks: frozenset[str] = field(default_factory=frozenset)
    low: PrintedNumber | None = None
    high: PrintedNumber | None = None


def quantities(text: str, *, decimal_comma: bool = False) -> list[SymbolQuantity]:
    """All quantities of a text in order; of two that overlap, the one that starts first, then the longer."""
    if not _SOME.search(text):
        return []
    found = sorted(_all(text, decimal_comma), key=lambda each: (each.start, -each.end))
    chosen: list[SymbolQuantity] = []
    for each in found:
        if not chosen or each.start >= chosen[-1].end:
            chosen.append(each)
    return list(_with_bare_intervals(chosen, text, decimal_comma))


def _with_bare_intervals(found: Sequence[SymbolQuantity], text: str, comma: bool) -> Iterator[SymbolQuantity]:
    """The quantities, with the intervals of those that an interval without a confidence level follows."""
    for each in found:
        yield each
        pattern = AFTER_RATIO if each.symbol in _RATIOS else IN_BRACKETS
        match = IN_BRACKETS.match(text, each.end) or pattern.match(text, each.end)
        if match and each.symbol in _WITH_INTERVAL:
            ends = (match["low"] or match["low2"], match["high"] or match["high2"])
            low, high = (printed(end, decimal_comma=comma) for end in ends)
            marks = frozenset({"bare"})
            yield SymbolQuantity(
                "CI", printed("95"), match.start(), match.end(), marks=marks, low=low, high=high
            )


@lru_cache(maxsize=1 << 13)
def quantity_of(symbol: str, text: str, *, decimal_comma: bool = False) -> SymbolQuantity | None:
    """The quantity of that symbol that a text consists of."""
    made: Iterable[SymbolQuantity] = ()
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


def _all(text: str, comma: bool) -> Iterator[SymbolQuantity]:
    yield from _probabilities(text, comma)
    for symbol, pattern in TESTS.items():
        for match in pattern.finditer(text):
            yield from _test(symbol, match, comma)
    for match in WITH_DEGREES.finditer(text):
        symbol = {"F": "F", "t": "t"}.get(match["label"], "chi2")
        df, _ = degrees(symbol, match["df"].replace("and", ","), comma)
        number = printed(match["number"], decimal_comma=comma)
        yield SymbolQuantity(symbol, number, match.start(), match.end(), df)
    for symbol, pattern in OTHER.items():
        yield from (_other(symbol, match, comma) for match in pattern.finditer(text))
    yield from (_interval(match, comma) for match in CI.finditer(text))
    for symbol, pattern in BEFORE_INTERVAL.items():
        yield from (_numbered(symbol, match, comma) for match in pattern.finditer(text))
    yield from (_numbered("b", match, comma) for match in BEFORE_ERROR.finditer(text))
    yield from (_numbered("SE", match, comma) for match in ERROR_ALONE.finditer(text))
    for pattern in (TWO, PLUS_MINUS):
        for match in pattern.finditer(text):
            yield from _two(match, comma)


def _probabilities(text: str, comma: bool) -> Iterator[SymbolQuantity]:
    """The p-values of a text, and those of a test of close fit; a large number with a unit is a pressure or power."""
    for match in P.finditer(text):
        each = _probability(match, comma)
        if each.number.value <= 1 or not (
            UNIT.match(text, match.end()) or _LOST_POWER.match(text, match.end())
        ):
            yield each
    yield from (_numbered("p", match, comma) for match in P_ALONE.finditer(text))
    for match in NS.finditer(text):
        marks = frozenset({"ns"})
        word = "ns" if match["ns"] else "alone"
        yield SymbolQuantity("p", _not_significant(match[word]), match.start(word), match.end(), marks=marks)


def _numbered(symbol: str, match: re.Match[str], comma: bool) -> SymbolQuantity:
    """A quantity that is equal to the number of a match."""
    return SymbolQuantity(symbol, printed(match["number"], decimal_comma=comma), match.start(), match.end())


def _two(match: re.Match[str], comma: bool) -> Iterator[SymbolQuantity]:
    """The two numbers of `B (SE) = 0.25 (0.10)` and `b = 0.25 ± 0.10 (SE)`."""
    for part, value, start, end in (
        ("one", "first", match.start(), match.end("first")),
        ("two", "second", match.end("first"), match.end()),
    ):
        names = (
            name for name in ("b", "beta", "M", "SE", "SD") if re.fullmatch(OTHER_LABELS[name], match[part])
        )
        symbol = next(names, "b" if part == "one" else "SE")
        yield SymbolQuantity(symbol, printed(match[value], decimal_comma=comma), start, end)


def _not_significant(text: str) -> PrintedNumber:
    return PrintedNumber(text, 1.0, 0.0, "ns")


def _probability(match: re.Match[str], comma: bool) -> SymbolQuantity:
    marks = {"plural"} if match["plural"] or match["many"] else set()
    words = " ".join(filter(None, (match["before"], match["mark"], match["note"], match["fit"]))).casefold()
    if re.search(r"(?:one|1)[-\s]?(?:tail|sided)", words):
        marks.add("one-tailed")
    if re.search(CORRECTED, words) and "unc" not in words:
        marks.add("corrected")
    if match["ns"]:
        number = _not_significant(match["ns"])
        marks.add("ns")
    else:
        number = printed(match["number"], _relation(match), decimal_comma=comma)
        if match["percent"]:
            number = PrintedNumber(number.text, number.value / 100, number.unit / 100, number.relation)
    symbol = "pclose" if re.search(r"clos|rmsea", words) else "p"
    return SymbolQuantity(symbol, number, match.start(), match.end(), marks=frozenset(marks))


def _relation(match: re.Match[str]) -> str:
    """The sign between p and its number, which may be words."""
    if match["compared"]:
        return "<" if match["compared"][0].casefold() in "ls" and "large" not in match["compared"] else ">"
    relation = match["relation"] or "="
    return RELATIONS.get(relation, relation)


def _test(symbol: str, match: re.Match[str], comma: bool) -> Iterator[SymbolQuantity]:
    arguments = match["round"] if match["round"] is not None else match["square"]
    relation = match["relation"] or match["relation2"] or match["relation3"]
    if match["label"] == "R" and relation == "=" and not is_correlation(match):
        return
    if relation in (None, ",") and (
        not re.search(r"\d", arguments or match["sub"] or "") or _NUMBER.match(match.string, match.end())
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
    marks = {"plural"} if match["label"].strip().startswith(("ts", "Fs", "zs")) else set()
    if symbol == "r" and PAIR.fullmatch(match["sub"] or ""):
        if is_listed(match):
            return
        marks.add("index")
    if relation == "," and match["relation"] and match.string[: match.start("relation")].endswith(" "):
        relation = "<"  # the comma of a damaged font has a space before it
    relation = (
        "=" if relation is None or re.match(r"\s?[a-z,]", relation) else RELATIONS.get(relation, relation)
    )
    number = printed(match["number"], relation, decimal_comma=comma)
    yield SymbolQuantity(symbol, number, match.start(), match.end(), df, n, frozenset(marks))


#: A number after a test without a relation: the one before it is a damaged sign.
_NUMBER = re.compile(r"\s-?\s?\d*\.\d")


def _other(symbol: str, match: re.Match[str], comma: bool) -> SymbolQuantity:
    number = printed(match["number"], match["relation"] or "=", decimal_comma=comma)
    if number.relation == ":":
        number = PrintedNumber(number.text, number.value, number.unit)
    marks = frozenset({"percent"} if match["percent"] else ())
    return SymbolQuantity(symbol, number, match.start(), match.end(), marks=marks)


def _interval(match: re.Match[str], comma: bool) -> SymbolQuantity:
    low, high = (printed(match[end], decimal_comma=comma) for end in ("low", "high"))
    return SymbolQuantity("CI", printed(match["level"]), match.start(), match.end(), low=low, high=high)
