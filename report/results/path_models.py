"""Path models: fits and bootstraps of `report.pathmodels`, and models of semopy.

Ids follow the path models of this engine, because a parameter has two estimates: `b` is the raw one, `beta` the
standardised one (std.all), each with its interval.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from report.pathmodels.reliability import reliabilities
from report.results.coefficients import term_name
from report.results.path_parameters import (
    JOINTS,
    explained_variables,
    parameter_name,
    parameter_words,
    reported_parameters,
)
from report.results.path_statistics import EMPTY_WHEN_SATURATED, FIT, PARAMETER, SCALED, Statistic
from report.results.quantities import MODEL, Quantity, Result
from report.rows.errors import Fault, ResultError


def path_fit(result: Any, *, variables: Mapping[str, str] | None = None) -> Iterator[Result]:
    """Paths, covariances of outcomes, defined effects, explained variance and fit; `variables` are their labels."""
    names, level = variables or {}, result.levels.confidence
    explained = explained_variables(result.estimates)
    for each in reported_parameters(result.estimates):
        found = _quantities(each, PARAMETER)
        words = parameter_words(each, names, explained)
        yield Result("path", found, parameter_name(each), words, result.n, level, about=_about(each))
    for outcome, r2 in result.r2.items():
        name, bracket, group = outcome.partition(" (")
        words = f"explained variance of {names.get(name, name)}{bracket}{group}"
        share = Quantity(term_name(outcome), r2, "unit", words, "*R*²")
        yield Result("model", (share,), "r2", n=result.n, about={"outcome": outcome, "statistic": "r2"})
    yield from _reliability(result, names)
    yield Result(MODEL, tuple(_indices(result)), "fit", n=result.n, confidence=result.levels.rmsea_confidence)
    if result.scaled is not None:
        scaled = _quantities(result.scaled, SCALED)
        test = {"test": result.scaled.test}
        level = result.levels.rmsea_confidence
        yield Result(MODEL, scaled, "fit.scaled", n=result.n, confidence=level, about=test)


def _reliability(result: Any, names: Mapping[str, str]) -> Iterator[Result]:
    """Omega and AVE of latent variables whose indicators have no other cause."""
    for each in reliabilities(result) if result.latent else ():
        if each.omega is None:
            continue
        found = (
            Quantity("omega", each.omega, "unit", "omega", "ω"),
            Quantity("ave", each.ave, "unit", "average variance extracted", "AVE"),
        )
        where = f" in group {each.group}" if each.group else ""
        words = f"{names.get(each.latent, each.latent)}{where}"
        about = {"latent": each.latent} | ({"group": each.group} if each.group else {})
        term = f"reliability.{term_name(f'{each.latent} {each.group}'.strip())}"
        yield Result("reliability", found, term, words, result.n, about=about)


def _indices(result: Any) -> Iterator[Quantity]:
    for each in _quantities(result.fit, FIT):
        empty = result.saturated and each.name in EMPTY_WHEN_SATURATED
        note = "(saturated: not defined)" if empty else ""
        yield Quantity(each.name, None if empty else each.value, each.format, each.words, each.symbol, note)
    yield Quantity("n", result.n, "count", "cases", "*n*")
    for group, n in zip(result.groups, result.group_n, strict=False):
        if group:
            yield Quantity(f"n_{term_name(group)}", n, "count", f"cases of group {group}", "*n*")


def _quantities(item: Any, parts: Sequence[Statistic]) -> tuple[Quantity, ...]:
    return tuple(
        Quantity(name, getattr(item, attribute), format, words, symbol)
        for name, attribute, format, symbol, words in parts
    )


def _about(each: Any) -> dict[str, str]:
    if each.op == ":=":
        return {"effect": str(each.lhs)}
    names = ("predictor", "outcome") if each.op == "=~" else ("outcome", "predictor")
    place = {names[0]: str(each.lhs), names[1]: str(each.rhs)}
    return place | ({"group": each.group} if getattr(each, "group", "") else {})


def bootstrap(result: Any, *, corrected: bool = False, interval: str = "") -> Iterator[Result]:
    """Intervals of all parameters, raw and standardised: percentile (the default), bc or bca, if available.

    `corrected` is an older name of bc.
    """
    kind = interval or ("bc" if corrected else "percentile")
    explained = explained_variables(result.rows)
    for each in reported_parameters(result.rows):
        found = [
            quantity
            for head, words, format, resampled in (
                ("", "raw coefficient", "fixed3", each.raw),
                ("beta_", "standardised coefficient", "fixed2", each.std),
            )
            if resampled is not None
            for quantity in _resampled(head, words, format, resampled, kind)
        ]
        if found:
            yield Result(
                "bootstrap",
                tuple(found),
                parameter_name(each),
                parameter_words(each, {}, explained),
                confidence=result.confidence,
            )
    counts = (
        Quantity("resamples", result.resamples, "count", "resamples"),
        Quantity("failed", result.failed, "count", "resamples without estimates"),
    )
    yield Result(MODEL, counts)


#: The attribute and the words of each kind of bootstrap interval.
_INTERVALS = {
    "percentile": ("percentile", "percentile"),
    "bc": ("corrected", "bias-corrected"),
    "bca": ("accelerated", "BCa"),
}


def _resampled(head: str, words: str, format: str, found: Any, interval: str) -> Iterator[Quantity]:
    if interval not in _INTERVALS:
        known = ", ".join(_INTERVALS)
        raise ResultError(Fault("", f"no bootstrap interval named {interval}", f"choose from {known}"))
    attribute, kind = _INTERVALS[interval]
    bounds = getattr(found, attribute)
    if bounds is None:
        bounds, kind = found.percentile, "percentile"
    yield Quantity(f"{head}se", found.se, format, f"bootstrap standard error of the {words}", "*SE*")
    yield Quantity(f"{head}ci_lower", bounds.lower, format, f"lower {kind} bootstrap bound of the {words}")
    yield Quantity(f"{head}ci_upper", bounds.upper, format, f"upper {kind} bootstrap bound of the {words}")


def semopy(result: Any) -> Iterator[Result]:
    """A fitted semopy model, as its `inspect(std_est=True)` shows it: no intervals, and no tests of fixed parameters.

    Fit indices are omitted: semopy's include the moments of exogenous variables.
    """
    _warn_unless_converged(result)
    for line in result.inspect(std_est=True).to_dict("records"):
        yield _inspected(line, Quantity("beta", line["Est. Std"], "fixed2", "standardised coefficient", "β"))


def semopy_with_means(result: Any) -> Iterator[Result]:
    """A semopy model with intercepts or random effects, without standardised estimates.

    Those of semopy 2.3 take the variances of other variables in these models.
    """
    _warn_unless_converged(result)
    yield from map(_inspected, result.inspect().to_dict("records"))


def _warn_unless_converged(result: Any) -> None:
    if not getattr(getattr(result, "last_result", None), "success", True):
        warnings.warn("semopy reports that the estimation did not converge", stacklevel=1)


def _inspected(line: Mapping[str, Any], *more: Quantity) -> Result:
    """A parameter of a semopy model."""
    left, sign, right = (str(line[part]) for part in ("lval", "op", "rval"))
    found = [Quantity("b", line["Estimate"], "fixed3", "raw coefficient", "*b*")]
    if isinstance(line["Std. Err"], float):
        for name, column, format, symbol, words in _SEMOPY:
            found.append(Quantity(name, line[column], format, words, symbol))
    term = term_name(f"{left} {JOINTS.get(sign, sign)} {right}")
    return Result("path", (*found, *more), term, f"{left} {sign} {right}")


_SEMOPY = (
    ("se", "Std. Err", "fixed3", "*SE*", "standard error of the raw coefficient"),
    ("z", "z-value", "fixed2", "*z*", "Wald statistic of the raw coefficient"),
    ("p", "p-value", "p", "*p*", "p-value of the raw coefficient"),
)

ADAPTERS = {"PathFit": path_fit, "Bootstrap": bootstrap, "Model": semopy, "ModelMeans": semopy_with_means}
