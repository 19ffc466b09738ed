"""Finds whole numbers with a given mean, standard deviation and range, close to a given start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from analysis.synthetic.closed_form import Array
from analysis.synthetic.targets import DECIMALS, rounding_interval

ATTEMPTS = 200_000


@dataclass(frozen=True)
class Moments:
    """Mean, SD (divisor n - 1), smallest and largest value, as they are printed."""

    mean: str
    sd: str
    smallest: str
    largest: str

    @property
    def range(self) -> tuple[float, float]:
        """Return the smallest and the largest value."""
        return float(self.smallest), float(self.largest)

    def misses(self, values: Array) -> float:
        """Return the distance of mean, SD and range of the values from the printed ones."""
        found = {self.mean: values.mean(), self.sd: values.std(ddof=1)}
        outside = sum(
            max(lower - found[printed], found[printed] - upper, 0)
            for printed, (lower, upper) in ((printed, rounding_interval(printed)) for printed in found)
        )
        ends = abs(values.min() - float(self.smallest)) + abs(values.max() - float(self.largest))
        return round(float(outside + ends), DECIMALS)


def printed_moments(published: Mapping[str, str], name: str) -> Moments:
    """Return the moments that the source paper prints for one variable of its Table 1."""
    return Moments(*(published[f"t1.{name}.{kind}"] for kind in ("mean", "sd", "min", "max")))


def rounded_start(moments: Moments, start: Array, ceiling: Array) -> Array:
    """Return the start as whole numbers in range, the extremes moved onto the printed ends."""
    values = np.clip(np.round(start), *moments.range)
    values[values.argmin()] = moments.range[0]
    room = np.where(ceiling >= moments.range[1], values, -np.inf)
    values[room.argmax()] = moments.range[1]
    return np.minimum(values, ceiling)


def with_moments(moments: Moments, start: Array, generator: Generator, ceiling: Array | None = None) -> Array:
    """Return whole numbers with the printed moments, none above its own `ceiling`; raise if none is found."""
    limit = (
        np.full(len(start), moments.range[1]) if ceiling is None else np.minimum(ceiling, moments.range[1])
    )
    values = rounded_start(moments, start, limit)
    misses = moments.misses(values)
    for _ in range(ATTEMPTS):
        if misses == 0:
            return values
        moved = values.copy()
        place = generator.integers(len(values))
        moved[place] = np.clip(moved[place] + generator.integers(-3, 4), moments.range[0], limit[place])
        found = moments.misses(moved)
        if found <= misses:
            values, misses = moved, found
    raise ValueError(f"no whole numbers found with mean {moments.mean} and SD {moments.sd}")
