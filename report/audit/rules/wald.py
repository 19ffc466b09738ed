"""Estimates with their standard errors: z or t = b/SE, and the p-value of that ratio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf

from report.audit.agreement import is_multiple, reported_span
from report.audit.checks import Check, Rule, Severity
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, shown
from report.audit.papers import Paper
from report.audit.probabilities import probability

#: How near a bound must be to the significance level to be that level.
_SAME = 1e-9
_RESAMPLED = re.compile(r"bootstrap|resampl|permutation|jackknife|bayes|credib|posterior", re.IGNORECASE)


#: Words of designs with few degrees of freedom, and the fewest that are assumed.
_FEW = re.compile(
    r"kenward|satterthwaite|\bclusters?\b|clustered|multilevel|mixed[- ](?:effects? |linear )?model|wild bootstrap",
    re.IGNORECASE,
)
_FEWEST = 3.0


def check_ratios(paper: Paper) -> Iterator[Check]:
    """A check of each estimate with a standard error and a test statistic or p-value."""
    for each in estimates(paper):
        symbol = "b" if each.has("b", "SE") else "beta" if each.has("beta", "SE") else ""
        if not symbol or each["SE"].number.value <= 0 or _RESAMPLED.search(each.words_in(paper)):
            continue
        ratio = _ratio(each[symbol].number, each["SE"].number)
        statistic = _statistic_of(each, ratio)
        if statistic:
            check = _statistic(each, symbol, statistic, ratio)
            yield check
            if check.verdict == "agrees" and _needs_p(each, statistic, paper):
                yield from _p_value(each, symbol, _size(each[statistic].number), paper)
        elif "p" in each.quantities:
            yield from _p_value(each, symbol, ratio, paper)


def _statistic_of(each: ReportedEstimate, ratio: Span) -> str:
    """The z or t of an estimate; of both, the one that agrees."""
    named = [name for name in ("z", "t") if each.has(name)]
    return next((name for name in named if ratio.meets(_size(each[name].number))), next(iter(named), ""))


def _needs_p(each: ReportedEstimate, statistic: str, paper: Paper) -> bool:
    """Whether p belongs to a t without degrees of freedom, which is not recomputed as a reported test."""
    known = each[statistic].df or "df" in each.quantities
    return (
        statistic == "t"
        and "p" in each.quantities
        and not known
        and not paper.mentions & {"one-sided", "correction"}
    )


def _size(statistic: PrintedNumber) -> Span:
    """The absolute values that round to a printed statistic."""
    return Span(abs(statistic.value) - statistic.half, abs(statistic.value) + statistic.half)


def _ratio(estimate: PrintedNumber, error: PrintedNumber) -> Span:
    """The ratios, in size, of all values that round to the printed ones."""
    low, high = sorted((abs(estimate.low), abs(estimate.high)))
    if estimate.low <= 0 <= estimate.high:
        low = 0.0
    return Span(low / error.high, high / error.low if error.low > 0 else inf)


def _statistic(each: ReportedEstimate, symbol: str, statistic: str, ratio: Span) -> Check:
    reported = each[statistic].number
    size = _size(reported)
    centre = abs(each[symbol].number.value) / each["SE"].number.value
    computed = f"{statistic} = {shown(centre)}, {ratio} with rounding"
    values: dict[str, float | str | None] = {"low": ratio.low, "high": ratio.high, "printed": reported.value}
    if ratio.meets(size):
        return Check("wald", "agrees", (each.place,), each.text, computed, values=values)
    question = (
        f"The estimate divided by its standard error is {shown(centre)}, but {statistic} = {reported.text} is printed. "
        "Is one of the three a misprint?"
    )
    severity = _severity(symbol, "inconsistent")
    return Check("wald", "finding", (each.place,), each.text, computed, severity, question, values=values)


def _severity(symbol: str, severity: Severity) -> Severity:
    """Beside a standardised estimate the standard error is often that of the unstandardised one."""
    return "worth a look" if symbol == "beta" else severity


def _p_value(each: ReportedEstimate, symbol: str, ratio: Span, paper: Paper) -> Iterator[Check]:
    """Without degrees of freedom, p lies between the normal distribution's and that of few degrees of freedom."""
    p, alpha = each["p"].number, paper.alpha
    normal = Span(probability("z", ratio.high) if ratio.high < inf else 0.0, probability("z", ratio.low))
    few = probability("t", ratio.low, (8.0,))
    allowed = reported_span(p, alpha)
    centre = probability("z", each[symbol].number.value / each["SE"].number.value)
    computed = f"p = {shown(centre)} (normal), {normal} with rounding"
    values: dict[str, float | str | None] = {"p_low": normal.low, "p_high": few, "p_computed": centre}
    if _agrees(Span(normal.low, few), allowed, paper):
        yield Check("wald", "agrees", (each.place,), each.text, computed, values=values)
        return
    severity: Severity = "inconsistent"
    if (normal.low > alpha and allowed.high < alpha) or (few < alpha and allowed.low > alpha):
        severity = "decision error"
    if _may_have_fewer(paper) and Span(few, probability("t", ratio.low, (_FEWEST,))).meets(allowed):
        severity = "worth a look"
    if p.relation in "<≤" and abs(p.value - alpha) > _SAME and normal.low < p.value + p.half:
        severity = "worth a look"
    question = (
        f"The estimate and its standard error give p = {shown(centre)}, but another p-value is printed. "
    )
    question += "Is one of the three a misprint, or is the p-value from another test?"
    severity = _severity(symbol, severity)
    yield Check("wald", "finding", (each.place,), each.text, computed, severity, question, values=values)


def _agrees(computed: Span, allowed: Span, paper: Paper) -> bool:
    """Whether p agrees as it is, halved or multiplied, where the paper mentions one-sided tests or corrections."""
    halved = Span(computed.low / 2, computed.high / 2)
    return (
        computed.meets(allowed)
        or ("one-sided" in paper.mentions and halved.meets(allowed))
        or ("correction" in paper.mentions and is_multiple(computed, allowed))
    )


def _may_have_fewer(paper: Paper) -> bool:
    """Whether the degrees of freedom of an estimate may be fewer than eight: those of clusters or of mixed models."""
    return "stepwise" in paper.mentions or _FEW.search(paper.text) is not None


RULE = Rule(
    name="wald",
    title="estimate, standard error and test statistic",
    formula="z or t = b/SE; p = 2·P(Z > |b/SE|), or of Student's t with at least 8 df where no df is printed",
    source="Wald (1943)",
    needs="b or β with SE (also `0.25 ± 0.10 (SE)`), and z, t or p, in one parenthesis or table row",
    rounding="all values that round to the printed ones. A bound other than alpha may be the rounded p itself: worth a "
    "look",
    abstains="no standard error; resampling and Bayesian estimates in the sentence; β with SE alone is worth a look, "
    "since the SE is often that of b. Where the paper mentions one-sided tests or corrections, half of p and whole "
    "multiples agree; where it mentions clusters or mixed models, p of at least 3 df is worth a look",
    run=check_ratios,
)
