"""Resamples of a path model's cases: drawn with replacement, chunk by chunk, as counts per case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.resampled_fits import Draws, Sampler, values

CELLS = 1 << 20
"""Weights of one chunk, resamples x cases: 8 MB."""
LARGEST_CHUNK = 2048


def chunks(
    sampler: Sampler,
    resamples: int,
    workers: int,
    estimate: Callable[[Sampler, list[Floats]], Draws] | None = None,
) -> Iterator[Draws]:
    """The draws of all resamples, chunk by chunk; `estimate` makes them from the counts of the cases of each group."""
    size = chunk_size(sampler.problem.n)
    starts = range(0, resamples, size)
    sizes = [min(size, resamples - start) for start in starts]
    how = repeat(estimate or values)
    if workers == 1:
        yield from map(_draw, repeat(sampler), range(len(sizes)), sizes, how)
        return
    with ThreadPoolExecutor(workers) as pool:
        # A window of chunks, not all at once: so the number of uncollected results stays bounded.
        for first in range(0, len(sizes), 2 * workers):
            numbers = range(first, min(first + 2 * workers, len(sizes)))
            window = [sizes[number] for number in numbers]
            yield from pool.map(_draw, repeat(sampler), numbers, window, how)


def chunk_size(n: int) -> int:
    """The number of resamples in a chunk, which depends only on the number of cases."""
    return max(1, min(LARGEST_CHUNK, CELLS // n))


def _draw(
    sampler: Sampler, number: int, size: int, estimate: Callable[[Sampler, list[Floats]], Draws]
) -> Draws:
    """One chunk of resamples; its stream depends on the seed and the chunk's number only."""
    return estimate(sampler, _all_counts(sampler, number, size))


def _all_counts(sampler: Sampler, number: int, size: int) -> list[Floats]:
    """How often each case of each group is drawn: groups are resampled separately, as in lavaan."""
    samples = sampler.problem.samples
    if len(samples) == 1:
        return [_counts(sampler.seed, number, size, samples[0].n)]
    return [_counts(sampler.seed, number, size, sample.n, group) for group, sample in enumerate(samples)]


def _counts(seed: int, number: int, size: int, n: int, *group: int) -> Floats:
    stream = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(number, *group))))
    return case_counts(stream, size, n)


def case_counts(stream: np.random.Generator, size: int, n: int) -> Floats:
    """How often each of n cases is drawn in each of `size` resamples, (size, n)."""
    drawn = stream.integers(0, n, size=(size, n), dtype=np.uint32).astype(np.intp)
    drawn += np.arange(size, dtype=np.intp)[:, None] * n
    return np.bincount(drawn.ravel(), minlength=size * n).reshape(size, n).astype(float)
