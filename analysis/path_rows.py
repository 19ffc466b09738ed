"""Yields the rows of a path model: every path, covariance, indirect effect, R squared and fit index, with claims.

A new model is one function: `yield from model_rows(MODEL, arm)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from analysis.models import Model
from analysis.scales import MEASURE, label
from analysis.thresholds import LEVELS
from analysis.trial import Arm
from report.results.path_parameters import parameter_name, parameter_words, reported_parameters
from report.results.path_rows import bonferroni_row, fit_rows, parameter_rows, significance_claims
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
    for estimate in reported_parameters(fit.estimates):
        yield from estimate_rows(name, model, estimate, fit.n)
    for outcome, explained in fit.r2.items():
        text = f"explained variance of {label(outcome)}, {model.phrase}"
        place = {**about, "outcome": outcome, "statistic": "r2"}
        yield Stat(f"{name}.r2.{outcome}", explained, "unit", text, "*R*²", fit.n, about=place)
    yield from fit_rows(f"{name}.fit", fit, model.phrase, about)
    saturated = f"{model.title} is saturated"
    yield Claim(f"{name}.fit.saturated", fit.saturated, saturated, (f"{name}.fit.df",))
    converged = f"{model.title}: the estimation converged"
    yield Claim(f"{name}.converged", fit.converged, converged, (f"{name}.n",))


def describes(model: Model, estimate: Estimate) -> str:
    """A parameter in words, and its model."""
    labels = {name: measure.label for name, measure in MEASURE.items()} | model.defined
    return f"{parameter_words(estimate, labels, labels.keys())}, {model.phrase}"


def place_of(model: Model, estimate: Estimate) -> dict[str, str]:
    """What the rows of a parameter are about."""
    return {"group": model.arm, "model": model.name, "outcome": estimate.lhs, "predictor": estimate.rhs}


def estimate_rows(name: str, model: Model, estimate: Estimate, n: int) -> Iterator[Row]:
    """The raw and standardised statistics of a parameter, and whether it is significant or a trend."""
    path, words = f"{name}.{parameter_name(estimate)}", describes(model, estimate)
    about = place_of(model, estimate)
    yield from parameter_rows(path, estimate, n, words, about, LEVELS)
    if estimate.lhs == "indirect" and model.comparisons > 1:
        yield bonferroni_row(path, estimate.p, model.comparisons, n, words, about)
    yield from significance_claims(path, estimate.p, words, LEVELS)
