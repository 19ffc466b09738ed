"""The bootstrap of a path model, thousands of resamples at a time (Efron & Tibshirani, 1993, ch. 6).

Cases are drawn with replacement as counts per case; the moments of all resamples are then one product of
matrices, and a recursive model is estimated by the same few array operations for all of them. Other models take
Fisher-scoring steps for all resamples together. As in lavaan, fixed exogenous moments are those of the resample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels import closed_form
from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.closed_form import Equation
from report.pathmodels.errors import ModelError
from report.pathmodels.evidence import Pattern, Products, products
from report.pathmodels.fitting import Problem, problem, solve, specified
from report.pathmodels.intervals import Bootstrap, Interval, Resampled, interval
from report.pathmodels.likelihood import Likelihood
from report.pathmodels.maximum import maximise
from report.pathmodels.results import PathFit
from report.pathmodels.solution import Solution, solution
from report.pathmodels.structure import Base, base, structure

if TYPE_CHECKING:
    from pandas import DataFrame

DEFAULT_SEED = 20240229
CELLS = 1 << 20
"""Weights of one chunk, resamples x cases: 8 MB."""
LARGEST_CHUNK = 2048
KEPT = 1 << 25
"""Values in memory at the same time: 256 MB."""
ITERATIONS = 200
PRECISION = 1e-12
"""Squared length of the last step in standard errors per case: 1e-6 standard errors, negligible for every bound."""

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Sampler:
    """Data shared by all chunks: the problem, its products of cases, the estimates of the sample itself.

    `valued` says which of the values (2m,) the sample itself has: a resample must have them too.
    """

    problem: Problem
    groups: list[Products]
    theta: Floats
    valued: Booleans
    seed: int
    equations: tuple[Equation, ...] | None

    @property
    def rescale(self) -> float:
        """Turns the N-divisor covariance into that of the model's divisor."""
        return self.problem.cases.n / self.problem.scale


@dataclass(frozen=True)
class Draws:
    """Values (2m, R) of all rows, first raw, then standardised, and which resamples succeeded (R,)."""

    values: Floats
    good: Booleans


