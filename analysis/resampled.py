"""Bootstrap intervals of every standardised path and effect, with the Monte Carlo error of their bounds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from analysis.models import ESCITALOPRAM_MODELS, PSILOCYBIN_MODELS, Model
from analysis.path_rows import describes, fitted, place_of
from analysis.trial import Arm
from report.results.bootstrap_rows import bound_errors, bound_rows
from report.results.path_parameters import parameter_name, reported_parameters
from report.rows.stat import Stat
from report.study.product import background, stats

RESAMPLES = 100_000


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
    text = f"resamples of each model, {arm.name} arm"
    yield Stat(f"bootstrap.{arm.name}.resamples", resamples, "count", text, about=about)
    text = f"seed of the resamples, {arm.name} arm"
    yield Stat(f"bootstrap.{arm.name}.seed", str(seed), "text", text, about=about)
    failed, errors = 0, [0.0]
    for model in models:
        fit = fitted(model, arm)
        found = bootstrap(fit, model.data(arm.frame), resamples, seed)
        failed += found.failed
        for estimate in reported_parameters(fit.estimates):
            interval = found.get(estimate.lhs, estimate.op, estimate.rhs)
            errors += bound_errors(interval)
            path, words = f"{model.name}.{parameter_name(estimate)}", describes(model, estimate)
            yield from bound_rows(path, interval, fit.n, f"standardised, {words}", place_of(model, estimate))
    text = f"resamples without an answer, {arm.name} arm"
    yield Stat(f"bootstrap.{arm.name}.failed", failed, "count", text, about=about)
    text = f"largest Monte Carlo standard error of a bound, {arm.name} arm"
    yield Stat(f"bootstrap.{arm.name}.largest_error", max(errors), "fixed3", text, about=about)
