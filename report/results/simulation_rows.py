"""Rows of simulated estimates: convergence and bias of an effect, and power and coverage of a method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from report.rows.stat import Stat

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.pathmodels.simulation import SimulationSummary


def successful_cells(frame: DataFrame, *names: str) -> Iterator[tuple[tuple[str, ...], DataFrame]]:
    """The records without a failure for each combination of some columns, in the order of the design."""
    found = frame[frame["failure"] == ""]
    for key, part in found.groupby(list(names), sort=False):
        yield tuple(map(str, key if isinstance(key, tuple) else (key,))), part


def summarised(frame: DataFrame, effect: str, method: str, truth: float) -> SimulationSummary:
    """Convergence, bias, power and coverage of an effect by one method, over the records of a cell."""
    from report.pathmodels.simulation import summary

    records: list[Any] = frame.to_dict("records")
    return summary(effect, method, truth, records)


def estimation_rows(
    prefix: str, found: SimulationSummary, words: str, n: int | None, about: Mapping[str, str]
) -> Iterator[Stat]:
    """How many data sets were estimated, the true value and the bias; with `n`, the simulated sample size, too."""
    text = f"estimated data sets: {words}"
    yield Stat(f"{prefix}.converged", found.converged, "percent", text, n=n, about=about)
    if n is not None:
        yield Stat(f"{prefix}.n", n, "count", f"simulated sample size: {words}", about=about)
    text = f"true value: {words}"
    yield Stat(f"{prefix}.truth", found.truth, "fixed2", text, symbol="β", n=n, about=about)
    yield Stat(f"{prefix}.bias", found.bias, "fixed3", f"bias: {words}", n=n, about=about)
    text = f"Monte Carlo standard error of the bias: {words}"
    yield Stat(f"{prefix}.bias_se", found.bias_error, "fixed3", text, n=n, about=about)


def method_rows(
    prefix: str, found: SimulationSummary, words: str, n: int | None, about: Mapping[str, str]
) -> Iterator[Stat]:
    """Power and coverage of a method, each with its Monte Carlo standard error."""
    for what, share, error in (
        ("power", found.power, found.power_error),
        ("coverage", found.coverage, found.coverage_error),
    ):
        yield Stat(f"{prefix}.{what}", share, "unit3", f"{what}: {words}", n=n, about=about)
        text = f"Monte Carlo standard error of the {what}: {words}"
        yield Stat(f"{prefix}.{what}_se", error, "fixed3", text, n=n, about=about)
