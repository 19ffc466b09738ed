"""Degrees of freedom against the cases that are printed with a test: of one sample, or of two groups."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.audit.quantities import SymbolQuantity

_NAME = "degrees-and-cases"
#: Models whose units are not the participants.
_OTHER_UNITS = re.compile(
    r"\b(?:trials?|mixed|multilevel|hierarchical linear|observations|items|random (?:effects?|intercepts?|slopes?)"
    r"|Satterthwaite|Kenward|stimuli|clusters?|imput\w+|panel|waves|firm-years|sessions|voxels|pairs)\b",
    re.IGNORECASE,
)


def check_degrees(paper: Paper) -> Iterator[Check]:
    """A check of each t, r and F(1, df) that is printed with N, or in one sentence with the sizes of two groups."""
    other = bool(_OTHER_UNITS.search(paper.text))
    for each in estimates(paper):
        if paper.passages[each.place.passage].block.cell is None and _is_together(paper, each):
            yield from _of_sample(each, other=other)
    for passage in paper.prose():
        found = paper.quantities[passage.index]
        if sum(each.symbol == "n" for each in found) > 1:
            for start, end in sentences(passage.text):
                inside = [each for each in found if start <= each.start < end]
                yield from _of_groups(passage, inside, other=other)


def _is_together(paper: Paper, each: ReportedEstimate) -> bool:
    """Whether the only number of cases of a sentence is in the same parenthesis as the test."""
    size = next((each[symbol] for symbol in ("n", "N") if each.has(symbol)), None)
    test = next((each[symbol] for symbol in ("t", "F", "r") if each.has(symbol)), None)
    if size is None or test is None or not each.cases:
        return False
    text = paper.passages[each.place.passage].text
    between = text[min(size.end, test.end) : max(size.start, test.start)]
    return not re.search(r"[()\[\]]", between) and len(re.findall(r"\b[nN]\s?=", each.words_near(paper))) == 1


def _of_sample(each: ReportedEstimate, *, other: bool) -> Iterator[Check]:
    """One test with its number of cases in one parenthesis."""
    for symbol, lost in (("t", 1), ("F", 1), ("r", 2)):
        df = _degrees(each[symbol]) if each.has(symbol) else 0
        if df and not (symbol == "r" and df == each.cases):
            fault = f"{df} degrees of freedom need at least {df + lost} cases, but {each.cases} are printed."
            yield _judged(each.place, each.text, fault, each.cases - lost - df, other=other)


def _of_groups(passage: Passage, found: Sequence[SymbolQuantity], *, other: bool) -> Iterator[Check]:
    """The only test of a sentence with exactly two sizes of groups."""
    sizes = [each for each in found if each.symbol == "n" and each.number.unit == 1]
    tests = [each for each in found if each.symbol in ("t", "F") and each.df]
    if len(sizes) != 2 or len(tests) != 1 or any(each.symbol == "N" for each in found):
        return
    df, cases = _degrees(tests[0]), int(sum(each.number.value for each in sizes))
    if df:
        used = (*sizes, *tests)
        place = Place(passage.index, min(each.start for each in used), max(each.end for each in used))
        shown = " + ".join(each.number.text for each in sizes)
        needed = f"{df} degrees of freedom of two groups need at least {df + 2} cases"
        fault = f"{needed}, but {shown} = {cases} are printed."
        statement = passage.block.text[place.start : place.end]
        yield _judged(place, statement, fault, cases - 2 - df, other=other)


def _degrees(test: SymbolQuantity) -> int:
    """Whole degrees of freedom of t and r, and of the error of an F with one; 0 for others."""
    if any(each.unit != 1 for each in test.df) or len(test.df) != (2 if test.symbol == "F" else 1):
        return 0
    return int(test.df[-1].value) if test.symbol != "F" or test.df[0].value == 1 else 0


def _judged(place: Place, statement: str, fault: str, spare: int, *, other: bool) -> Check:
    if spare >= 0:
        return Check(
            _NAME, "agrees", (place,), statement, "the degrees of freedom are possible with the cases"
        )
    severity: Severity = "worth a look" if other else "impossible"
    return questioned(_NAME, place, statement, fault, severity)


RULE = Rule(
    name=_NAME,
    title="degrees of freedom against the cases beside them",
    formula="df ≤ N − 1 for t and F(1, df); df ≤ N − 2 for r; df ≤ n₁ + n₂ − 2 for two groups",
    source="the definition of the tests",
    needs="t, r or F(1, df) with whole df and N in one parenthesis, or as the only test of a sentence with two sizes",
    rounding="counts are exact",
    abstains="fractional df; r with the number of cases as df. Papers that mention trials, observations, clusters, "
    "imputation or mixed models have other units: worth a look",
    run=check_degrees,
)
