"""Mann-Whitney U and Wilcoxon signed-rank tests of printed group sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.agreement import reported_span
from report.audit.checks import Check, Place, Rule
from report.audit.comparisons import questioned
from report.audit.numbers import PrintedNumber, Span, printed
from report.audit.papers import Paper
from report.audit.passages import Passage, sentence_around
from report.audit.quantities import SymbolQuantity
from report.audit.rank_distributions import exact_p, mann_whitney_counts, normal_p, signed_rank_counts

_NAME = "rank-test"
_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_U = re.compile(
    rf"(?<![\w.])U\s?(?:\((?:[nN]_?1\s?=\s?)?(?P<one>\d+)\s?[,;]\s?(?:[nN]_?2\s?=\s?)?(?P<two>\d+)\))?\s?=\s?(?P<value>{_NUMBER})"
)
_W = re.compile(rf"(?<![\w.])[WT]\+?\s?\(\s?[nN]\s?=\s?(?P<n>\d+)\s?\)\s?=\s?(?P<value>{_NUMBER})")
_SIZES = re.compile(r"(?<![\w.])n_?([12])\s?=\s?(\d+)")
#: Groups of which the exact distribution is computed, the most characters to p, and how much ties may raise z.
_LARGEST, _FAR, _TIES = 60, 60, 1.2


def check_ranks(paper: Paper) -> Iterator[Check]:
    """A check of each U with both group sizes, and of each W with its n."""
    for passage in paper.prose():
        found = paper.quantities[passage.index]
        for match in _U.finditer(passage.text):
            sizes = (int(match["one"]), int(match["two"])) if match["one"] else _beside(passage.text, match)
            if sizes and all(sizes):
                yield _u(paper, passage, match, sizes, _p_after(found, match.end()))
        for match in _W.finditer(passage.text):
            if int(match["n"]) > 1:
                yield _w(paper, passage, match, int(match["n"]), _p_after(found, match.end()))


def _beside(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """n1 and n2 of the same sentence."""
    first, last = sentence_around(text, match.start())
    sizes = {each[1]: int(each[2]) for each in _SIZES.finditer(text, first, last)}
    return (sizes["1"], sizes["2"]) if len(sizes) == 2 else None


def _p_after(found: Sequence[SymbolQuantity], end: int) -> SymbolQuantity | None:
    return next((each for each in found if each.symbol == "p" and 0 <= each.start - end <= _FAR), None)


def _u(
    paper: Paper, passage: Passage, match: re.Match[str], sizes: tuple[int, int], p: SymbolQuantity | None
) -> Check:
    one, two = sizes
    largest, variance = one * two, one * two * (one + two + 1) / 12
    counts = mann_whitney_counts(one, two) if max(sizes) <= _LARGEST else ()
    return _judged(paper, passage, match, p, largest, variance, counts)


def _w(paper: Paper, passage: Passage, match: re.Match[str], n: int, p: SymbolQuantity | None) -> Check:
    largest, variance = n * (n + 1) // 2, n * (n + 1) * (2 * n + 1) / 24
    return _judged(
        paper, passage, match, p, largest, variance, signed_rank_counts(n) if n <= _LARGEST else ()
    )


def _judged(
    paper: Paper,
    passage: Passage,
    match: re.Match[str],
    p: SymbolQuantity | None,
    largest: int,
    variance: float,
    counts: Sequence[int],
) -> Check:
    value = printed(match["value"])
    place = Place(passage.index, match.start(), p.end if p else match.end())
    text = passage.block.text[place.start : place.end]
    if value.low > largest:
        return questioned(_NAME, place, text, f"The statistic is at most {largest} for these group sizes.")
    if p is None:
        return Check(_NAME, "not checkable", (place,), text, reason="no p-value is printed beside it")
    allowed = _probabilities(value, largest, variance, counts)
    one_sided = "one-sided" in paper.mentions or "one-tailed" in p.marks
    reported = reported_span(p.number, paper.alpha)
    halved = Span(allowed.low / 2, allowed.high / 2)
    if allowed.meets(reported) or (one_sided and halved.meets(reported)) or "correction" in paper.mentions:
        return Check(_NAME, "agrees", (place,), text, f"p = {allowed}")
    fault = f"The group sizes give p between {allowed}, exact or by the normal approximation with ties."
    return questioned(_NAME, place, text, fault.replace(" to ", " and ", 1), "inconsistent")


def _probabilities(value: PrintedNumber, largest: int, variance: float, counts: Sequence[int]) -> Span:
    """From the approximation with many ties to that with a continuity correction, the exact value included."""
    ends = (value.low, value.high)
    far = max(abs(end - largest / 2) for end in ends)
    near = 0.0 if value.low <= largest / 2 <= value.high else min(abs(end - largest / 2) for end in ends)
    found = [normal_p(far * _TIES, variance, 0.0), normal_p(near, variance, 0.5)]
    found += [exact_p(counts, min(max(0.0, end), largest)) for end in ends if counts]
    return Span(min(found), max(found))


RULE = Rule(
    name=_NAME,
    title="Mann-Whitney U and Wilcoxon signed-rank test",
    formula="0 ≤ U ≤ n₁n₂, 0 ≤ W ≤ n(n + 1)/2; p exact, or normal with the variance n₁n₂(n₁ + n₂ + 1)/12 "
    "or n(n + 1)(2n + 1)/24",
    source="Mann and Whitney (1947), doi:10.1214/aoms/1177730491; Wilcoxon (1945), doi:10.2307/3001968",
    needs="U with both group sizes, or W or T with (n = ...), in one sentence, and p within 60 characters",
    rounding="all statistics that round to the printed one; any p from ties that raise z by a fifth to a continuity "
    "correction is accepted",
    abstains="group sizes not printed with the test; rank sums; p of papers that mention a correction",
    run=check_ranks,
)
