"""Further results of scipy.stats: comparisons of pairs, ratios of 2 x 2 tables, robust lines, bootstrap intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from report.results.coefficients import term_name
from report.results.quantities import (
    ESTIMATE,
    USUAL_CONFIDENCE,
    Result,
    estimate,
    interval,
    p_value,
    standard_error,
    statistic,
)


def tukey(
    result: Any, *, groups: Sequence[str] = (), n: int | None = None, confidence: float
) -> Iterator[Result]:
    """Tukey's comparisons: each pair's mean difference with its simultaneous interval; `groups` names the samples."""
    bounds = result.confidence_interval(confidence)
    names = _names(groups, len(result.statistic))
    for i, first in enumerate(names):
        for j in range(i + 1, len(names)):
            label = f"{first} with {names[j]}"
            found = (
                estimate(result.statistic[i][j], "*MD*", "mean difference"),
                p_value(result.pvalue[i][j]),
                *interval(bounds.low[i][j], bounds.high[i][j]),
            )
            yield Result(ESTIMATE, found, term_name(label), label, n, confidence)


def dunnett(
    result: Any, *, groups: Sequence[str] = (), n: int | None = None, confidence: float
) -> Iterator[Result]:
    """Dunnett's comparisons with a control: the statistic, p and the interval of each mean difference."""
    bounds = result.confidence_interval(confidence)
    for place, name in enumerate(_names(groups, len(result.statistic))):
        label = f"{name} with the control"
        found = (
            statistic(result.statistic[place], "*t*", "Dunnett's statistic"),
            p_value(result.pvalue[place]),
            *interval(bounds.low[place], bounds.high[place], "difference", "mean difference"),
        )
        yield Result("test", found, term_name(label), label, n, confidence)


def _names(groups: Sequence[str], count: int) -> list[str]:
    return [str(each) for each in groups] or [f"group {number}" for number in range(1, count + 1)]


def odds_ratio(result: Any, *, n: int | None = None, confidence: float) -> Iterator[Result]:
    """The odds ratio of a 2 x 2 table with its interval: conditional (as R's fisher.test) or of the sample."""
    bounds = result.confidence_interval(confidence)
    found = (estimate(result.statistic, "OR", "odds ratio"), *interval(bounds.low, bounds.high))
    yield Result("ratio", found, n=n, confidence=confidence)


def relative_risk(result: Any, *, n: int | None = None, confidence: float) -> Iterator[Result]:
    """The ratio of two risks with its interval."""
    bounds = result.confidence_interval(confidence)
    size = n if n is not None else int(result.exposed_total + result.control_total)
    found = (estimate(result.relative_risk, "RR", "risk ratio"), *interval(bounds.low, bounds.high))
    yield Result("ratio", found, n=size, confidence=confidence)


def theil_sen(result: Any, *, n: int | None = None, confidence: float = USUAL_CONFIDENCE) -> Iterator[Result]:
    """The median slope of all pairs; its interval has the level that was passed to scipy."""
    found = (estimate(result.slope, "*b*", "slope"), *interval(result.low_slope, result.high_slope))
    yield Result(ESTIMATE, found, "slope", "slope", n, confidence)
    yield Result(ESTIMATE, (estimate(result.intercept, "*b*", "intercept"),), "intercept", "intercept", n)


def repeated_medians(result: Any, *, n: int | None = None) -> Iterator[Result]:
    """Siegel's line of repeated medians, which has no interval."""
    yield Result(ESTIMATE, (estimate(result.slope, "*b*", "slope"),), "slope", "slope", n)
    yield Result(ESTIMATE, (estimate(result.intercept, "*b*", "intercept"),), "intercept", "intercept", n)


def somers(result: Any) -> Iterator[Result]:
    """Somers' D of a table of two ordered variables."""
    size = int(result.table.sum())
    found = (estimate(result.statistic, "*D*", "Somers' D", "unit"), p_value(result.pvalue))
    yield Result("correlation", found, n=size)


def bootstrap(result: Any, *, n: int | None = None, confidence: float = USUAL_CONFIDENCE) -> Iterator[Result]:
    """A bootstrap interval and standard error; `confidence` is the level that was passed to scipy."""
    bounds = result.confidence_interval
    found = (standard_error(result.standard_error), *interval(bounds.low, bounds.high))
    yield Result(ESTIMATE, found, n=n, confidence=confidence)


ADAPTERS: dict[str, Callable[..., Iterator[Result]]] = {
    "TukeyHSDResult": tukey,
    "DunnettResult": dunnett,
    "OddsRatioResult": odds_ratio,
    "RelativeRiskResult": relative_risk,
    "TheilslopesResult": theil_sen,
    "SiegelslopesResult": repeated_medians,
    "SomersDResult": somers,
    "BootstrapResult": bootstrap,
}
