"""Compares the fit indices with those of semopy for the same models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.models import MODELS, Model
from analysis.path_rows import fitted
from analysis.trial import Arm
from report.results.path_statistics import BASELINE, EMPTY_WHEN_SATURATED, FIT, Statistic
from report.rows.stat import Stat
from report.study.product import background, stats, value

if TYPE_CHECKING:
    from report.pathmodels import Comparison, PathFit

#: The indices to compare, by their names among the rows; semopy does not compute the others.
COMPARED = tuple(
    part for part in (*FIT, *BASELINE) if part.name not in ("rmsea_ci_lower", "rmsea_ci_upper", "rmsea_p")
)


@dataclass(frozen=True)
class Compared:
    """A model as estimated by the engine and by semopy."""

    fit: PathFit
    semopy: Comparison

    def reason(self, part: Statistic) -> str:
        """Why an index differs; an empty string if it agrees."""
        if self.fit.saturated and part.name in EMPTY_WHEN_SATURATED and part.name != "srmr":
            return "the model is saturated, so that its data do not test it"
        return self.semopy.index(part.attribute).reason

    @property
    def largest_difference(self) -> float:
        """The largest difference between the estimates, in standard errors."""
        pairs = self.semopy.estimates
        return max(abs(pair.ours - pair.semopy) / pair.ours_se for pair in pairs if pair.ours_se)


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
        yield from index_rows(model, semopy_comparisons[model.name])
    farthest = max(each.largest_difference for each in semopy_comparisons.values())
    text = "largest difference of an estimate from semopy's in any model, in standard errors"
    yield Stat("agreement.estimates", farthest, "fixed2", text)


def index_rows(model: Model, compared: Compared) -> Iterator[Stat]:
    """The rows of one model: each index, then the largest difference between the estimates."""
    n, about = compared.fit.n, {"group": model.arm, "model": model.name}
    for part in COMPARED:
        number = compared.semopy.index(part.attribute).semopy
        text = f"semopy's {part.words}, {model.phrase}"
        place = {**about, "statistic": part.name}
        yield Stat(
            f"agreement.{model.name}.{part.name}", number, part.format, text, part.symbol, n, about=place
        )
    text = f"largest difference of an estimate from semopy's, in standard errors, {model.phrase}"
    yield Stat(
        f"agreement.{model.name}.estimates", compared.largest_difference, "fixed3", text, n=n, about=about
    )
