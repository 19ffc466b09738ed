"""Rows of the correlations between columns of numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from report.data.dictionary import Dictionary
from report.results.quantities import Result, degrees, estimate, interval, p_value
from report.results.registry import rows, rows_of_all
from report.results.summaries.summary_stamp import star_rows, summary
from report.results.summaries.variables import label_rows, numeric
from report.rows.levels import study_levels
from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame, Series

#: Fisher's z has an interval from this number of pairs on.
_FEWEST = 4


@summary("correlations")
def correlations(
    id: str,
    frame: DataFrame,
    *,
    dictionary: Dictionary | None = None,
    variables: Sequence[str] = (),
    method: Literal["pearson", "spearman"] = "pearson",
) -> Iterator[Stat]:
    """The rows `<id>.<first>.<second>.estimate`, `.df`, `.p` and the interval, over complete pairs; with M and SD.

    A pair that has no correlation (a constant, fewer than four pairs) has a row without a value.
    """
    yield from star_rows(id)
    found = numeric(frame, variables, dictionary)
    for variable in found:
        about = variable.about
        values = frame[variable.name].dropna().astype(float)
        yield from label_rows(f"{id}.{variable.part}", variable.label, about)
        for name, value, symbol, words in (
            ("mean", values.mean(), "*M*", "mean"),
            ("sd", values.std(), "*SD*", "standard deviation"),
        ):
            label, place = f"{words}: {variable.label}", about | {"statistic": name}
            yield Stat(
                f"{id}.{variable.part}.{name}", value, "fixed2", label, symbol, len(values), about=place
            )
    for first, second in combinations(found, 2):
        about = {"first": first.part, "second": second.part}
        pairs = frame[[first.name, second.name]].dropna().astype(float)
        path, label = f"{id}.{first.part}.{second.part}", f"{first.label} with {second.label}"
        for row in _correlation(path, pairs[first.name], pairs[second.name], label, method):
            yield replace(row, about={**row.about, **about})


def _correlation(path: str, x: Series[float], y: Series[float], label: str, method: str) -> Iterator[Stat]:
    n = len(x)
    if n < _FEWEST or x.nunique() < 2 or y.nunique() < 2:
        about = {"result": "correlation", "statistic": "estimate"}
        symbol = "*r*" if method == "pearson" else "*r*~s~"
        yield Stat(f"{path}.estimate", None, "unit", f"correlation: {label}", symbol, n, about=about)
        yield Stat(f"{path}.p", None, "p", f"p-value: {label}", "*p*", n, about=about | {"statistic": "p"})
        return
    if method == "pearson":
        yield from rows_of_all(path, [_pearson(x, y)], label, {})
    else:
        from scipy import stats

        yield from rows(path, stats.spearmanr(x, y), label=label, n=n, kind="spearman")


def _pearson(x: Series[float], y: Series[float]) -> Result:
    """Pearson's correlation with the interval of Fisher (1921).

    It equals that of scipy.stats, whose import takes longer than the rest of a small study.
    """
    import numpy as np
    from scipy.special import ndtri, stdtr

    n, first, second = len(x), x - x.mean(), y - y.mean()
    r = float(np.clip(np.dot(first / np.linalg.norm(first), second / np.linalg.norm(second)), -1, 1))
    with np.errstate(divide="ignore"):
        t = r * np.sqrt((n - 2) / np.float64(1 - r * r))
        middle = np.arctanh(r)
    confidence = study_levels().confidence
    half = ndtri((1 + confidence) / 2) / np.sqrt(n - 3)
    bounds = (float(np.tanh(middle - half)), float(np.tanh(middle + half)))
    found = (
        estimate(r, "*r*", "correlation", "unit"),
        degrees(n - 2),
        p_value(2 * float(stdtr(n - 2, -abs(t)))),
        *interval(*bounds, format="unit"),
    )
    return Result("correlation", found, n=n, confidence=confidence)
