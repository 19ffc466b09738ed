"""Data frames that are results: their columns reveal which library and function made them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from report.results.frame_lines import column_names
from report.results.options import read_with
from report.results.quantities import Result
from report.rows.errors import Fault, ResultError

#: The modules whose `FRAMES` pair the columns that a frame must have with its adapter; the first match is used.
_MODULES = (
    "report.results.anova_frames",
    "report.results.pingouin_models",
    "report.results.pingouin_checks",
)


def frame(result: Any, **options: Any) -> list[Result]:
    """A frame of results, identified by its columns."""
    columns = column_names(result.columns)
    for module in _MODULES:
        for needed, adapter in import_module(module).FRAMES:
            if needed <= columns:
                return read_with(adapter, result, options)
    names = ", ".join(map(str, result.columns))
    what = f"is made from a frame that no adapter reads; its columns are {names}"
    remedy = "frames of statsmodels' anova_lm and of pingouin are known; make rows of others with Stat"
    raise ResultError(Fault("", what, remedy))


def line(result: Any, **options: Any) -> list[Result]:
    """One line of a frame of results, as `frame.iloc[0]` gives it."""
    return frame(result.to_frame().T.infer_objects(), **options)


ADAPTERS = {"DataFrame": frame, "Series": line}
