"""Bootstrap intervals of every standardised path and effect, with the Monte-Carlo error of their bounds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysis.models import ESCITALOPRAM_MODELS, PSILOCYBIN_MODELS, Model
from analysis.path_rows import describes, fitted, path_name, reported
from analysis.trial import Arm
from report.rows.stat import Stat
from report.study.product import background, stats

if TYPE_CHECKING:
    from report.pathmodels.intervals import Bounds, Interval
    from report.pathmodels.results import Estimate

RESAMPLES = 100_000
DECIMALS = 2
METHODS = {"percentile": "percentile", "corrected": "bias-corrected"}


def seed_of(product: str) -> int:
    """The seed of a product's random numbers, from its name."""
    return int.from_bytes(hashlib.sha256(product.encode()).digest()[:4], "big")


@stats
@background()
def bootstrap_psilocybin(psilocybin: Arm) -> Iterator[Stat]:
    """Bootstrap intervals of the models of the psilocybin arm."""
    yield from resampled("bootstrap_psilocybin", PSILOCYBIN_MODELS, psilocybin)


@stats
@background()
def bootstrap_escitalopram(escitalopram: Arm) -> Iterator[Stat]:
    """Bootstrap intervals of the models of the escitalopram arm."""
    yield from resampled("bootstrap_escitalopram", ESCITALOPRAM_MODELS, escitalopram)


def resampled(product: str, models: Sequence[Model], arm: Arm, resamples: int = RESAMPLES) -> Iterator[Stat]:
    """Intervals of all models of an arm, with the numbers of resamples and of failed resamples.

    Models with the same cases use the same resamples.
    """
    from report.pathmodels import bootstrap

    seed = seed_of(product)
    about = {"group": arm.name, "statistic": "resamples"}
    yield Stat(
        f"bootstrap.{arm.name}.resamples",
        resamples,
        "count",
        f"resamples of each model, {arm.name} arm",
        about=about,
    )
    yield Stat(
        f"bootstrap.{arm.name}.seed", str(seed), "text", f"seed of the resamples, {arm.name} arm", about=about
    )
    failed, errors = 0, [0.0]
    for model in models:
        fit = fitted(model, arm)
        found = bootstrap(fit, model.data(arm.frame), resamples, seed)
        failed += found.failed
        for estimate in reported(fit):
            interval = found.get(estimate.lhs, estimate.op, estimate.rhs)
            errors += _errors(interval)
            yield from interval_rows(model, estimate, interval, fit.n)
    yield Stat(
        f"bootstrap.{arm.name}.failed",
        failed,
        "count",
        f"resamples without an answer, {arm.name} arm",
        about=about,
    )
    text = f"largest Monte-Carlo standard error of a bound, {arm.name} arm"
    yield Stat(f"bootstrap.{arm.name}.largest_error", max(errors), "fixed3", text, about=about)


def _bounds(interval: Interval, method: str) -> Bounds | None:
    return getattr(interval.std, method) if interval.std else None


def _errors(interval: Interval) -> list[float]:
    found = (_bounds(interval, method) for method in METHODS)
    return [error for bounds in found if bounds for error in (bounds.lower_error, bounds.upper_error)]


def interval_rows(model: Model, estimate: Estimate, interval: Interval, n: int) -> Iterator[Stat]:
    """Both bounds of both intervals, with a warning if a bound is less precise than printed."""
    path = f"{model.name}.{path_name(estimate)}"
    words = f"standardised, {describes(model, estimate)}, {model.phrase}"
    about = {"group": model.arm, "model": model.name, "outcome": estimate.lhs, "predictor": estimate.rhs}
    for method, name in METHODS.items():
        bounds = _bounds(interval, method)
        for side in ("lower", "upper"):
            part = f"beta_{method}_ci_{side}"
            text = f"{side} bound of the {name} bootstrap interval: {words}"
            found = _bound(bounds, side, f"{path} has no {name} interval: nothing varies")
            place = {**about, "statistic": part, **found.certainty}
            yield Stat(
                f"{path}.{part}", found.value, "fixed2", text, n=n, about=place, warnings=found.warnings
            )


@dataclass(frozen=True)
class _Bound:
    value: float | None
    certainty: dict[str, str]
    warnings: tuple[str, ...]


def _bound(bounds: Bounds | None, side: str, absent: str) -> _Bound:
    """One bound with its own Monte-Carlo error."""
    from report.pathmodels import too_precise

    if bounds is None:
        return _Bound(None, {}, (absent,))
    error = float(getattr(bounds, f"{side}_error"))
    warning = too_precise(replace(bounds, lower_error=error, upper_error=error), DECIMALS)
    return _Bound(getattr(bounds, side), {"monte_carlo_error": f"{error:.2g}"}, (warning,) if warning else ())
