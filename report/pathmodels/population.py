"""The population of a simulation: a path model with a value for every parameter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.likelihood import positive
from report.pathmodels.model import Model, Parameter
from report.pathmodels.problem import specified
from report.pathmodels.results import Options, PathFit
from report.pathmodels.solution import solution
from report.pathmodels.structure import base, cell
from report.rows.suggestions import did_you_mean


@dataclass(frozen=True)
class Population:
    """Normal variables with a covariance matrix (p, p), and the true values (m,) of a model's rows.

    `names` are `y ~ x`, `x ~~ y` or the name of a defined effect; `tested` are the places of the rows that are not
    fixed, variances, or moments of exogenous variables.
    """

    syntax: str
    variables: tuple[str, ...]
    cov: Floats
    names: tuple[str, ...]
    tested: tuple[int, ...]
    raw: Floats
    std: Floats

    def draw(self, count: int, n: int, rng: np.random.Generator) -> Floats:
        """Data sets (count, n, p)."""
        root = np.linalg.cholesky(self.cov)
        return np.asarray(rng.standard_normal((count, n, len(self.variables))) @ root.T)


def population_of_fit(fit: PathFit) -> Population:
    """The population in which the estimates of a fit are true."""
    model = _usual(fit.syntax)
    return _population(model, [row.est for row in fit.estimates[: len(model.parameters)]])


def population_of_effects(syntax: str, effects: Mapping[str, float]) -> Population:
    """The population of standardised variables with given paths.

    `effects` has values by label, or by `y ~ x` and `x ~~ y` (covariances of standardised variables or residuals).
    A path without one has its fixed or starting value in the syntax; exogenous variables are uncorrelated by default.
    ModelError names what is missing, unknown or impossible.
    """
    model = _usual(syntax)
    values = [_given(row, effects) for row in model.parameters]
    missing = [
        _name(row)
        for row, value in zip(model.parameters, values, strict=True)
        if value is None and not _own(row)
    ]
    if missing:
        raise ModelError(f"no effect is given for {', '.join(missing)}")
    _require_known(model, effects)
    return _population(model, _with_variances(model, values))


def _usual(syntax: str) -> Model:
    model = specified(syntax, Options())
    if model.latent or model.recursive_order is None or model.means or model.constraints:
        raise ModelError(
            "power needs a recursive model of observed variables without intercepts or constraints"
        )
    return model


def _own(row: Parameter) -> bool:
    """Whether a row is a variance, which follows from the effects."""
    return row.op == "~~" and row.lhs == row.rhs


def _name(row: Parameter) -> str:
    return f"{row.lhs} {row.op} {row.rhs}"


def _given(row: Parameter, effects: Mapping[str, float]) -> float | None:
    if _own(row):
        return None
    names = [row.label, _name(row), *([f"{row.rhs} ~~ {row.lhs}"] if row.op == "~~" else [])]
    own = row.fixed if row.fixed is not None else row.start
    found = next((effects[name] for name in names if name in effects), own)
    return 0.0 if found is None and row.sample else found


def _require_known(model: Model, effects: Iterable[str]) -> None:
    rows = [row for row in model.parameters if not _own(row)]
    known = {name for row in rows for name in (row.label, _name(row)) if name}
    known |= {f"{row.rhs} ~~ {row.lhs}" for row in rows if row.op == "~~"}
    unknown = [name for name in effects if name not in known]
    if unknown:
        raise ModelError(f"the model has no {unknown[0]}{did_you_mean(unknown[0], known)}")


def _with_variances(model: Model, values: list[float | None]) -> list[float]:
    """The values of all rows, with residual variances that give every variable the variance one."""
    paths, residual = _matrices(model, [value or 0.0 for value in values])
    total = np.linalg.inv(np.eye(len(paths)) - paths)
    for place in model.recursive_order or ():
        residual[place, place] = 0.0
        residual[place, place] = left = 1.0 - total[place] @ residual @ total[place]
        if left <= 0:
            raise ModelError(f"the effects on {model.variables[place]} explain more than all of its variance")
    return [
        float(residual[model.place[row.lhs], model.place[row.lhs]]) if _own(row) else value or 0.0
        for row, value in zip(model.parameters, values, strict=True)
    ]


def _matrices(model: Model, raw: list[float]) -> tuple[Floats, Floats]:
    size = len(model.variables)
    paths, residual = np.zeros((size, size)), np.zeros((size, size))
    for row, value in zip(model.parameters, raw, strict=True):
        kind, i, j = cell(model, row)
        if kind == "~":
            paths[i, j] = value
        else:
            residual[i, j] = residual[j, i] = value
    return paths, residual


def _population(model: Model, raw: list[float]) -> Population:
    paths, residual = _matrices(model, raw)
    total = np.linalg.inv(np.eye(len(paths)) - paths)
    cov = total @ residual @ total.T
    if not positive(cov[None])[0]:
        raise ModelError(
            "no variables can have these effects: their covariance matrix is not positive definite"
        )
    theta = np.zeros((model.npar, 1))
    for value, number in zip(raw, model.free_of, strict=True):
        if number >= 0:
            theta[number] = value
    moments = MissingPattern(tuple(range(len(cov))), np.ones(1), np.zeros((1, len(cov))), cov[None])
    at = solution(model, theta, (base(model, moments),))
    names = (*map(_name, model.parameters), *(each.name for each in model.definitions))
    tested = [place for place, row in enumerate(model.parameters) if row.free and not _own(row)]
    tested += range(len(model.parameters), len(names))
    return Population(
        model.syntax.text, model.variables, cov, names, tuple(tested), at.raw[:, 0], at.std[:, 0]
    )