def bootstrap(
    model: PathFit,
    data: DataFrame,
    resamples: int = 10_000,
    seed: int = DEFAULT_SEED,
    workers: int = 1,
    progress: Progress | None = None,
) -> Bootstrap:
    """Percentile and bias-corrected intervals of every parameter and defined effect, raw and standardised.

    The same seed gives the same intervals on any number of workers (threads): resamples come in chunks whose size
    depends only on n, each with its own seed. Values beyond 256 MB are not stored: the same resamples are
    drawn again for the next rows. `progress(done, resamples)` is called after each chunk. Failed resamples
    (collinear, or not converged) are left out and counted; ModelError if fewer than 2 remain.
    """
    if resamples < 2 or workers < 1 or seed < 0:
        raise ModelError(
            f"resamples = {resamples}, workers = {workers}, seed = {seed}: at least 2, 1 and 0 are needed"
        )
    sampler = _sampler(model, data, seed)
    estimates = [*(row.est for row in model.estimates), *(row.std for row in model.estimates)]
    width = max(1, KEPT // resamples)
    starts = range(0, len(estimates), width)
    found: list[Resampled | None] = []
    failed = 0
    for number, start in enumerate(starts):
        kept = slice(start, start + width)
        shown = _share(progress, number, len(starts))
        values, good = _drawn(sampler, kept, resamples, workers, shown)
        failed = _failures(good)
        found += [
            interval(row[good] if failed else row, estimate, model.levels.confidence)
            for row, estimate in zip(values, estimates[kept], strict=True)
        ]
    keys = [(row.lhs, row.op, row.rhs) for row in model.estimates]
    pairs = zip(keys, found[: len(keys)], found[len(keys) :], strict=True)
    found_rows = tuple(Interval(*key, raw, std) for key, raw, std in pairs)
    return Bootstrap(resamples, failed, seed, found_rows, model.levels.confidence)


def _share(progress: Progress | None, number: int, passes: int) -> Progress:
    """Progress over several passes, reported as one."""
    if progress is None:
        return lambda done, total: None
    return lambda done, total: progress((number * total + done) // passes, total)


def _drawn(
    sampler: Sampler, kept: slice, resamples: int, workers: int, progress: Progress
) -> tuple[Floats, Booleans]:
    """Some of the values (k, R) of all resamples, and which resamples succeeded."""
    values = np.empty((len(sampler.valued[kept]), resamples))
    good = np.empty(resamples, dtype=np.bool_)
    done = 0
    for draws in _chunks(sampler, resamples, workers):
        here = slice(done, done + len(draws.good))
        values[:, here], good[here] = draws.values[kept], draws.good
        done = here.stop
        progress(done, resamples)
    return values, good


def _failures(good: Booleans) -> int:
    failed = int((~good).sum())
    if len(good) - failed < 2:
        raise ModelError(
            f"{failed} of {len(good)} resamples could not be estimated: the model is too large for the data"
        )
    return failed


def _sampler(model: PathFit, data: DataFrame, seed: int) -> Sampler:
    specification = specified(model.syntax, model.missing, model.divisor)
    found = problem(specification, data, model.missing, model.divisor)
    if found.cases.n != model.n:
        raise ModelError(
            f"the data have {found.cases.n} usable cases, the model was estimated from {model.n}"
        )
    theta = solve(found).theta
    at = solution(specification, theta[:, None], found.base)
    valued = np.isfinite(np.concatenate([at.raw[:, 0], at.std[:, 0]]))
    return Sampler(found, products(found.cases.values), theta, valued, seed, closed_form.plan(specification))


def _chunks(sampler: Sampler, resamples: int, workers: int) -> Iterator[Draws]:
    size = chunk_size(sampler.problem.cases.n)
    starts = range(0, resamples, size)
    sizes = [min(size, resamples - start) for start in starts]
    if workers == 1:
        yield from map(_draw, repeat(sampler), range(len(sizes)), sizes)
        return
    with ThreadPoolExecutor(workers) as pool:
        # A window of chunks, not all at once: so that the number of uncollected results stays bounded.
        for first in range(0, len(sizes), 2 * workers):
            numbers = range(first, min(first + 2 * workers, len(sizes)))
            yield from pool.map(_draw, repeat(sampler), numbers, [sizes[number] for number in numbers])


def chunk_size(n: int) -> int:
    """The number of resamples in a chunk, which depends only on the number of cases."""
    return max(1, min(LARGEST_CHUNK, CELLS // n))


def _draw(sampler: Sampler, number: int, size: int) -> Draws:
    """One chunk of resamples; its stream depends on the seed and the chunk's number only."""
    weights = _counts(sampler.seed, number, size, sampler.problem.cases.n)
    if sampler.equations is None:
        return _by_scoring(sampler, weights)
    return _by_regression(sampler, sampler.equations, weights)


def _counts(seed: int, number: int, size: int, n: int) -> Floats:
    """How often each case is drawn, (size, n)."""
    stream = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(number,))))
    drawn = stream.integers(0, n, size=(size, n), dtype=np.uint32).astype(np.intp)
    drawn += np.arange(size, dtype=np.intp)[:, None] * n
    return np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(float)


def _by_regression(sampler: Sampler, equations: tuple[Equation, ...], weights: Floats) -> Draws:
    model = sampler.problem.model
    cov = sampler.groups[0].covariances(weights) * sampler.rescale
    with np.errstate(divide="ignore", invalid="ignore"):
        found = closed_form.regressions(model, equations, cov)
        at = solution(model, found.theta, _fixed_moments(cov))
    return _answered(sampler, at, found.regular)


def _fixed_moments(cov: Floats) -> Base:
    """Fixed rows read their sample moments from here; there are no means in closed form."""
    moments = cov.transpose(2, 0, 1)
    return Base(moments, moments, np.zeros((cov.shape[2], cov.shape[0])))


def _by_scoring(sampler: Sampler, weights: Floats) -> Draws:
    model = sampler.problem.model
    evidence = tuple(_rescaled(group.pattern(weights), sampler.rescale) for group in sampler.groups)
    fixed = base(model, evidence[0])
    likelihood = Likelihood(structure(model), fixed, evidence)
    start = np.repeat(sampler.theta[None], len(weights), axis=0)
    with np.errstate(all="ignore"):
        found = maximise(likelihood, start, ITERATIONS, PRECISION)
        at = solution(model, found.theta.T, fixed)
    return _answered(sampler, at, found.converged)


def _answered(sampler: Sampler, at: Solution, estimated: Booleans) -> Draws:
    """The draws; a resample is good if it was estimated and has every value that the sample has."""
    values = np.concatenate([at.raw, at.std])
    with np.errstate(all="ignore"):
        # A sum is finite only if all its terms are, and needs no copy of them.
        total = np.add.reduce(values, axis=0, where=sampler.valued[:, None])
    return Draws(values, estimated & np.isfinite(total))


def _rescaled(pattern: Pattern, factor: float) -> Pattern:
    return Pattern(pattern.seen, pattern.n, pattern.mean, pattern.cov * factor)
