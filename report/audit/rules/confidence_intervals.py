"""Confidence intervals: ends in order, estimate inside, and the p-value on the same side of alpha."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.agreement import reported_span
from report.audit.checks import Check, Rule, Severity
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import Estimate
from report.audit.numbers import Printed
from report.audit.papers import Paper

_RATIOS = ("OR", "HR", "RR")
_DIFFERENCES = ("b", "beta", "MD", "d", "g", "r", "M")
_OTHER_LEVEL = re.compile(
    r"\b(?!95)\d\d(?:\.\d)?\s?%\s?-?\s?(?:C\.?I|confidence|credib|HDI|CrI)|credible|interquartile|IQR|bootstrap",
    re.IGNORECASE,
)
_RESAMPLED = ("bootstrap", "bayes", "credib", "percentile", "bca", "profile", "exact")


def check_intervals(paper: Paper) -> Iterator[Check]:
    """A check of each estimate with an interval."""
    for each in estimates(paper):
        symbol = next((name for name in (*_RATIOS, *_DIFFERENCES) if each.has(name)), "")
        if symbol and "CI" in each.quantities:
            yield _checked(paper, each, symbol)


def _checked(paper: Paper, each: Estimate, symbol: str) -> Check:
    interval, estimate = each["CI"], each[symbol].number
    assert interval.low is not None
    assert interval.high is not None
    low, high = interval.low, interval.high
    fault = _fault(estimate, low, high, ratio=symbol in _RATIOS)
    if fault:
        return _finding(each, fault, "impossible")
    contradiction = _against_p(paper, each, low, high, symbol)
    if contradiction:
        return _finding(each, contradiction, "contradiction")
    return Check("confidence-interval", "agrees", (each.place,), each.text, "ends in order, estimate inside")


def _fault(estimate: Printed, low: Printed, high: Printed, *, ratio: bool) -> str:
    if low.low > high.high:
        return "The lower end exceeds the upper end."
    if estimate.high < low.low or estimate.low > high.high:
        return "The estimate lies outside its interval."
    if ratio and min(estimate.high, high.high) <= 0:
        return "A ratio cannot be negative or zero."
    return ""


def _against_p(paper: Paper, each: Estimate, low: Printed, high: Printed, symbol: str) -> str:
    """The interval excludes the null value, but p denies it, or the other way round."""
    p = each.quantities.get("p")
    level = 1 - each["CI"].number.value / 100
    sentence = paper.sentence(each.place.passage, each.place.start).casefold()
    if p is None or symbol == "M" or any(word in sentence for word in _RESAMPLED):
        return ""
    null = 1.0 if symbol in _RATIOS else 0.0
    allowed = reported_span(p.number, paper.alpha)
    if _is_convention(paper, p.marks) or ("bare" in each["CI"].marks and _other_levels(paper)):
        return ""
    excludes, includes = low.low > null or high.high < null, low.high < null < high.low
    margin = 0.2 * level
    if excludes and allowed.low > level + margin:
        return f"The interval excludes {null:.0f}, but the p-value exceeds {level:.2f}."
    if includes and allowed.high < level - margin and p.number.relation != "ns":
        return f"The interval includes {null:.0f}, but the p-value is below {level:.2f}."
    return ""


def _other_levels(paper: Paper) -> bool:
    """Whether the paper mentions another level of confidence than 95%, or intervals of another kind."""
    return bool(_OTHER_LEVEL.search(paper.text))


def _is_convention(paper: Paper, marks: frozenset[str]) -> bool:
    return bool(marks & {"one-tailed", "corrected"}) or bool(paper.mentions & {"one-sided", "correction"})


def _finding(each: Estimate, fault: str, severity: Severity) -> Check:
    question = f"{fault} Is one of the numbers a misprint?"
    return Check("confidence-interval", "finding", (each.place,), each.text, fault, severity, question)


RULE = Rule(
    name="confidence-interval",
    title="confidence interval, its estimate and its p-value",
    formula="lower ≤ estimate ≤ upper; the interval excludes the null value if and only if p < 1 − level",
    source="duality of tests and intervals",
    needs="an estimate and an interval in one parenthesis or table row; the level may be missing "
    "(`OR 2.10, 1.20–3.68`)",
    rounding="all values that round to the printed ones; p-values within a fifth of the level are not compared",
    abstains="p-values of papers that mention one-sided tests or corrections; bootstrap and Bayesian intervals",
    run=check_intervals,
)
