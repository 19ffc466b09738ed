"""Compares our values with those of semopy, with the reason wherever they differ.

semopy: Igolkina, A. A., & Meshcheryakov, G. (2020). semopy: A Python package for structural equation modeling.
Structural Equation Modeling, 27(6), 952-963. Reasons were read from the source of its version 2.3.11.
"""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.pathmodels.cases import Cases, cases
from report.pathmodels.errors import ModelError
from report.pathmodels.model import Model
from report.pathmodels.problem import specified
from report.pathmodels.results import PathFit

if TYPE_CHECKING:
    from pandas import DataFrame

TOLERANCE = 2e-3
"""Relative; semopy's optimiser (SLSQP) stops at about three to four correct digits."""

EXOGENOUS_COUNTED = "semopy counts the moments of fixed exogenous covariates as if they tested the model"
REASONS = {
    "df": EXOGENOUS_COUNTED,
    "baseline_df": EXOGENOUS_COUNTED,
    "pvalue": "follows from semopy's degrees of freedom",
    "chisq": "semopy's optimiser stopped before the maximum",
    "baseline_chisq": "semopy's optimiser stopped before the maximum",
    "cfi": "follows from semopy's degrees of freedom, and may exceed its upper limit",
    "tli": "follows from semopy's degrees of freedom",
    "rmsea": "follows from semopy's degrees of freedom, and has another divisor",
    "logl": "semopy reports the minimised discrepancy in place of the log-likelihood",
    "aic": "semopy computes it from the minimised discrepancy in place of the log-likelihood",
    "bic": "semopy computes it from the minimised discrepancy in place of the log-likelihood",
    "npar": "the models differ",
}
ABSENT = {
    "rmsea_ci_lower": "semopy has no interval of RMSEA",
    "rmsea_ci_upper": "semopy has no interval of RMSEA",
    "rmsea_pvalue": "semopy has no test of close fit",
    "srmr": "semopy has no SRMR",
}
COLUMNS = {
    "df": "DoF",
    "baseline_df": "DoF Baseline",
    "chisq": "chi2",
    "pvalue": "chi2 p-value",
    "baseline_chisq": "chi2 Baseline",
    "cfi": "CFI",
    "tli": "TLI",
    "rmsea": "RMSEA",
    "logl": "LogLik",
    "aic": "AIC",
    "bic": "BIC",
}


@dataclass(frozen=True, slots=True)
class IndexPair:
    """One fit index, ours and semopy's; `reason` is empty where they agree."""

    index: str
    ours: float | None
    semopy: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class EstimatePair:
    """One parameter, ours and semopy's; `reason` is empty where they agree."""

    lhs: str
    op: str
    rhs: str
    ours: float
    semopy: float
    ours_se: float | None
    semopy_se: float | None
    reason: str


@dataclass(frozen=True)
class SemopyAgreement:
    """The agreement of one model: semopy's version, whether it converged, indices and estimates."""

    version: str
    converged: bool
    indices: tuple[IndexPair, ...]
    estimates: tuple[EstimatePair, ...]

    def index(self, name: str) -> IndexPair:
        """One fit index by the name it has in FitIndices."""
        return next(pair for pair in self.indices if pair.index == name)


def semopy_comparison(model: PathFit, data: DataFrame) -> SemopyAgreement:
    """semopy's estimates and indices of the same model on the same cases; ModelError if semopy cannot express it.

    Defined parameters are omitted, because semopy has none.
    """
    specification = specified(model.syntax, model.options)
    if specification.latent or len(model.groups) > 1 or specification.constraints:
        raise ModelError("the comparison with semopy is for path models of one group")
    if specification.means:
        raise ModelError("the comparison with semopy is for complete cases without intercepts")
    used = cases(data, specification.variables, model.missing)
    found, converged = _estimated(specification, used)
    return SemopyAgreement(
        _version(), converged, tuple(_indices(model, found)), tuple(_estimates(model, specification, found))
    )


