"""Compares the fit indices with those of semopy for the same models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.models import MODELS
from analysis.path_rows import fitted
from analysis.trial import Arm
from report.results.semopy_rows import Compared, comparison_rows
from report.rows.stat import Stat
from report.study.product import background, stats, value


@value
@background("semopy")
def semopy_comparisons(psilocybin: Arm, escitalopram: Arm) -> dict[str, Compared]:
    """All models by name, as estimated by the engine and by semopy."""
    from report.pathmodels import semopy_comparison

    arms = {arm.name: arm for arm in (psilocybin, escitalopram)}
    fits = {model: fitted(model, arms[model.arm]) for model in MODELS}
    return {
        model.name: Compared(fit, semopy_comparison(fit, model.data(arms[model.arm].frame)))
        for model, fit in fits.items()
    }


@stats
def agreement_rows(semopy_comparisons: Mapping[str, Compared]) -> Iterator[Stat]:
    """semopy's fit indices of all models, and the largest difference between the estimates."""
    for model in MODELS:
        about = {"group": model.arm, "model": model.name}
        compared = semopy_comparisons[model.name]
        yield from comparison_rows(f"agreement.{model.name}", compared, model.phrase, about)
    farthest = max(each.largest_difference for each in semopy_comparisons.values())
    text = "largest difference of an estimate from semopy's in any model, in standard errors"
    yield Stat("agreement.estimates", farthest, "fixed2", text)
