"""Tests of a path model as rows: local fit, score and Wald tests, comparisons, Bollen-Stine, simple slopes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import term_name
from report.results.quantities import MODEL, TEST, Quantity, Result, degrees, p_value, statistic

_JOINTS = {"~": "on", "~~": "with", "=~": "by", "~1": "intercept"}


def comparison(result: Any) -> Iterator[Result]:
    """A chi-square difference, a Wald test or a score test."""
    doubt = {"warning": result.warning} if result.warning else {}
    yield Result(TEST, _test(result, result.method), about={"method": result.method} | doubt)


def _test(result: Any, words: str) -> tuple[Quantity, ...]:
    return (
        statistic(result.chisq, "χ²", f"chi-square of the {words}"),
        degrees(result.df),
        p_value(result.pvalue),
    )


def score_tests(result: Any) -> Iterator[Result]:
    """The test of all equality constraints, and below `release_1`, … that of each."""
    yield Result(TEST, _test(result.total, result.total.method), "total", about={"method": "score test"})
    for number, each in enumerate(result.releases, start=1):
        found = (
            statistic(each.chisq, "χ²", "chi-square of the score test"),
            degrees(1),
            p_value(each.pvalue),
        )
        yield Result(TEST, found, f"release_{number}", each.constraint, about={"constraint": each.constraint})


def bollen_stine(result: Any) -> Iterator[Result]:
    """The chi-square test with its bootstrap p."""
    found = (
        *_test(result, "model"),
        Quantity("p_error", result.error, "fixed3", "Monte Carlo standard error of p", "*SE*"),
        Quantity("resamples", result.resamples, "count", "resamples"),
        Quantity("failed", result.failed, "count", "resamples without estimates"),
    )
    yield Result(TEST, found, label="Bollen-Stine bootstrap", about={"method": "Bollen-Stine bootstrap"})


def local_fit(result: Any, *, most: int = 10) -> Iterator[Result]:
    """Residual correlations, and the `most` largest modification indices in descending order."""
    for each in result.residuals:
        term = term_name(f"residual {each.first} with {each.second} {each.group}".strip())
        label = f"{each.first} with {each.second}{_where(each)}"
        tested = (
            Quantity("r", each.correlation, "unit", "residual correlation", "*r*"),
            Quantity("z", each.z, "fixed2", "*z* of the residual correlation", "*z*"),
        )
        yield Result("residual", tested, term, label, about=_group(each))
    for number, each in enumerate(result.modifications[:most], start=1):
        label = f"{each.lhs} {each.op} {each.rhs}{_where(each)}"
        found = (
            Quantity("index", each.index, "fixed2", "modification index", "MI"),
            Quantity("change", each.change, "fixed3", "expected parameter", "EPC"),
            Quantity("std_change", each.std_change, "fixed2", "expected standardised parameter"),
        )
        about = {"parameter": f"{each.lhs} {each.op} {each.rhs}", **_group(each)}
        yield Result("modification", found, f"modification_{number}", label, about=about)


def _where(each: Any) -> str:
    return f" in group {each.group}" if each.group else ""


def _group(each: Any) -> dict[str, str]:
    return {"group": each.group} if each.group else {}


#: Ids of the slopes at the moderator's mean and one standard deviation on either side.
_POINTS = {"mean - SD": "low", "mean": "mean", "mean + SD": "high"}


def moderation(result: Any) -> Iterator[Result]:
    """Simple slopes below `low`, `mean` and `high` or `at_1`, …, the slope's line, and the region of significance."""
    about = {"outcome": result.outcome, "predictor": result.predictor, "moderator": result.moderator}
    of = f"{result.predictor} on {result.outcome}"
    level = result.line.confidence
    for number, each in enumerate(result.slopes, start=1):
        where = f" ({each.where.replace('-', '−')})" if each.where else ""
        label = f"{of} at {result.moderator} = {each.at:.2f}{where}".replace("= -", "= −")
        term = _POINTS.get(each.where, f"at_{number}")
        yield Result("path", _slope(each), term, label, confidence=level, about=about)
    yield Result(MODEL, _line(result.line), "line", f"slope of {of}", confidence=level, about=about)
    yield Result(MODEL, _region(result), "region", f"slope of {of}", about=about)


def _slope(each: Any) -> tuple[Quantity, ...]:
    return (
        Quantity("at", each.at, "fixed2", "value of the moderator"),
        Quantity("b", each.slope, "fixed3", "simple slope", "*b*"),
        Quantity("se", each.se, "fixed3", "standard error of the simple slope", "*SE*"),
        Quantity("z", each.z, "fixed2", "Wald statistic of the simple slope", "*z*"),
        Quantity("p", each.p, "p", "p-value of the simple slope", "*p*"),
        Quantity("ci_lower", each.ci_lower, "fixed3", "lower confidence bound of the simple slope"),
        Quantity("ci_upper", each.ci_upper, "fixed3", "upper confidence bound of the simple slope"),
    )


def _line(line: Any) -> tuple[Quantity, ...]:
    return (
        Quantity("b", line.main, "fixed3", "slope where the moderator is zero", "*b*"),
        Quantity("change", line.product, "fixed3", "change of the slope per unit of the moderator", "*b*"),
        Quantity("variance", line.main_variance, "fixed6", "sampling variance of the slope at zero"),
        Quantity("covariance", line.covariance, "fixed6", "sampling covariance of the slope and its change"),
        Quantity("change_variance", line.product_variance, "fixed6", "sampling variance of the change"),
        Quantity("critical", line.critical, "fixed2", "normal quantile of the confidence band"),
    )


def _region(result: Any) -> tuple[Quantity, ...]:
    lower, upper = result.limits or (None, None)
    words = {True: "between the limits", False: "outside the limits"}
    if not result.limits:
        words = {True: "everywhere", False: "nowhere"}
    return (
        Quantity("lower", lower, "fixed2", "lower Johnson-Neyman limit"),
        Quantity("upper", upper, "fixed2", "upper Johnson-Neyman limit"),
        Quantity(
            "significant", words[result.inside], "text", "where the slope differs significantly from zero"
        ),
        Quantity("lowest", result.lowest, "fixed2", "lowest value of the moderator"),
        Quantity("highest", result.highest, "fixed2", "highest value of the moderator"),
    )


ADAPTERS = {
    "ChiSquareTest": comparison,
    "ScoreTests": score_tests,
    "BollenStine": bollen_stine,
    "LocalFit": local_fit,
    "Moderation": moderation,
}
