"""One model estimated from thousands of data sets at once, for simulations.

A recursive model whose equations are regressions (`closed_form`) is estimated by array operations over all data sets,
standard errors and test included. Data sets that are close to singular, and other models, are estimated one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from report.pathmodels import closed_form
from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.closed_form import Regression
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.fitting import fit
from report.pathmodels.many_errors import standard_errors
from report.pathmodels.model import Model
from report.pathmodels.problem import specified
from report.pathmodels.results import Options, PathFit
from report.pathmodels.solution import solution
from report.pathmodels.structure import Implied, base, inverse, structure

CHUNK = 2048
"""Data sets that are estimated together: their arrays fit into a processor's cache."""
CERTAIN = 1e-7
"""A determinant of correlations from which a matrix is certainly regular."""
REGULAR = 1e-8
"""A smallest eigenvalue of correlations from which a matrix is regular."""

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Fits:
    """Estimates of R data sets: arrays (rows, R) in the order of an ordinary fit's rows, and chi-squares (R,).

    `failures` has the message of each data set without estimates, by its number; its values are NaN.
    """

    rows: tuple[Key, ...]
    est: Floats
    se: Floats
    std: Floats
    std_se: Floats
    chisq: Floats
    df: int
    failures: dict[int, str]

    def row(self, name: str) -> int:
        """The place of a row by `y ~ x`, `x ~~ y` or the name of a defined effect; KeyError if there is none."""
        for place, (lhs, op, rhs) in enumerate(self.rows):
            if name == (lhs if op == ":=" else f"{lhs} {op} {rhs}"):
                return place
        raise KeyError(f"no row {name}")


@dataclass(frozen=True)
class _Plan:
    """A model with its regressions, and the number of cases that its likelihood counts."""

    model: Model
    equations: tuple[Regression, ...]
    scale: int


def fit_many(syntax: str, values: Floats, variables: Sequence[str], **options: Any) -> Fits:
    """The model estimated from each of the data sets `values` (R, n, variables), as by `fit` with these options."""
    chosen = Options(**options)
    one_by_one = partial(_one_by_one, syntax, tuple(variables), options)
    plan = _plan(syntax, values, tuple(variables), chosen)
    if plan is None:
        return one_by_one(values)
    places = [tuple(variables).index(name) for name in plan.model.variables]
    chunks = [values[start : start + CHUNK] for start in range(0, len(values), CHUNK)]

    def estimated(chunk: Floats) -> Fits:
        found, doubtful = _together(plan, chunk[:, :, places], chosen.divisor)
        return _replaced(found, doubtful, one_by_one(chunk[doubtful])) if doubtful.any() else found

    return _joined([estimated(chunk) for chunk in chunks])


def _plan(syntax: str, values: Floats, variables: tuple[str, ...], options: Options) -> _Plan | None:
    """How to estimate all data sets together; None if each must be estimated separately."""
    if options.group or options.missing != "listwise" or options.estimator != "ML":
        return None
    model = specified(syntax, options)
    equations = closed_form.plan(model)
    n = values.shape[1]
    unusual = not set(model.variables) <= set(variables) or n <= len(model.variables) or not len(values)
    if equations is None or unusual or not np.isfinite(values).all():
        return None
    return _Plan(model, equations, n - (options.divisor == "n-1"))


def covariances(values: Floats) -> Floats:
    """The N-divisor covariance matrices (R, p, p) of data sets (R, n, p)."""
    centred = values - values.mean(axis=1, keepdims=True)
    return np.asarray(centred.transpose(0, 2, 1) @ centred / values.shape[1])


def _together(plan: _Plan, values: Floats, divisor: str) -> tuple[Fits, Booleans]:
    """The estimates of all data sets, and those that need an ordinary fit to decide."""
    n, model = values.shape[1], plan.model
    cov = covariances(values) * (n / plan.scale)
    pattern = MissingPattern(
        tuple(range(cov.shape[1])), np.full(len(cov), float(n)), values.mean(axis=1), cov
    )
    fixed = base(model, pattern)
    with np.errstate(all="ignore"):
        found = closed_form.regressions(model, plan.equations, np.ascontiguousarray(cov.transpose(1, 2, 0)))
        at = solution(model, found.theta, (fixed,))
        implied = structure(model).implied(found.theta.T, fixed)
        se, std_se = standard_errors(model, plan.equations, found.theta, fixed, pattern, implied, plan.scale)
        doubtful = ~found.regular | _singular(cov) | _singular(implied.cov) | ~np.isfinite(se).all(axis=0)
        chisq = _chisq(cov, implied, plan.scale)
    return Fits(_keys(model), at.raw, se, at.std, std_se, chisq, model.df, {}), doubtful


