"""Kendall's rank correlation with its number of cases and p-value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt

from report.audit.agreement import reported_span
from report.audit.checks import Check, Place, Rule
from report.audit.comparisons import questioned
from report.audit.numbers import PrintedNumber, Span, printed
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.probabilities import probability
from report.audit.quantities import SymbolQuantity
from report.audit.rank_distributions import exact_p, inversion_counts

_NAME = "rank-correlation"
_TAU = re.compile(
    r"(?<![\w.])(?:τ|[Tt]au)(?:\s?-?_?\{?[ab]\}?)?\s?(?:\(\s?[nN]\s?=\s?(?P<n>\d+)\s?\)\s?)?=\s?(?P<value>-?\s?[01]?\.\d+|-?\s?1|0)"
)
_CASES = re.compile(r"(?<![\w.])[nN]\s?=\s?(\d+)(?![\d,.]*\d)")
_RANKED = re.compile(r"Kendall|correlat|associat|concordan", re.IGNORECASE)
#: The most characters to p and n, the most cases with an exact distribution, and the fewest of an approximation.
_FAR, _LARGEST, _FEWEST = 60, 40, 4
#: τ·√n is at least z of two binary variables.
_BINARY = 0.97


def check_rank_correlations(paper: Paper) -> Iterator[Check]:
    """A check of each τ with its number of cases and a p-value."""
    for passage in paper.prose():
        for match in _TAU.finditer(passage.text):
            following = [each for each in paper.quantities[passage.index] if each.start >= match.end()]
            p = next(
                (each for each in following if each.symbol == "p" and each.start - match.end() <= _FAR), None
            )
            cases = _cases(passage.text, match, p)
            if p and cases >= _FEWEST and _RANKED.search(paper.sentence(passage.index, match.start())):
                yield _judged(paper, passage, match, p, cases)


def _cases(text: str, match: re.Match[str], p: SymbolQuantity | None) -> int:
    """The number of cases in the parentheses of τ, or beside it."""
    if match["n"]:
        return int(match["n"])
    after = _CASES.search(text, match.end(), (p.end if p else match.end()) + _FAR // 2)
    return int(after[1]) if after and after.start() - match.end() <= _FAR else 0


def _judged(paper: Paper, passage: Passage, match: re.Match[str], p: SymbolQuantity, cases: int) -> Check:
    place = Place(passage.index, match.start(), max(match.end(), p.end))
    text = passage.block.text[place.start : place.end]
    tau = printed(match["value"])
    allowed, reported = _probabilities(tau, cases), reported_span(p.number, paper.alpha)
    one_sided = "one-sided" in paper.mentions or "one-tailed" in p.marks
    halved = Span(allowed.low / 2, allowed.high / 2)
    if allowed.meets(reported) or (one_sided and halved.meets(reported)) or "correction" in paper.mentions:
        return Check(_NAME, "agrees", (place,), text, f"p = {allowed}")
    span = str(allowed).replace(" to ", " and ", 1)
    fault = f"τ of {cases} cases gives p between {span}, exact or by the normal approximation with ties."
    return questioned(_NAME, place, text, fault, "inconsistent")


def _probabilities(tau: PrintedNumber, cases: int) -> Span:
    """From the approximation without ties, or the exact value, to that of two binary variables."""
    ends = (abs(tau.low), abs(tau.high))
    far, near = max(ends), 0.0 if tau.low <= 0 <= tau.high else min(ends)
    factor = sqrt(9 * cases * (cases - 1) / (2 * (2 * cases + 5)))
    step = 2 / (cases * (cases - 1))
    found = [
        probability("z", far * factor),
        probability("z", max(0.0, near - step) * min(factor, _BINARY * sqrt(cases))),
    ]
    if cases <= _LARGEST:
        pairs = cases * (cases - 1) / 2
        found += [exact_p(inversion_counts(cases), pairs * (1 - end) / 2) for end in (near, far) if end <= 1]
    return Span(min(found), max(found))


RULE = Rule(
    name=_NAME,
    title="Kendall's rank correlation",
    formula="z = 3τ·√(n(n − 1))/√(2(2n + 5)); exact from the number of inversions; τ·√n of two binary variables",
    source="Kendall (1938), doi:10.1093/biomet/30.1-2.81; Kendall and Gibbons (1990), ch. 4",
    needs="τ with its number of cases and p-value within 60 characters, and a word for correlation in the sentence",
    rounding="all τ that round to the printed one; any p between that without ties and that of two binary variables",
    abstains="no number of cases; p of papers that mention a correction",
    run=check_rank_correlations,
)
