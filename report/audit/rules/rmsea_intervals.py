"""The confidence interval of an RMSEA: around the RMSEA, and from χ², df and N."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from report.audit.checks import Check, Rule
from report.audit.comparisons import questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span
from report.audit.papers import Paper
from report.audit.printed_sizes import sizes_of
from report.audit.rules.fit_indices import SCALED, degrees_and_sizes, rmsea_span

_NAME = "rmsea-interval"
#: The most characters between an RMSEA and its interval.
_FAR = 12


def check_rmsea_intervals(paper: Paper) -> Iterator[Check]:
    """A check of each RMSEA that is followed by its interval."""
    scaled = bool(SCALED.search(paper.text))
    sizes = sizes_of(paper)
    for each in estimates(paper):
        if each.has("RMSEA", "CI") and 0 <= each["CI"].start - each["RMSEA"].end <= _FAR:
            yield _judged(each, [] if scaled else list(_limits(each, sizes)))


def _judged(each: ReportedEstimate, limits: Sequence[tuple[Span, Span]]) -> Check:
    low, high = _ends(each)
    rmsea = each["RMSEA"].number
    if low.low > high.high or rmsea.high < low.low or rmsea.low > high.high:
        return questioned(_NAME, each.place, each.text, "The RMSEA lies outside its interval.", "impossible")
    agrees = not limits or any(
        lower.meets(Span(low.low, low.high)) and upper.meets(Span(high.low, high.high))
        for lower, upper in limits
    )
    if agrees:
        shown = "the interval contains the RMSEA" + (" and follows from χ², df and N" if limits else "")
        return Check(_NAME, "agrees", (each.place,), each.text, shown)
    lower, upper = limits[0]
    fault = (
        f"χ², df and N give an interval from {lower} to {upper}, but {low.text} to {high.text} is printed."
    )
    return questioned(_NAME, each.place, each.text, fault, "inconsistent")


def _ends(each: ReportedEstimate) -> tuple[PrintedNumber, PrintedNumber]:
    interval = each["CI"]
    assert interval.low is not None
    assert interval.high is not None
    return interval.low, interval.high


def _limits(each: ReportedEstimate, sizes: list[int]) -> Iterator[tuple[Span, Span]]:
    """The limits for each number of cases with which χ² and df give the printed RMSEA."""
    if not each.has("chi2"):
        return
    chi2, rmsea = each["chi2"], each["RMSEA"].number
    df, own = degrees_and_sizes(each, sizes)
    tail = (1 - each["CI"].number.value / 100) / 2
    for cases in (count for size in own if df and size > 5 for count in (size, size - 1)):
        if rmsea_span(chi2.number, df, cases).meets(Span(rmsea.low, rmsea.high)):
            yield _limit(chi2.number, df, cases, 1 - tail), _limit(chi2.number, df, cases, tail)


def _limit(chi2: PrintedNumber, df: float, cases: int, probability: float) -> Span:
    """The RMSEAs at which χ² has a probability from below, for all χ² that round to the printed one."""
    low, high = (
        sqrt(_noncentrality(value, df, probability) / (df * cases)) for value in (chi2.low, chi2.high)
    )
    return Span(low, high)


def _noncentrality(chi2: float, df: float, probability: float) -> float:
    from scipy import special

    if special.chdtr(df, max(0.0, chi2)) <= probability:
        return 0.0
    return float(special.chndtrinc(chi2, df, probability))


RULE = Rule(
    name=_NAME,
    title="confidence interval of an RMSEA",
    formula="low ≤ RMSEA ≤ high; limits √(λ/(df·N)), with N or N − 1, where P(χ²(df, λ) ≤ χ²) is .95 and .05 for 90%",
    source="Browne and Cudeck (1992), doi:10.1177/0049124192021002005",
    needs="an RMSEA followed by its interval; for the limits, also χ² and df beside it, and N anywhere in the paper",
    rounding="all values of χ² and of both limits that round to the printed ones; any printed N that gives the RMSEA",
    abstains="limits are not recomputed where the paper mentions a scaled or robust χ², or no N gives the RMSEA",
    run=check_rmsea_intervals,
)
