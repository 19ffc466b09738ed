"""JSON results written by R: ARD of the package cards, and lists of the package tidystats."""

from __future__ import annotations

from typing import Any

from report.results import ard_results, tidystats_results
from report.results.options import read_with
from report.results.quantities import Result
from report.rows.errors import Fault, ResultError


def results(found: Any, **options: Any) -> list[Result]:
    """ARD is a list of records with a `stat_name`; tidystats' are named analyses with `statistics`."""
    if (
        isinstance(found, list)
        and found
        and all(isinstance(each, dict) and "stat_name" in each for each in found)
    ):
        return read_with(ard_results.results, found, options)
    if isinstance(found, dict) and any(_is_analysis(each) for each in found.values()):
        return read_with(tidystats_results.results, found, options)
    remedy = "write an ARD with jsonlite::toJSON(ard), or tidystats::write_stats(...)"
    raise ResultError(Fault("", "is neither an ARD nor a tidystats list", remedy))


def _is_analysis(each: Any) -> bool:
    return isinstance(each, dict) and ("statistics" in each or "groups" in each or "method" in each)
