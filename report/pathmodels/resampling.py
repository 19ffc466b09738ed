"""The bootstrap of a path model (Efron & Tibshirani, 1993, ch. 6): intervals of all its parameters."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.draws import chunks
from report.pathmodels.errors import ModelError
from report.pathmodels.intervals import Bootstrap, Interval, Resampled, interval
from report.pathmodels.jackknife import accelerations
from report.pathmodels.resampled_fits import Sampler, sampler_of
from report.pathmodels.results import PathFit
from report.pathmodels.summary_data import Moments

if TYPE_CHECKING:
    from pandas import DataFrame

DEFAULT_SEED = 20240229
BLOCK = 1 << 25
"""Values in memory at the same time: 256 MB."""

Progress = Callable[[int, int], object]


def bootstrap(
    model: PathFit,
    data: DataFrame | Moments,
    resamples: int = 10_000,
    seed: int = DEFAULT_SEED,
    workers: int = 1,
    progress: Progress | None = None,
    accelerated: bool = False,
) -> Bootstrap:
    """Percentile and bias-corrected intervals of every parameter and defined effect, raw and standardised.

    `accelerated` adds BCa intervals, for which the model is also estimated without each case.

    The same seed gives the same intervals on any number of workers (threads): resamples come in chunks whose size
    depends only on n, each with its own seed. Values beyond 256 MB are not stored: the same resamples are
    drawn again for the next rows. `progress(done, resamples)` is called after each chunk. Failed resamples
    (collinear, or not converged from any start) are left out and counted; ModelError if too few remain for the limits.
    """
    needed = _needed(model.levels.confidence, resamples, workers, seed)
    sampler = sampler_of(model, data, seed)
    estimates = [*(row.est for row in model.estimates), *(row.std for row in model.estimates)]
    constants = accelerations(sampler).tolist() if accelerated else [None] * len(estimates)
    width = max(1, BLOCK // resamples)
    starts = range(0, len(estimates), width)
    found: list[Resampled | None] = []
    failed = 0
    for number, start in enumerate(starts):
        block = slice(start, start + width)
        shown = _share(progress, number, len(starts))
        values, good = _drawn(sampler, block, resamples, workers, shown)
        failed = _failures(good, needed)
        found += [
            interval(row[good] if failed else row, estimate, model.levels.confidence, constant)
            for row, estimate, constant in zip(values, estimates[block], constants[block], strict=True)
        ]
    half = len(model.estimates)
    pairs = zip(model.estimates, found[:half], found[half:], strict=True)
    found_rows = tuple(Interval(row.lhs, row.op, row.rhs, raw, std, row.group) for row, raw, std in pairs)
    return Bootstrap(resamples, failed, seed, found_rows, model.levels.confidence)


def _needed(confidence: float, resamples: int, workers: int, seed: int) -> int:
    """The number of resamples that the limits need; ModelError if there are fewer, or for an impossible request."""
    if resamples < 2 or workers < 1 or seed < 0:
        raise ModelError(
            f"resamples = {resamples}, workers = {workers}, seed = {seed}: at least 2, 1 and 0 are needed"
        )
    needed = needed_resamples(confidence)
    if resamples < needed:
        raise ModelError(f"{resamples} resamples: limits of {100 * confidence:g} % need at least {needed}")
    return needed


def _share(progress: Progress | None, number: int, passes: int) -> Progress:
    """Progress over several passes, reported as one."""
    if progress is None:
        return lambda done, total: None
    return lambda done, total: progress((number * total + done) // passes, total)


def _drawn(
    sampler: Sampler, block: slice, resamples: int, workers: int, progress: Progress
) -> tuple[Floats, Booleans]:
    """Some of the values (k, R) of all resamples, and which resamples succeeded."""
    values = np.empty((len(sampler.valued[block]), resamples))
    good = np.empty(resamples, dtype=np.bool_)
    done = 0
    for draws in chunks(sampler, resamples, workers):
        here = slice(done, done + len(draws.good))
        values[:, here], good[here] = draws.values[block], draws.good
        done = here.stop
        progress(done, resamples)
    return values, good


def needed_resamples(confidence: float) -> int:
    """The number of resamples at which both limits are among the ordered values (39 for 95 %)."""
    return math.ceil(2 / (1 - confidence) - 1e-9) - 1


def _failures(good: Booleans, needed: int) -> int:
    failed = int((~good).sum())
    if len(good) - failed < needed:
        raise ModelError(
            f"{failed} of {len(good)} resamples could not be estimated, and the limits need at least {needed}:"
            " the model is too large for the data, or more resamples are needed"
        )
    return failed
