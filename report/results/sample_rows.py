"""Rows of one column of a sample, for a study that gives its ids and words itself: moments, shares and bins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import Series


def moment_rows(
    prefix: str,
    values: Series[float],
    label: str,
    about: Mapping[str, str],
    mean_format: str = "mean",
    range_format: str = "fixed0",
) -> Iterator[Stat]:
    """Mean, standard deviation (divisor n - 1), median and range of the values that are not missing."""
    known = values.dropna()
    found = {
        "mean": (known.mean(), mean_format, "*M*", "mean"),
        "sd": (known.std(ddof=1), mean_format, "*SD*", "standard deviation"),
        "median": (known.median(), mean_format, "*Mdn*", "median"),
        "min": (known.min(), range_format, "", "smallest value"),
        "max": (known.max(), range_format, "", "largest value"),
    }
    for name, (number, format, symbol, words) in found.items():
        place = {**about, "statistic": name}
        text = f"{words} of {label}"
        yield Stat(f"{prefix}.{name}", float(number), format, text, symbol, len(known), about=place)


def share_rows(prefix: str, chosen: Series[bool], label: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """The number of the chosen cases, and their proportion of all."""
    number, total = int(chosen.sum()), len(chosen)
    counted, shared = {**about, "statistic": "n"}, {**about, "statistic": "p"}
    yield Stat(f"{prefix}.n", number, "count", f"number: {label}", "*n*", total, about=counted)
    text = f"percentage: {label}"
    yield Stat(f"{prefix}.pct", number / total, "percent", text, "", total, "%", shared)


def equal_bins(lowest: float, highest: float, bins: int) -> tuple[float, ...]:
    """The edges of bins of equal width over a range."""
    width = (highest - lowest) / bins
    return tuple(lowest + width * place for place in range(bins + 1))


def bin_rows(
    prefix: str, values: Series[float], edges: Sequence[float], label: str, about: Mapping[str, str]
) -> Iterator[Stat]:
    """The count of each bin; a value on an inner edge is in the bin above it, the highest value in the last bin."""
    import numpy as np

    known = values.dropna()
    counts, _ = np.histogram(known, bins=edges)
    for place, number in enumerate(counts):
        text = label.format(f"{edges[place]:g}-{edges[place + 1]:g}")
        where = {**about, "statistic": "n"}
        yield Stat(f"{prefix}.b{place}", int(number), "count", text, "*n*", len(known), about=where)
