"""Yields the rows of a path model: every path, covariance, indirect effect, R squared and fit index, with claims.

A new model is one function: `yield from model_rows(MODEL, arm)`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from analysis.models import Model
from analysis.scales import label
from analysis.thresholds import LEVELS
from analysis.trial import Arm
from report.results.path_statistics import BASELINE, EMPTY_WHEN_SATURATED, FIT, PARAMETER
from report.rows.errors import DataError, Fault
from report.rows.stat import Claim, Row, Stat

if TYPE_CHECKING:
    from report.pathmodels import Estimate, PathFit

Missing = Literal["listwise", "fiml"]
Divisor = Literal["n", "n-1"]


def fitted(model: Model, arm: Arm, missing: Missing = "listwise", divisor: Divisor = "n") -> PathFit:
    """The model estimated on an arm; a constant variable or too few complete cases is a fault that names the model."""
    from report.pathmodels import ModelError, fit

    data = model.data(arm.frame)
    faults = list(_unfit(model, arm, missing))
    if faults:
        raise DataError(faults)
    try:
        return fit(model.syntax, data, missing=missing, divisor=divisor, levels=LEVELS)
    except ModelError as error:
        raise DataError(
            Fault(arm.file, f"{model.name} cannot be estimated: {error}", "look at the model's variables")
        ) from error


def _unfit(model: Model, arm: Arm, missing: Missing) -> Iterator[Fault]:
    used = model.data(arm.frame)[list(model.variables)]
    cases = used.dropna() if missing == "listwise" else used.dropna(how="all")
    if len(cases) <= len(used.columns):
        what = f"{model.name} has {len(cases)} complete cases for {len(used.columns)} variables"
        yield Fault(
            arm.file, what, f"analyse more participants of the arm {arm.name}, or leave the model out"
        )
        return
    for name in used.columns:
        if cases[name].nunique() < 2:
            what = f"{model.name} has a constant variable: {name} = {cases[name].iloc[0]:g} in all complete cases"
            yield Fault(arm.file, what, "leave the variable out of the model, or correct the data")


def model_rows(
    model: Model, arm: Arm, missing: Missing = "listwise", divisor: Divisor = "n", prefix: str = ""
) -> Iterator[Row]:
    """All rows of a model; `prefix` distinguishes a variant of the analysis from the main model."""
    fit = fitted(model, arm, missing, divisor)
    name, about = prefix + model.name, {"group": model.arm, "model": model.name}
    n_label = f"participants in the {model.phrase}"
    yield Stat(f"{name}.n", fit.n, "count", n_label, "*n*", fit.n, about={**about, "statistic": "n"})
    for estimate in reported(fit):
        yield from estimate_rows(name, model, estimate, fit.n)
    for outcome, explained in fit.r2.items():
        text = f"explained variance of {label(outcome)}, {model.phrase}"
        place = {**about, "outcome": outcome, "statistic": "r2"}
        yield Stat(f"{name}.r2.{outcome}", explained, "unit", text, "*R*²", fit.n, about=place)
    yield from fit_rows(name, model, fit)
    yield Claim(
        f"{name}.converged", fit.converged, f"{model.title}: the estimation converged", (f"{name}.n",)
    )


def reported(fit: PathFit) -> Iterator[Estimate]:
    """Paths, covariances between outcomes, and defined effects; not variances, intercepts or exogenous moments."""
    outcomes = {estimate.lhs for estimate in fit.estimates if estimate.op == "~"}
    for estimate in fit.estimates:
        both_outcomes = {estimate.lhs, estimate.rhs} <= outcomes and estimate.lhs != estimate.rhs
        if estimate.op in ("~", ":=") or (estimate.op == "~~" and both_outcomes):
            yield estimate


def path_name(estimate: Estimate) -> str:
    """A parameter's name in ids: qids_6w_on_ebi_max, starp_2_with_qids_6w, indirect."""
    if estimate.op == ":=":
        return str(estimate.lhs)
    return f"{estimate.lhs}_{'on' if estimate.op == '~' else 'with'}_{estimate.rhs}"


def describes(model: Model, estimate: Estimate) -> str:
    """A parameter in words."""
    if estimate.op == "~":
        return f"{label(estimate.rhs)} on {label(estimate.lhs)}"
    if estimate.op == "~~":
        return f"residual covariance of {label(estimate.lhs)} and {label(estimate.rhs)}"
    return model.defined[estimate.lhs]


def estimate_rows(name: str, model: Model, estimate: Estimate, n: int) -> Iterator[Row]:
    """The raw and standardised statistics of a parameter, and whether it is significant or a trend."""
    path = f"{name}.{path_name(estimate)}"
    words = f"{describes(model, estimate)}, {model.phrase}"
    about = {"group": model.arm, "model": model.name, "outcome": estimate.lhs, "predictor": estimate.rhs}
    for part, attribute, format, symbol, meaning in PARAMETER:
        place = {**about, "statistic": part}
        if "ci_" in part:
            place["confidence"] = f"{LEVELS.confidence:g}"
        number = getattr(estimate, attribute)
        yield Stat(f"{path}.{part}", number, format, f"{meaning}: {words}", symbol, n, about=place)
    if estimate.lhs == "indirect" and model.comparisons > 1:
        adjusted = bonferroni(estimate.p, model.comparisons)
        text = f"p-value after Bonferroni's correction: {words}"
        yield Stat(
            f"{path}.p_bonferroni",
            adjusted,
            "p",
            text,
            "*p*",
            n,
            about={**about, "statistic": "p_bonferroni"},
        )
    yield from significance(path, estimate.p, words)


def bonferroni(p: float | None, comparisons: int) -> float | None:
    """A p-value times the number of comparisons, at most 1 (Dunn, 1961)."""
    return None if p is None else min(1.0, p * comparisons)


def significance(path: str, p: float | None, words: str) -> Iterator[Claim]:
    """Whether a parameter is significant (p < .05), and whether it is at trend level (.05 <= p < .10)."""
    evidence = (f"{path}.p",)
    level = 1.0 if p is None or math.isnan(p) else p
    yield Claim(f"{path}.significant", LEVELS.is_significant(level), f"significant: {words}", evidence)
    yield Claim(f"{path}.trend", LEVELS.is_trend(level), f"at trend level: {words}", evidence)


def fit_rows(name: str, model: Model, fit: PathFit) -> Iterator[Row]:
    """The fit indices of a model; those that are meaningless for a saturated model are undefined."""
    for part, attribute, format, symbol, words in (*FIT, *BASELINE):
        silent = fit.saturated and part in EMPTY_WHEN_SATURATED
        number = None if silent else getattr(fit.fit, attribute)
        text = f"{words}, {model.phrase}" + (" (saturated: not defined)" if silent else "")
        about = {"group": model.arm, "model": model.name, "statistic": part}
        yield Stat(f"{name}.fit.{part}", number, format, text, symbol, fit.n, about=about)
    evidence = (f"{name}.fit.df",)
    yield Claim(f"{name}.fit.saturated", fit.saturated, f"{model.title} is saturated", evidence)
