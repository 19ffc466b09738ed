"""Exact distributions of Mann-Whitney's U, Wilcoxon's signed-rank sum, Kendall's τ and Spearman's ρ without ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import erfc, sqrt


@lru_cache(maxsize=64)
def mann_whitney_counts(n1: int, n2: int) -> tuple[int, ...]:
    """The number of arrangements with each U from 0 to n1·n2: coefficients of the Gaussian binomial."""
    counts = [1] + [0] * (n1 * n2)
    for step in range(1, n1 + 1):
        _times(counts, n2 + step)
        _over(counts, step)
    return tuple(counts)


@lru_cache(maxsize=64)
def signed_rank_counts(n: int) -> tuple[int, ...]:
    """The number of sign patterns with each rank sum from 0 to n(n + 1)/2."""
    counts = [1] + [0] * (n * (n + 1) // 2)
    for rank in range(1, n + 1):
        for place in range(len(counts) - 1, rank - 1, -1):
            counts[place] += counts[place - rank]
    return tuple(counts)


def _times(counts: list[int], power: int) -> None:
    """Multiply a power series by 1 − q^power, in place."""
    for place in range(len(counts) - 1, power - 1, -1):
        counts[place] -= counts[place - power]


def _over(counts: list[int], power: int) -> None:
    """Divide a power series by 1 − q^power, in place."""
    for place in range(power, len(counts)):
        counts[place] += counts[place - power]


def exact_p(counts: Sequence[int], statistic: float) -> float:
    """The two-sided p-value: twice the smaller tail."""
    smaller = min(statistic, len(counts) - 1 - statistic)
    return min(1.0, 2 * sum(counts[: int(smaller + 1e-9) + 1]) / sum(counts))


def normal_p(distance: float, variance: float, correction: float) -> float:
    """The two-sided p-value of the normal approximation."""
    return erfc(max(0.0, abs(distance) - correction) / sqrt(2 * variance))


@lru_cache(maxsize=64)
def inversion_counts(n: int) -> tuple[int, ...]:
    """The number of permutations of n with each number of inversions from 0 to n(n − 1)/2."""
    counts = [1] + [0] * (n * (n - 1) // 2)
    for size in range(2, n + 1):
        _times(counts, size)
        _over(counts, 1)
    return tuple(counts)


@lru_cache(maxsize=16)
def difference_counts(n: int) -> tuple[int, ...]:
    """The number of permutations of n ranks with each half of the sum of squared differences, from 0 to n(n² − 1)/6."""
    size = n * (n * n - 1) // 6 + 1
    totals = {0: Counter({0: 1})}
    for place in range(n):
        found: dict[int, Counter[int]] = {}
        for used, sums in totals.items():
            for rank in range(n):
                if not used >> rank & 1:
                    step = (place - rank) ** 2
                    found.setdefault(used | 1 << rank, Counter()).update(
                        {total + step: count for total, count in sums.items()}
                    )
        totals = found
    (sums,) = totals.values()
    return tuple(sums[2 * half] for half in range(size))
