"""The same estimate printed twice, in the abstract, the text, captions or tables, with one other number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor

from report.audit.checks import Check, Rule, Severity
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, printed
from report.audit.papers import Paper
from report.audit.statement_matching import agree, digits_of, is_typing_error, words_of

_NAME = "repeated-estimate"
_TESTS = ("t", "F", "z", "chi2")
_ESTIMATES = ("b", "beta", "MD", "OR", "HR", "RR", "r", "d", "g", *_TESTS)
#: Numbers of a group, which several comparisons of it may repeat.
_DESCRIPTIVE = ("M", "SD")
#: Symbols that identify an estimate, and the ends of its interval.
_SYMBOLS = (*_ESTIMATES, *_DESCRIPTIVE, "SE", "low", "high", "p")
#: Digits that two statements must share to be the same estimate, with and without words that they share.
_WITH_WORDS, _ALONE = 4, 7
_SHARED, _EQUAL = 2, 1e-9
#: The widths of the intervals in which similar numbers and p-values are searched for.
_WIDTH, _WIDTH_OF_P = 0.02, 0.005
#: Numbers shared by this many estimates identify none of them.
_CROWD = 100
#: The share of its words that a sentence must have in common with one of the abstract.
_HALF = 0.4
_NUMBER = re.compile(r"(?<![\w.])-?\d*[.,]?\d+(?![\w]|[.,]\d)")


@dataclass(frozen=True)
class _Stated:
    """An estimate with the words of its sentence or row."""

    estimate: ReportedEstimate
    part: str
    in_table: bool
    words: frozenset[str]

    @cached_property
    def numbers(self) -> dict[str, PrintedNumber]:
        """The numbers by symbol, with the ends of the interval as two of them."""
        found = {
            symbol: each.number for symbol, each in self.estimate.quantities.items() if symbol in _SYMBOLS
        }
        interval = self.estimate.quantities.get("CI")
        if interval is not None and interval.low is not None and interval.high is not None:
            found |= {"low": interval.low, "high": interval.high}
        return {symbol: each for symbol, each in found.items() if each.relation in "=<>≤≥"}

    @cached_property
    def degrees(self) -> tuple[float, ...]:
        """The degrees of freedom of its test."""
        tests = (self.estimate.quantities.get(symbol) for symbol in (*_TESTS, "r"))
        return next((tuple(df.value for df in each.df) for each in tests if each is not None and each.df), ())


def check_repeated(paper: Paper) -> Iterator[Check]:
    """A check of each estimate that two passages print."""
    every = [_stated(paper, each) for each in estimates(paper)]
    yield from _of_abstract(paper, every)
    stated = [each for each in every if len(each.numbers) > 1]
    pairs = [(one, other) for one, other in _near_pairs(stated) if _is_same(stated[one], stated[other])]
    whole = {order for pair in pairs if not _differing(*(stated[each] for each in pair)) for order in pair}
    for one, other in pairs:
        if not (one in whole and other in whole):
            yield from _compared(stated[one], stated[other])
    yield from (_agreed(stated[order]) for order in sorted(whole))


def _near_pairs(stated: Sequence[_Stated]) -> list[tuple[int, int]]:
    """Pairs of estimates in different passages with near numbers of enough digits, found by intervals of values."""
    placed: dict[tuple[str, int], list[int]] = {}
    shared: Counter[tuple[int, int]] = Counter()
    for order, each in enumerate(stated):
        for symbol, number in each.numbers.items():
            if symbol in _DESCRIPTIVE or not digits_of(number):
                continue
            place = floor(number.value / (_WIDTH_OF_P if symbol == "p" else _WIDTH))
            near = [placed.get((symbol, place + step), []) for step in (-1, 0, 1)]
            for other in (order for found in near if len(found) < _CROWD for order in found):
                if _are_apart(stated[other], each):
                    shared[other, order] += digits_of(number)
            placed.setdefault((symbol, place), []).append(order)
    return sorted(pair for pair, digits in shared.items() if digits >= _WITH_WORDS)


def _stated(paper: Paper, each: ReportedEstimate) -> _Stated:
    passage = paper.passages[each.place.passage]
    in_table = passage.block.cell is not None
    return _Stated(each, passage.part, in_table, words_of(each.words_near(paper)))


def _are_apart(one: _Stated, other: _Stated) -> bool:
    """Whether two estimates are in different passages, and not in two rows of tables, which differ on purpose."""
    return (
        one.estimate.place.passage != other.estimate.place.passage and not one.part == other.part == "table"
    )


def _shared(one: _Stated, other: _Stated) -> tuple[list[str], list[str]]:
    """The symbols whose numbers agree, and those whose numbers differ."""
    both = [symbol for symbol in _SYMBOLS if symbol in one.numbers and symbol in other.numbers]
    same = [symbol for symbol in both if agree(one.numbers[symbol], other.numbers[symbol])]
    return same, [symbol for symbol in both if symbol not in same]


def _digits(one: _Stated, other: _Stated, same: Sequence[str]) -> int:
    """The digits that identify an estimate: those of a p-value only where there is no test."""
    tested = set(_TESTS) & set(same)
    counted = [each for each in same if each not in _DESCRIPTIVE and (each != "p" or not tested)]
    return sum(min(digits_of(one.numbers[each]), digits_of(other.numbers[each])) for each in counted)


def _is_same(one: _Stated, other: _Stated) -> bool:
    """Whether enough numbers agree, and no degrees of freedom differ."""
    if one.degrees and other.degrees and one.degrees != other.degrees:
        return False
    same, _ = _shared(one, other)
    return len(same) > 1 and _digits(one, other, same) >= (_WITH_WORDS if _are_named(one, other) else _ALONE)


def _are_named(one: _Stated, other: _Stated) -> bool:
    """Whether two statements share words, or a sentence has all words of the label of a row."""
    labels = [each.words for each in (one, other) if each.in_table and each.words]
    shared = one.words & other.words
    return len(shared) >= _SHARED or any(label <= shared for label in labels)


def _differing(one: _Stated, other: _Stated) -> list[str]:
    """The symbols whose numbers differ."""
    return _shared(one, other)[1]


def _agreed(one: _Stated) -> Check:
    return Check(
        _NAME, "agrees", (one.estimate.place,), one.estimate.text, "another passage prints the same numbers"
    )


def _compared(one: _Stated, other: _Stated) -> Iterator[Check]:
    differing = _differing(one, other)
    if len(differing) != 1 or _is_halved(one, other, differing[0]):
        return
    symbol = differing[0]
    first, second = one.numbers[symbol], other.numbers[symbol]
    named = _are_named(one, other)
    slip = (
        is_typing_error(first, second)
        and first.decimals == second.decimals
        and _is_certain(one, other, symbol)
    )
    severity: Severity = "contradiction" if named and slip else "worth a look"
    question = (
        f"Two passages print the same estimate, once with {first.text}, once with {second.text}: {one.estimate.text}; "
        f"{other.estimate.text}. Which is right, or are they different estimates?"
    )
    places = (one.estimate.place, other.estimate.place)
    yield Check(_NAME, "finding", places, one.estimate.text, "", severity, question)


def _is_certain(one: _Stated, other: _Stated, symbol: str) -> bool:
    """Whether all other numbers are printed alike or rounded, and a p-value that differs has its test statistic.

    Analyses of nearly the same data have nearly the same numbers.
    """
    same = [name for name in one.numbers if name in other.numbers and name != symbol]
    alike = all(name == "p" or _is_alike(one.numbers[name], other.numbers[name]) for name in same)
    return alike and (symbol != "p" or bool(set(_TESTS) & set(same)))


def _is_alike(one: PrintedNumber, other: PrintedNumber) -> bool:
    """Whether two numbers are the same to the digits that both print."""
    digits = min(one.decimals, other.decimals)
    if one.relation != "=" or other.relation != "=" or one.decimals == other.decimals:
        return one.value == other.value and one.relation == other.relation
    return abs(round(one.value, digits) - round(other.value, digits)) < _EQUAL


def _is_halved(one: _Stated, other: _Stated, symbol: str) -> bool:
    """Whether two p-values are those of one-sided and two-sided tests."""
    values = sorted((one.numbers[symbol], other.numbers[symbol]), key=lambda each: each.value)
    return symbol == "p" and agree(
        printed(f"{values[0].value * 2:.{values[1].decimals}f}", values[0].relation), values[1]
    )


def _of_abstract(paper: Paper, stated: Sequence[_Stated]) -> Iterator[Check]:
    """A question about each estimate of the abstract that the paper repeats only with a typing error in its digits."""
    body = [each for each in stated if each.part != "abstract" or each.in_table]
    for one in (each for each in stated if each.part == "abstract" and not each.in_table):
        symbol = next((each for each in _ESTIMATES if each in one.numbers), None)
        if symbol is None or digits_of(one.numbers[symbol]) < 2 or not body:
            continue
        near = [other for other in body if _is_near(one, other, symbol)]
        if near and not _is_printed(paper, one.numbers[symbol]):
            others = "; ".join(dict.fromkeys(each.estimate.text for each in near))
            shown = f"The abstract prints {one.estimate.text}, which the paper does not repeat"
            question = f"{shown}; it has {others}. Which is right?"
            places = (one.estimate.place, *(each.estimate.place for each in near))
            yield Check(_NAME, "finding", places, one.estimate.text, "", "contradiction", question)


def _is_near(one: _Stated, other: _Stated, symbol: str) -> bool:
    """Whether another statement of the same words, and p-value if any, has the number with a slip."""
    words = len(one.words & other.words)
    if symbol not in other.numbers or words < max(_SHARED, _HALF * min(len(one.words), len(other.words))):
        return False
    first, second = one.numbers[symbol], other.numbers[symbol]
    if (
        agree(first, second)
        or not is_typing_error(first, second)
        or (one.degrees and one.degrees != other.degrees)
    ):
        return False
    return "p" not in one.numbers or "p" not in other.numbers or agree(one.numbers["p"], other.numbers["p"])


def _is_printed(paper: Paper, number: PrintedNumber) -> bool:
    """Whether the paper prints a number that agrees with one of the abstract anywhere else, with any sign."""
    for passage in paper.passages:
        if passage.part not in ("abstract", "references") or passage.block.cell is not None:
            for match in _NUMBER.finditer(passage.text):
                value = printed(match[0].strip("-"), decimal_comma=paper.decimal_comma)
                if abs(value.value - abs(number.value)) <= number.half + 1e-9:
                    return True
    return False


RULE = Rule(
    name=_NAME,
    title="estimate that is printed twice",
    formula="statements that share all but one of their numbers share that one",
    source="logic",
    needs="two statements in different passages, or a passage and a table, with at least three of b, β, MD, ratio, r, "
    "d, SE, interval, statistic and p, of which two or more agree in four digits (seven without common words); or an "
    "estimate of the abstract that the paper has with the same words and another digit",
    rounding="numbers agree if a value rounds to both; bounds agree with what they include",
    abstains="other degrees of freedom, two rows of tables, p-values of which one is half of the other; estimates of "
    "the abstract whose number is printed elsewhere. A difference that is not a slip of one digit, or numbers of which "
    "another differs within rounding, are worth a look, and so is another p-value without its test",
    run=check_repeated,
)
