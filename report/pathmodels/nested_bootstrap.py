"""Bootstrap intervals of each of many data sets: a bootstrap inside a simulation."""

from __future__ import annotations

import numpy as np

from report.pathmodels import closed_form
from report.pathmodels.cases import Floats
from report.pathmodels.closed_form import Regression
from report.pathmodels.draws import case_counts, chunk_size
from report.pathmodels.evidence import products
from report.pathmodels.fitting import fit
from report.pathmodels.intervals import Resampled, limits
from report.pathmodels.model import Model
from report.pathmodels.population import Population
from report.pathmodels.problem import specified
from report.pathmodels.resampled_fits import estimated
from report.pathmodels.resampling import bootstrap
from report.pathmodels.results import Options

METHODS = ("percentile", "corrected")


def nested_limits(
    population: Population,
    values: Floats,
    estimates: Floats,
    resamples: int,
    alpha: float,
    rng: np.random.Generator,
    standardised: bool,
) -> Floats:
    """Limits (methods, 2, rows, R) of the tested rows in data sets (R, n, p) with estimates (rows, R).

    An interval that a data set does not have is NaN.
    """
    model = specified(population.syntax, Options())
    places = np.array(population.tested) + standardised * len(population.names)
    plan = closed_form.plan(model)
    found = np.empty((len(METHODS), 2, len(places), len(values)))
    for number, one in enumerate(values):
        if plan is None:
            found[..., number] = _general(population, one, resamples, alpha, rng, standardised)
            continue
        drawn = _drawn(model, plan, one, resamples, places, rng)
        found[..., number] = limits(np.sort(drawn), estimates[:, number], 1 - alpha)
    return found


def _drawn(
    model: Model,
    plan: tuple[Regression, ...],
    values: Floats,
    resamples: int,
    places: Floats,
    rng: np.random.Generator,
) -> Floats:
    """Some rows (k, B) of the resamples of a data set that can be estimated."""
    n = len(values)
    size = chunk_size(n)
    (own,) = products(values)
    parts = []
    for start in range(0, resamples, size):
        weights = case_counts(rng, min(size, resamples - start), n)
        at, regular = estimated(model, plan, own.covariances(weights))
        rows = np.concatenate([at.raw, at.std])[places]
        parts.append(rows[:, regular & np.isfinite(rows).all(axis=0)])
    return np.concatenate(parts, axis=1)


def _general(
    population: Population,
    values: Floats,
    resamples: int,
    alpha: float,
    rng: np.random.Generator,
    standardised: bool,
) -> Floats:
    """The same by an ordinary bootstrap, for a model that needs iteration."""
    from pandas import DataFrame

    from report.rows.levels import Levels

    frame = DataFrame(values, columns=list(population.variables))
    one = fit(population.syntax, frame, levels=Levels(confidence=1 - alpha))
    rows = bootstrap(one, frame, resamples, int(rng.integers(2**31))).rows
    chosen = [rows[place].std if standardised else rows[place].raw for place in population.tested]
    bounds = [[_bounds(each, method) for each in chosen] for method in METHODS]
    return np.array(bounds).transpose(0, 2, 1)


def _bounds(found: Resampled | None, method: str) -> tuple[float, float]:
    bounds = getattr(found, method) if found else None
    return (bounds.lower, bounds.upper) if bounds else (np.nan, np.nan)
