"""Prints further results of a fit for the terminal and as JSON: local fit, tests, simple slopes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from report.pathmodels.bollen_stine import BollenStine
    from report.pathmodels.local_fit import LocalFit
    from report.pathmodels.moderation import Moderation
    from report.pathmodels.results import ChiSquareTest
    from report.pathmodels.score_tests import ScoreTests

SHOWN = 10
"""Modification indices and residuals in the table; JSON has all."""


@dataclass(frozen=True)
class Further:
    """The further results requested with a fit."""

    local: LocalFit | None = None
    wald: ChiSquareTest | None = None
    score: ScoreTests | None = None
    comparison: ChiSquareTest | None = None
    bollen_stine: BollenStine | None = None
    slopes: Moderation | None = None


def more_json(more: Further) -> dict[str, Any]:
    """The requested parts."""
    return {name: value for name, value in asdict(more).items() if value is not None}


def more_lines(more: Further) -> Iterator[str]:
    """The same as lines of text."""
    if more.local is not None:
        yield from _local_lines(more.local)
    for each in (more.wald, more.comparison):
        if each is not None:
            yield ""
            yield _tested(each)
            if each.warning:
                yield f"  warning: {each.warning}"
    if more.score is not None:
        yield from _score_lines(more.score)
    if more.bollen_stine is not None:
        yield from _bollen_stine_lines(more.bollen_stine)
    if more.slopes is not None:
        yield from _slope_lines(more.slopes)


def _tested(each: ChiSquareTest) -> str:
    return f"{each.method}: chi-square {each.chisq:z.3f}, df {each.df}, p {_p(each.pvalue)}"


def _p(value: float | None) -> str:
    return "NA" if value is None else f"{value:z.3f}"


def _score_lines(score: ScoreTests) -> Iterator[str]:
    yield ""
    yield _tested(score.total)
    yield "each constraint released by itself: chi-square with df 1 (p)"
    for each in score.releases:
        yield f"  {each.constraint}  {each.chisq:z.3f} ({_p(each.pvalue)})"


def _bollen_stine_lines(found: BollenStine) -> Iterator[str]:
    yield ""
    yield f"Bollen-Stine bootstrap: chi-square {found.chisq:z.3f}, df {found.df}, p {_p(found.pvalue)}"
    left_out = f", {found.failed} of them not estimated" if found.failed else ""
    yield (
        f"  {found.resamples} resamples{left_out}, seed {found.seed}, Monte Carlo standard error of p "
        f"{found.error:.2g}, mean chi-square {found.mean:z.3f}"
    )


def _slope_lines(found: Moderation) -> Iterator[str]:
    yield ""
    yield f"slope of {found.outcome} on {found.predictor} at values of {found.moderator}"
    level = 100 * found.line.confidence
    for each in found.slopes:
        where = f" ({each.where})" if each.where else ""
        limits = f"{level:g} % CI {each.ci_lower:z.3f} to {each.ci_upper:z.3f}"
        tested = f"se {each.se:z.3f}, z {each.z:z.3f}, p {_p(each.p)}"
        yield f"  {each.at:z.3f}{where}  {each.slope:z.3f}, {tested}, {limits}"
    yield f"  {found.moderator} ranges from {found.lowest:z.3f} to {found.highest:z.3f}"
    yield f"  Johnson-Neyman: {_region(found)} (p < {1 - found.line.confidence:.2g})"


def _region(found: Moderation) -> str:
    if not found.limits:
        return f"the slope is significant {'everywhere' if found.inside else 'nowhere'}"
    low, high = (f"{limit:z.3f}" for limit in found.limits)
    where = f"between {low} and {high}" if found.inside else f"below {low} and above {high}"
    return f"the slope is significant {where}"


def _local_lines(local: LocalFit) -> Iterator[str]:
    yield ""
    yield "largest residual correlations (z)"
    ranked = sorted(local.residuals, key=lambda each: -abs(each.correlation))
    for each in ranked[:SHOWN]:
        z = "NA" if each.z is None else f"{each.z:z.3f}"
        yield f"  {each.first} with {each.second}{_group(each.group)}  {each.correlation:z.3f} ({z})"
    yield ""
    yield "largest modification indices, with the expected value of the parameter (standardised)"
    for index in local.modifications[:SHOWN]:
        std = "NA" if index.std_change is None else f"{index.std_change:z.3f}"
        term = f"{index.lhs} {index.op} {index.rhs}{_group(index.group)}"
        yield f"  {term}  {index.index:z.3f}, {index.change:z.3f} ({std})"


def _group(name: str) -> str:
    return f" [{name}]" if name else ""
