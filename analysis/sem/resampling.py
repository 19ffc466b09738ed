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

from analysis.sem import closed_form
from analysis.sem.cases import Booleans, Floats
from analysis.sem.closed_form import Equation
from analysis.sem.errors import ModelError
from analysis.sem.evidence import Pattern, Products, products
from analysis.sem.fitting import Problem, problem, solve, specified
from analysis.sem.intervals import Bootstrap, Interval, interval
from analysis.sem.likelihood import Likelihood
from analysis.sem.maximum import maximise
from analysis.sem.results import PathFit
from analysis.sem.solution import solution
from analysis.sem.structure import Base, base, structure

if TYPE_CHECKING:
    from pandas import DataFrame

DEFAULT_SEED = 20240229
CELLS = 1 << 20
"""Weights of one chunk, resamples x cases: 8 MB."""
LARGEST_CHUNK = 2048
ITERATIONS = 200
PRECISION = 1e-12
"""Squared length of the last step in standard errors per case: 1e-6 standard errors, unseen by any bound."""

Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class Sampler:
    """What all chunks share: the problem, its products of cases, the estimates of the sample itself."""

    problem: Problem
    groups: list[Products]
    theta: Floats
    seed: int
    equations: tuple[Equation, ...] | None

    @property
    def rescale(self) -> float:
        """Turns the N-divisor covariance into that of the model's divisor."""
        return self.problem.cases.n / self.problem.scale


@dataclass(frozen=True)
class Draws:
    """Raw and standardised values of all rows (m, R) and which resamples succeeded (R,)."""

    raw: Floats
    std: Floats
    good: Booleans


def bootstrap(
    model: PathFit,
    data: DataFrame,
    resamples: int = 10_000,
    seed: int = DEFAULT_SEED,
    workers: int = 1,
    progress: Progress | None = None,
) -> Bootstrap:
    """Percentile and bias-corrected 95 % intervals of every parameter and defined effect, raw and standardised.

    The same seed gives the same intervals on any number of workers (threads): resamples come in chunks of a size
    that only n decides, each with a seed of its own. Memory is 16 bytes a resample and row plus some chunks.
    `progress(done, resamples)` is called after each chunk. Resamples without an answer (collinear, or not
    converged) are left out and counted; ModelError if fewer than 2 remain.
    """
    if resamples < 2 or workers < 1:
        raise ModelError(f"resamples = {resamples}, workers = {workers}: at least 2 and 1 are needed")
    sampler = _sampler(model, data, seed)
    rows = len(model.estimates)
    raw, std = np.empty((rows, resamples)), np.empty((rows, resamples))
    good = np.empty(resamples, dtype=np.bool_)
    done = 0
    for draws in _chunks(sampler, resamples, workers):
        here = slice(done, done + len(draws.good))
        raw[:, here], std[:, here], good[here] = draws.raw, draws.std, draws.good
        done = here.stop
        if progress is not None:
            progress(done, resamples)
    return _summary(model, raw, std, good, seed)


def _sampler(model: PathFit, data: DataFrame, seed: int) -> Sampler:
    specification = specified(model.syntax, model.missing, model.divisor)
    found = problem(specification, data, model.missing, model.divisor)
    if found.cases.n != model.n:
        raise ModelError(
            f"the data have {found.cases.n} usable cases, the model was estimated from {model.n}"
        )
    groups = products(found.cases.values)
    return Sampler(found, groups, solve(found).theta, seed, closed_form.plan(specification))


def _chunks(sampler: Sampler, resamples: int, workers: int) -> Iterator[Draws]:
    size = chunk_size(sampler.problem.cases.n)
    starts = range(0, resamples, size)
    sizes = [min(size, resamples - start) for start in starts]
    if workers == 1:
        yield from map(_draw, repeat(sampler), range(len(sizes)), sizes)
        return
    with ThreadPoolExecutor(workers) as pool:
        # A window of chunks, not all at once: what waits to be collected stays bounded.
        for first in range(0, len(sizes), 2 * workers):
            numbers = range(first, min(first + 2 * workers, len(sizes)))
            yield from pool.map(_draw, repeat(sampler), numbers, [sizes[number] for number in numbers])


def chunk_size(n: int) -> int:
    """Resamples in a chunk, from the number of cases alone."""
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
    return Draws(at.raw, at.std, found.regular & np.isfinite(at.raw).all(axis=0))


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
    return Draws(at.raw, at.std, found.converged & np.isfinite(at.raw).all(axis=0))


def _rescaled(pattern: Pattern, factor: float) -> Pattern:
    return Pattern(pattern.seen, pattern.n, pattern.mean, pattern.cov * factor)


def _summary(model: PathFit, raw: Floats, std: Floats, good: Booleans, seed: int) -> Bootstrap:
    failed = int((~good).sum())
    if len(good) - failed < 2:
        raise ModelError(
            f"{failed} of {len(good)} resamples have no answer: the model is too large for the data"
        )
    rows: list[Interval] = []
    for index, row in enumerate(model.estimates):
        key = (row.lhs, row.op, row.rhs)
        raw_values, std_values = (values[index][good] if failed else values[index] for values in (raw, std))
        rows.append(Interval(*key, interval(raw_values, row.est), interval(std_values, row.std)))
    return Bootstrap(resamples=len(good), failed=failed, seed=seed, rows=tuple(rows))
