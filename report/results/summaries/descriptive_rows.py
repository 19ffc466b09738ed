"""Rows that describe columns of numbers: moments, quartiles, missing values, and histograms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from report.data.dictionary import Dictionary
from report.results.summaries.summary_stamp import summary
from report.results.summaries.variables import Variable, label_rows, numeric
from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame, Series


@summary("descriptives")
def descriptives(
    id: str,
    frame: DataFrame,
    *,
    dictionary: Dictionary | None = None,
    variables: Sequence[str] = (),
    extremes: bool = False,
) -> Iterator[Stat]:
    """The rows `<id>.<variable>.n`, `.mean`, `.sd`, `.median`, `.q1`, `.q3`, `.skew` and `.missing`.

    `extremes` adds `.min` and `.max`, which are values of single participants.
    """
    for variable in numeric(frame, variables, dictionary):
        yield from _described(f"{id}.{variable.part}", variable, frame[variable.name], extremes)


def _described(path: str, variable: Variable, column: Series[float], extremes: bool) -> Iterator[Stat]:
    def row(name: str, value: float, format: str, words: str, symbol: str, n: int) -> Stat:
        label, about = f"{words}: {variable.label}", variable.about | {"statistic": name}
        return Stat(f"{path}.{name}", value, format, label, symbol, n, about=about)

    values = column.dropna().astype(float)
    yield from label_rows(path, variable.label, variable.about)
    yield row("n", len(values), "count", "valid values", "*n*", len(column))
    found = list(_summaries(values, extremes))
    formats = quantile_formats({name: value for name, value, _, _ in found}, values)
    for name, value, symbol, words in found:
        yield row(name, value, formats.get(name, "fixed2"), words, symbol, len(values))
    yield row("missing", int(column.isna().sum()), "count", "missing values", "*n*", len(column))


def quantile_formats(found: Mapping[str, float], values: Series[float]) -> dict[str, str]:
    """The formats of quantiles of whole numbers, which have the decimals that they need: 18 to 75, 21 to 42.5.

    The median prints as the quartiles do, and the smallest value as the largest.
    """
    if not values.mod(1).eq(0).all():
        return {}
    formats = {}
    for names in (("median", "q1", "q3"), ("min", "max")):
        parts = [4 * found[name] for name in names if name in found]
        quarters = {part % 4 for part in parts}
        form = "fixed0" if quarters <= {0} else "fixed1" if quarters <= {0, 2} else "fixed2"
        formats.update(dict.fromkeys(names, form))
    return formats


def moments_and_quartiles(values: Series[float]) -> Iterator[tuple[str, float, str, str]]:
    """The name, value, symbol and words of each statistic."""
    yield "mean", float(values.mean()), "*M*", "mean"
    yield "sd", float(values.std()), "*SD*", "standard deviation"
    yield "median", float(values.median()), "*Mdn*", "median"
    yield "q1", float(values.quantile(0.25)), "", "lower quartile"
    yield "q3", float(values.quantile(0.75)), "", "upper quartile"


def _summaries(values: Series[float], extremes: bool) -> Iterator[tuple[str, float, str, str]]:
    yield from moments_and_quartiles(values)
    yield "skew", _skewness(values), "", "skewness"
    if extremes:
        yield "min", float(values.min()), "", "smallest value"
        yield "max", float(values.max()), "", "largest value"


def _skewness(values: Series[float]) -> float:
    """Skewness with the correction for small samples, as in SAS and SPSS (Joanes & Gill, 1998, G1)."""
    return cast("float", values.skew()) if len(values) > 2 and values.nunique() > 1 else float("nan")


@summary("histograms")
def histograms(
    id: str,
    frame: DataFrame,
    *,
    dictionary: Dictionary | None = None,
    variables: Sequence[str] = (),
    bins: int = 10,
) -> Iterator[Stat]:
    """The count of each bin, `<id>.<variable>.b0` and so on; `report.drawing.histograms_of` draws them.

    Bins have equal widths and round edges; a value on an inner edge belongs to the bin above it.
    """
    for variable in numeric(frame, variables, dictionary):
        values = frame[variable.name].dropna().astype(float)
        if len(values):
            yield from _histogram(f"{id}.{variable.part}", variable, values, bins)


def _histogram(path: str, variable: Variable, values: Series[float], bins: int) -> Iterator[Stat]:
    import numpy as np

    edges = _edges(values, bins)
    counts, _ = np.histogram(values, bins=edges)
    about = {"figure": "histogram", **variable.about}
    yield from label_rows(path, variable.label, about)
    yield Stat(
        f"{path}.n",
        len(values),
        "count",
        f"valid values: {variable.label}",
        "*n*",
        about=about | {"statistic": "n"},
    )
    for place, count in enumerate(counts):
        low, high = f"{edges[place]:.10g}", f"{edges[place + 1]:.10g}"
        label = f"cases from {low} to {high}: {variable.label}"
        bounds = {"statistic": "bin", "lower": low, "upper": high}
        yield Stat(f"{path}.b{place}", int(count), "count", label, "*n*", len(values), about=about | bounds)


def _edges(values: Series[float], bins: int) -> list[float]:
    """Round edges; whole numbers within a short range have a bin each."""
    low, high = float(values.min()), float(values.max())
    if high - low <= bins and (values == values.round()).all():
        return [float(edge) for edge in range(int(low), int(high) + 2)]
    return round_edges(low, high, bins)


def round_edges(low: float, high: float, bins: int) -> list[float]:
    """Edges in steps of 1, 2 or 5 times a power of ten that cover the range with about as many bins as wanted."""
    import math

    size = max(abs(low), abs(high))
    size = size if size > 1e-300 else 1.0
    span = high - low if high - low > 1e-9 * size else size
    power = 10.0 ** math.floor(math.log10(span / bins))
    step = min((base * power for base in (1, 2, 5, 10)), key=lambda each: abs(math.log(span / each / bins)))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return [float(f"{place * step:.12g}") for place in range(first, last + 1)]
