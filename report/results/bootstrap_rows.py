"""Rows of the bootstrap intervals of one standardised parameter, each bound with its Monte Carlo error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from report.rows.stat import Stat

if TYPE_CHECKING:
    from report.pathmodels.intervals import Bounds, Interval

_DECIMALS = 2
#: The intervals by their attribute and in words.
METHODS = {"percentile": "percentile", "corrected": "bias-corrected"}
SIDES = ("lower", "upper")


def bound_ids(path: str, method: str) -> tuple[str, str]:
    """The ids of both bounds of an interval."""
    lower, upper = (f"{path}.beta_{method}_ci_{side}" for side in SIDES)
    return lower, upper


def bound_rows(path: str, interval: Interval, n: int, words: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """Both bounds of both intervals, with a warning if a bound is less precise than printed."""
    for method, name in METHODS.items():
        bounds = _bounds(interval, method)
        for id, side in zip(bound_ids(path, method), SIDES, strict=True):
            text = f"{side} bound of the {name} bootstrap interval: {words}"
            found = _bound(bounds, side, f"{path} has no {name} interval: nothing varies")
            place = {**about, "statistic": id.rsplit(".", 1)[1], **found.certainty}
            yield Stat(id, found.value, "fixed2", text, n=n, about=place, warnings=found.warnings)


def bound_errors(interval: Interval) -> list[float]:
    """The Monte Carlo standard errors of all bounds."""
    found = (_bounds(interval, method) for method in METHODS)
    return [error for bounds in found if bounds for error in (bounds.lower_error, bounds.upper_error)]


def _bounds(interval: Interval, method: str) -> Bounds | None:
    return getattr(interval.std, method) if interval.std else None


@dataclass(frozen=True)
class _Bound:
    value: float | None
    certainty: dict[str, str]
    warnings: tuple[str, ...]


def _bound(bounds: Bounds | None, side: str, absent: str) -> _Bound:
    """One bound with its own Monte Carlo error."""
    from report.pathmodels import too_precise

    if bounds is None:
        return _Bound(None, {}, (absent,))
    error = float(getattr(bounds, f"{side}_error"))
    warning = too_precise(replace(bounds, lower_error=error, upper_error=error), _DECIMALS)
    return _Bound(getattr(bounds, side), {"monte_carlo_error": f"{error:.2g}"}, (warning,) if warning else ())
