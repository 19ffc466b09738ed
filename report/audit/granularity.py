"""Means and standard deviations of whole numbers: the values that are possible with n cases.

GRIM: Brown and Heathers (2017), doi:10.1177/1948550616673876. GRIMMER: Allard (2018), with only its first two
tests, since the third gives false positives. DEBIT: Heathers and Brown (2019).
"""

from __future__ import annotations

from math import ceil, floor, sqrt

from report.audit.numbers import PrintedNumber

_TINY = 1e-9


def sums_of(mean: PrintedNumber, n: int, items: int = 1) -> range:
    """The whole sums whose mean rounds to the printed one; none if the mean is impossible."""
    cases = n * items
    return range(ceil(mean.low * cases - _TINY), floor(mean.high * cases + _TINY) + 1)


def is_informative(number: PrintedNumber, n: int, items: int = 1) -> bool:
    """Whether the printed decimals are fine enough for n cases to rule values out."""
    return n * items * number.unit < 1


def mean_is_possible(mean: PrintedNumber, n: int, items: int = 1) -> bool:
    """GRIM: some whole sum has a mean that rounds to the printed one."""
    return bool(sums_of(mean, n, items))


def sd_is_possible(mean: PrintedNumber, sd: PrintedNumber, n: int) -> bool:
    """GRIMMER: some whole sum of squares, of the right parity, gives the printed standard deviation.

    A sum of squares of whole numbers has the parity of their sum.
    """
    for total in sums_of(mean, n):
        least, most = ((n - 1) * max(0.0, end) ** 2 + total**2 / n for end in (sd.low, sd.high))
        squares = range(ceil(least - _TINY * (1 + least)), floor(most + _TINY * (1 + most)) + 1)
        if any((each - total) % 2 == 0 for each in squares):
            return True
    return False


def largest_sd(mean: float, low: float, high: float, n: int) -> float:
    """The largest standard deviation of values between two limits with a given mean (the umbrella's edge)."""
    return sqrt(max(0.0, (mean - low) * (high - mean)) * n / (n - 1)) if n > 1 else 0.0


def binary_sd_is_possible(mean: PrintedNumber, sd: PrintedNumber, n: int) -> bool:
    """DEBIT: for data of 0 and 1 the standard deviation is √(n/(n − 1)·m·(1 − m)), or without n/(n − 1)."""
    shares = [total / n for total in sums_of(mean, n) if 0 <= total <= n]
    possible = [sd_ for share in shares for sd_ in (largest_sd(share, 0, 1, n), sqrt(share * (1 - share)))]
    return any(sd.low - _TINY <= each <= sd.high + _TINY for each in possible)