def _keys(model: Model) -> tuple[Key, ...]:
    rows = [(row.lhs, row.op, row.rhs) for row in model.parameters]
    return (*rows, *((each.name, ":=", each.source) for each in model.definitions))


def _singular(cov: Floats) -> Booleans:
    """Which covariance matrices (R, p, p) are singular, or close to it.

    The smallest eigenvalue of a correlation matrix is at least its determinant divided by e.
    """
    scale = 1.0 / np.sqrt(np.einsum("rkk->rk", cov))
    scaled = cov * scale[:, :, None] * scale[:, None, :]
    found = ~(np.linalg.det(scaled) > CERTAIN)
    finite = np.isfinite(scaled).all(axis=(1, 2))
    for index in np.flatnonzero(found & finite):
        found[index] = np.linalg.eigvalsh(scaled[index])[0] <= REGULAR
    return np.asarray(found)


def _chisq(cov: Floats, implied: Implied, scale: int) -> Floats:
    """The likelihood-ratio statistics (R,): scale (log det Sigma - log det S + tr(S inv(Sigma)) - p)."""
    logdet = np.linalg.slogdet(implied.cov)[1] - np.linalg.slogdet(cov)[1]
    trace = np.einsum("rab,rba->r", inverse(implied.cov), cov)
    return np.asarray(np.maximum(scale * (logdet + trace - cov.shape[1]), 0.0))


def _one_by_one(syntax: str, variables: tuple[str, ...], options: dict[str, Any], values: Floats) -> Fits:
    """Each data set estimated by an ordinary fit; one that fails is NaN, with its message."""
    from pandas import DataFrame

    found: list[PathFit | None] = []
    failures = {}
    for number, one in enumerate(values):
        try:
            found.append(fit(syntax, DataFrame(one, columns=list(variables)), **options))
        except ModelError as error:
            found.append(None)
            failures[number] = str(error)
    return _collected(found, failures)


def _collected(found: list[PathFit | None], failures: dict[int, str]) -> Fits:
    known = next((each for each in found if each is not None), None)
    rows = known.estimates if known else ()
    columns = {
        name: np.array([_column(each, name, len(rows)) for each in found], dtype=float)
        .reshape(len(found), -1)
        .T
        for name in ("est", "se", "std", "std_se")
    }
    chisq = np.array([np.nan if each is None else each.fit.chisq for each in found], dtype=float)
    keys = tuple((row.lhs, row.op, row.rhs) for row in rows)
    return Fits(keys, **columns, chisq=chisq, df=known.fit.df if known else 0, failures=failures)


def _column(found: PathFit | None, name: str, size: int) -> list[float]:
    values = [None] * size if found is None else [getattr(row, name) for row in found.estimates]
    return [np.nan if value is None else value for value in values]


def _replaced(found: Fits, doubtful: Booleans, again: Fits) -> Fits:
    """The estimates with those of some data sets replaced."""
    where = np.flatnonzero(doubtful)

    def merged(own: Floats, other: Floats) -> Floats:
        own = own.copy()
        own[..., where] = other if other.size else np.nan
        return own

    columns = {
        name: merged(getattr(found, name), getattr(again, name))
        for name in ("est", "se", "std", "std_se", "chisq")
    }
    failures = {int(where[number]): message for number, message in again.failures.items()}
    return Fits(found.rows, **columns, df=found.df, failures=failures)


def _joined(parts: list[Fits]) -> Fits:
    columns = {
        name: np.concatenate([getattr(part, name) for part in parts], axis=-1)
        for name in ("est", "se", "std", "std_se", "chisq")
    }
    return Fits(parts[0].rows, **columns, df=parts[0].df, failures=dict(_shifted(parts)))


def _shifted(parts: list[Fits]) -> Iterator[tuple[int, str]]:
    start = 0
    for part in parts:
        yield from ((start + number, message) for number, message in part.failures.items())
        start += len(part.chisq)