def semopy_syntax(model: Model) -> str:
    """The model in semopy's syntax, with every row written out.

    Variables are called v0, v1, … and labels p0, p1, …, because semopy reads fewer names than lavaan.
    """
    lines = []
    for row, number in zip(model.parameters, model.free_of, strict=True):
        if row.sample:
            continue
        modifier = f"p{number}*" if row.free and row.label else "" if row.free else f"{row.fixed!r}*"
        lines.append(f"v{model.place[row.lhs]} {row.op} {modifier}v{model.place[row.rhs]}")
    return "\n".join(lines)


def _estimated(model: Model, used: Cases) -> tuple[Any, bool]:
    """semopy's model, fitted; its output and warnings are suppressed."""
    import pandas as pd
    import semopy

    names = [f"v{index}" for index in range(len(model.variables))]
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            found = semopy.Model(semopy_syntax(model))
            result = found.fit(pd.DataFrame(used.values, columns=names))
        except (ValueError, KeyError, IndexError, AttributeError, ZeroDivisionError) as error:
            raise ModelError(f"semopy cannot estimate this model: {error}") from error
    return found, bool(result.success)


def _version() -> str:
    from importlib.metadata import version

    return version("semopy")


def _indices(model: PathFit, found: Any) -> Iterator[IndexPair]:
    import semopy

    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        own = semopy.calc_stats(found).T["Value"]
    npar = float(len(found.param_vals))
    for name in model.fit.__slots__:
        ours = getattr(model.fit, name)
        if name in ABSENT:
            yield IndexPair(name, ours, None, ABSENT[name])
            continue
        theirs = npar if name == "npar" else float(own[COLUMNS[name]])
        yield IndexPair(name, ours, theirs, _reason(model, name, ours, theirs))


def _reason(model: PathFit, name: str, ours: float | None, theirs: float) -> str:
    if _close(ours, theirs):
        return ""
    if model.divisor == "n-1" and name in ("chisq", "baseline_chisq"):
        return "this model and semopy divide by different numbers of cases"
    if name == "baseline_chisq" and len(model.exogenous) > 1:
        return "semopy's baseline also leaves out the covariances among exogenous covariates"
    if name == "chisq" and any("are random now" in text for text in model.warnings):
        return "semopy keeps covariances of random and fixed covariates that this model leaves out"
    if model.saturated and name in ("chisq", "pvalue"):
        return "the model is saturated: chi-square is zero up to rounding, and there is nothing to test"
    return REASONS[name]


def _close(ours: float | None, theirs: float) -> bool:
    if ours is None or math.isnan(theirs):
        return ours is None and math.isnan(theirs)
    return abs(ours - theirs) <= TOLERANCE * max(abs(ours), 1e-2)


def _estimates(model: PathFit, specification: Model, found: Any) -> Iterator[EstimatePair]:
    place = specification.place
    own = {(row.lval, row.op, row.rval): row for row in found.inspect().itertuples()}
    for row in model.estimates:
        if row.op == ":=":
            continue
        first, second = f"v{place[row.lhs]}", f"v{place[row.rhs]}"
        theirs = own.get((first, row.op, second)) or (
            own.get((second, row.op, first)) if row.op == "~~" else None
        )
        if theirs is None:
            continue
        value, se = float(theirs.Estimate), _number(theirs[5])
        yield EstimatePair(
            row.lhs, row.op, row.rhs, row.est, value, row.se, se, _why(model, row.est, value, row.se)
        )


def _number(value: Any) -> float | None:
    return None if value == "-" else float(value)


def _why(model: PathFit, ours: float, theirs: float, se: float | None) -> str:
    """The reason why an estimate differs, judged on the scale of its standard error."""
    if abs(ours - theirs) <= TOLERANCE * max(abs(ours), se or 0.0):
        return ""
    if model.divisor == "n-1":
        return "this model and semopy divide by different numbers of cases"
    return "semopy's optimiser stopped before the maximum"
