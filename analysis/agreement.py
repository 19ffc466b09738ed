"""Our fit indices beside those of semopy for the same models, as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.models import MODELS, Model
from analysis.path_rows import FIT, MEANINGLESS_WHEN_SATURATED, Part, fitted
from analysis.trial import Arm
from report.product import stats
from report.stat import Stat

if TYPE_CHECKING:
    from analysis.sem import Comparison, PathFit

#: The indices that are compared, by their names among our rows; semopy has no others, or its own formula for none.
COMPARED = tuple(part for part in FIT if part.name not in ("rmsea_ci_lower", "rmsea_ci_upper", "rmsea_p"))


@stats
def agreement_rows(psilocybin: Arm, escitalopram: Arm) -> Iterator[Stat]:
    """semopy's fit indices and estimates of all models, and why they differ from ours."""
    from analysis.sem import semopy_comparison

    farthest = 0.0
    arms = {arm.name: arm for arm in (psilocybin, escitalopram)}
    for model in MODELS:
        fit = fitted(model, arms[model.arm])
        comparison = semopy_comparison(fit, model.data(arms[model.arm].frame))
        yield from compared(model, fit, comparison)
        farthest = max(farthest, apart(comparison))
    text = "largest difference of an estimate from semopy's in any model, in standard errors"
    yield Stat("agreement.estimates", farthest, "fixed2", text)


def compared(model: Model, fit: PathFit, comparison: Comparison) -> Iterator[Stat]:
    """One model: an index at a time, then how far the estimates are apart."""
    about = {"group": model.arm, "model": model.name}
    for part in COMPARED:
        pair, place = comparison.index(part.attribute), f"agreement.{model.name}.{part.name}"
        silent = fit.saturated and part.name in MEANINGLESS_WHEN_SATURATED
        stamp = {**about, "statistic": part.name}
        theirs = f"semopy's {part.words}, {model.phrase}"
        reason = _reason(part, silent, pair.reason)
        yield Stat(f"{place}.semopy", pair.semopy, part.format, theirs, part.symbol, fit.n, about=stamp)
        yield Stat(
            f"{place}.reason",
            reason,
            "text",
            f"why semopy's {part.words} differs, {model.phrase}",
            about=stamp,
        )
    text = f"largest difference of an estimate from semopy's, in standard errors, {model.phrase}"
    yield Stat(f"agreement.{model.name}.estimates", apart(comparison), "fixed3", text, n=fit.n, about=about)


def _reason(part: Part, silent: bool, reason: str) -> str:
    if silent and part.name != "srmr":
        return "the model is saturated, so that its data do not test it"
    return reason or "agrees"


def apart(comparison: Comparison) -> float:
    """How far the estimates of a model are apart: the largest difference, in standard errors."""
    pairs = comparison.estimates
    return max(abs(pair.ours - pair.semopy) / pair.ours_se for pair in pairs if pair.ours_se)
