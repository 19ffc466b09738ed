"""Whether a sample of whole numbers between two limits has a printed mean and standard deviation."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor

from report.audit.granularity import sums_of
from report.audit.numbers import PrintedNumber

#: The largest product of cases and range for which all samples are counted.
LARGEST = 600
_TINY = 1e-9


def sample_exists(mean: PrintedNumber, sd: PrintedNumber, n: int, low: int, high: int) -> bool:
    """Whether n whole numbers from low to high have a mean and an SD, with divisor n − 1 or n, that round to these.

    All pairs of sum and sum of squares are found by dynamic programming, as an exact form of SPRITE.
    """
    reachable = _squares(n, high - low)
    for total in sums_of(mean, n):
        shifted = total - n * low
        if 0 <= shifted < len(reachable):
            for divisor in (n - 1, n):
                least, most = (divisor * max(0.0, end) ** 2 + shifted**2 / n for end in (sd.low, sd.high))
                first, last = ceil(least - _TINY * (1 + least)), floor(most + _TINY * (1 + most))
                if last >= first and reachable[shifted] >> max(0, first) & (
                    (1 << (last - max(0, first) + 1)) - 1
                ):
                    return True
    return False


@lru_cache(maxsize=64)
def _squares(n: int, width: int) -> tuple[int, ...]:
    """For each sum of n numbers from 0 to width, the sums of squares that occur, as the bits of a number."""
    found = [1]
    for case in range(1, n + 1):
        longer = [0] * (case * width + 1)
        for total, squares in enumerate(found):
            for value in range(width + 1):
                longer[total + value] |= squares << value * value
        found = longer
    return tuple(found)
