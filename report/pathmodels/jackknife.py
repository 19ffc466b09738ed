"""The acceleration of bootstrap intervals, from the estimates without each case (the jackknife).

Efron & Tibshirani (1993), eq. 14.15; for several groups, whose cases are resampled separately, Davison & Hinkley
(1997), sec. 5.3.2.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.draws import chunk_size
from report.pathmodels.errors import ModelError
from report.pathmodels.resampled_fits import Sampler, values


def accelerations(sampler: Sampler) -> Floats:
    """The acceleration of every value (2m,); NaN where a value does not change with any case."""
    influences = [_influences(sampler, group) for group in range(len(sampler.groups))]
    joint = np.concatenate(influences, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((joint**3).sum(axis=1) / (6 * (joint**2).sum(axis=1) ** 1.5))


def _influences(sampler: Sampler, group: int) -> Floats:
    """The influence (2m, n) of each case of a group, over the square of the group's size."""
    draws = [values(sampler, each) for each in _without_each(sampler, group)]
    good = np.concatenate([each.good for each in draws])
    if not good.all():
        raise ModelError(
            "BCa intervals need the estimates without each case in turn, and without"
            f" {int((~good).sum())} of the {len(good)} cases there are none"
        )
    found = np.concatenate([each.values for each in draws], axis=1)
    size = found.shape[1]
    return np.asarray((found.mean(axis=1, keepdims=True) - found) * (size - 1) / size)


def _without_each(sampler: Sampler, group: int) -> Iterator[list[Floats]]:
    """Weights of the cases, chunk by chunk: each leaves out one case of a group."""
    sizes = [sample.n for sample in sampler.problem.samples]
    size = sizes[group]
    step = chunk_size(sum(sizes))
    for first in range(0, size, step):
        left_out = np.arange(first, min(first + step, size))
        weights = [np.ones((len(left_out), n)) for n in sizes]
        weights[group][np.arange(len(left_out)), left_out] = 0.0
        if sampler.equations is not None:
            # Sums of products are divided by n there.
            weights[group] *= size / (size - 1)
        yield weights
