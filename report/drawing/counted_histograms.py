"""Builds histograms from the rows of `report.results.summaries.histograms`, one panel per variable."""

from __future__ import annotations

from collections.abc import Mapping

from report.drawing.histogram import Bars, Histograms
from report.rows.errors import Fault, ProductError
from report.rows.stat import Row, Stat


def histograms_of(
    rows: Mapping[str, Row], *, columns: int = 2, y_label: str = "{:participants}"
) -> Histograms:
    """Build the histograms from the rows that count their bins, with `columns` panels per line."""
    bins: dict[str, list[Stat]] = {}
    for each in rows.values():
        if isinstance(each, Stat) and each.about.get("statistic") == "bin":
            bins.setdefault(each.id.rpartition(".")[0], []).append(each)
    if not bins:
        what = "no row counts a bin of a histogram"
        raise ProductError(
            Fault("", what, "pass the product that yields histograms(…), with a value to count")
        )
    panels = tuple(
        _bars(rows, path, counted, place % columns, place // columns)
        for place, (path, counted) in enumerate(bins.items())
    )
    return Histograms(panels, y_label=y_label)


def _bars(rows: Mapping[str, Row], path: str, counted: list[Stat], column: int, row: int) -> Bars:
    edges = (*(float(each.about["lower"]) for each in counted), float(counted[-1].about["upper"]))
    label = f"{{{path}.label}}" if f"{path}.label" in rows else counted[0].about["variable_label"]
    return Bars(edges, tuple(each.id for each in counted), f"{path}.n", column, row, x_label=label)
