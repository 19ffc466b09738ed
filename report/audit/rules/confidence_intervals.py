"""Confidence intervals: the ends in order, the estimate inside, and the p-value on the same side of alpha."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.agreement import reported_span
from report.audit.checks import Check, Rule, Severity
from report.audit.comparisons import abstention
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.interval_owners import RATIOS, interval_owners, may_be_of_difference
from report.audit.numbers import PrintedNumber
from report.audit.papers import Paper

_NAME = "confidence-interval"
_OTHER_LEVEL = re.compile(
    r"\b(?!95)\d\d(?:\.\d)?\s?%\s?-?\s?(?:C\.?I|confidence|credib|HDI|CrI)|credible|interquartile|IQR|bootstrap",
    re.IGNORECASE,
)
_RESAMPLED = ("bootstrap", "bayes", "credib", "percentile", "bca", "profile", "exact")

#: How far p may be from the level, as a factor, and for ratios of papers that mention tests of another kind.
_NEAR, _NEAR_EXACT = 1.25, 3.0
_EXACT = re.compile(
    r"fisher'?s exact|log-?rank|likelihood[- ]ratio test|score test|exact test", re.IGNORECASE
)


def check_intervals(paper: Paper) -> Iterator[Check]:
    """A check of each estimate with an interval."""
    for each in estimates(paper):
        if "CI" in each.quantities:
            yield from _checked(paper, each)


def _checked(paper: Paper, each: ReportedEstimate) -> Iterator[Check]:
    low, high = each["CI"].low, each["CI"].high
    assert low is not None
    assert high is not None
    owners = interval_owners(each)
    if low.low > high.high:
        yield _reversed(each, owners, low, high)
        return
    if not owners:
        return
    if any(_is_inside(each[symbol].number, low, high) for symbol in owners):
        yield _compared(paper, each, owners, low, high)
    elif any(may_be_of_difference(each, symbol, low, high) for symbol in owners):
        yield abstention(_NAME, each, "the interval may be that of the difference which was tested")
    elif each.has("beta") and _is_inside(each["beta"].number, low, high):
        yield abstention(_NAME, each, "the interval may be that of β")
    else:
        yield _finding(each, "The estimate lies outside its interval.", "impossible")


def _compared(
    paper: Paper, each: ReportedEstimate, owners: Sequence[str], low: PrintedNumber, high: PrintedNumber
) -> Check:
    """The check of an estimate inside its interval: against zero and against p."""
    symbol = next(name for name in owners if _is_inside(each[name].number, low, high))
    if symbol in RATIOS and min(each[symbol].number.high, high.high) <= 0:
        return _finding(each, "A ratio cannot be negative or zero.", "impossible")
    contradiction = _against_p(paper, each, low, high, symbol)
    if contradiction:
        return _finding(each, contradiction, "contradiction")
    return Check(
        _NAME, "agrees", (each.place,), each.text, "the ends are in order, and the estimate is inside"
    )


def _is_inside(estimate: PrintedNumber, low: PrintedNumber, high: PrintedNumber) -> bool:
    return low.low <= estimate.high and estimate.low <= high.high


def _reversed(
    each: ReportedEstimate, owners: Sequence[str], low: PrintedNumber, high: PrintedNumber
) -> Check:
    """Ends in the wrong order; negative ones may be in order of size, and a file may have lost a sign."""
    negated = PrintedNumber(low.text, -low.value, low.unit)
    inside = [_is_inside(each[name].number, high, low) for name in owners]
    by_size = high.value < 0 and low.value < 0 and (not owners or any(inside))
    lost_sign = low.value > 0 and any(_is_inside(each[name].number, negated, high) for name in owners)
    severity: Severity = "worth a look" if lost_sign or by_size else "impossible"
    return _finding(each, "The lower end exceeds the upper end.", severity)


def _against_p(
    paper: Paper, each: ReportedEstimate, low: PrintedNumber, high: PrintedNumber, symbol: str
) -> str:
    """The interval excludes the null value, but p denies it, or the other way round."""
    p = each.quantities.get("p")
    level = 1 - each["CI"].number.value / 100
    sentence = paper.sentence(each.place.passage, each.place.start).casefold()
    if (
        p is None
        or symbol == "M"
        or _is_of_another(each, symbol, low, high)
        or any(word in sentence for word in _RESAMPLED)
    ):
        return ""
    null = 1.0 if symbol in RATIOS else 0.0
    allowed = reported_span(p.number, paper.alpha)
    if _is_convention(paper, p.marks) or ("bare" in each["CI"].marks and _other_levels(paper)):
        return ""
    excludes, includes = low.low > null or high.high < null, low.high < null < high.low
    near = _NEAR_EXACT if symbol in RATIOS and _EXACT.search(paper.text) else _NEAR
    if excludes and allowed.low > level * near:
        return f"The interval excludes {null:.0f}, but the p-value exceeds {level:.2f}."
    if includes and allowed.high < level / near and p.number.relation != "ns":
        return f"The interval includes {null:.0f}, but the p-value is below {level:.2f}."
    return ""


def _is_of_another(each: ReportedEstimate, symbol: str, low: PrintedNumber, high: PrintedNumber) -> bool:
    """Whether the p-value is that of an omnibus test, or the interval may be that of the tested difference."""
    omnibus = (each["chi2"].df if "chi2" in each.quantities else (), each["F"].df[:1] if each.has_f else ())
    return any(df.value > 1 for found in omnibus for df in found) or may_be_of_difference(
        each, symbol, low, high
    )


def _other_levels(paper: Paper) -> bool:
    """Whether the paper mentions a confidence level other than 95%, or intervals of another kind."""
    return bool(_OTHER_LEVEL.search(paper.text))


def _is_convention(paper: Paper, marks: frozenset[str]) -> bool:
    return bool(marks & {"one-tailed", "corrected"}) or bool(paper.mentions & {"one-sided", "correction"})


def _finding(each: ReportedEstimate, fault: str, severity: Severity) -> Check:
    question = f"{fault} Is one of the numbers a misprint?"
    return Check(_NAME, "finding", (each.place,), each.text, fault, severity, question)


RULE = Rule(
    name=_NAME,
    title="confidence interval, its estimate and its p-value",
    formula="lower ≤ estimate ≤ upper; the interval excludes the null value if and only if p < 1 − level",
    source="duality of tests and intervals",
    needs="an estimate directly before its interval, or a coefficient or ratio before its test and interval, in one "
    "parenthesis or table row; the level may be missing (`OR 2.10, 1.20–3.68`)",
    rounding="all values that round to the printed ones; p-values within a quarter of the level are not compared, and "
    "for ratios of papers that mention Fisher's exact, log-rank, score or likelihood ratio tests, those within a "
    "factor of 3",
    abstains="p-values of papers that mention one-sided tests or corrections; bootstrap and Bayesian intervals; an "
    "interval after an effect size and its test that may be the one of the difference. Ends that a lost minus sign "
    "would explain, and negative ends in order of size, are worth a look",
    run=check_intervals,
)
