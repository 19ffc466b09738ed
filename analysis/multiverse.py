"""The confirmatory indirect effects under all combinations of decisions that other analysts could have taken.

Steegen, S., Tuerlinckx, F., Gelman, A., & Vanpaemel, W. (2016). Increasing transparency through a multiverse analysis.
Perspectives on Psychological Science, 11, 702-712.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.arm_of_file import psilocybin_of
from analysis.maximum import of_maximum
from report import Design, sweep
from report.study.study import DataFile
from report.sweeps.design import Universe

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame

    from report.pathmodels.results import PathFit

RESAMPLES = 999
OUTLYING = 2.5
"""A participant is an outlier with a score beyond this many standard deviations in a variable of the model."""
RESAMPLED = ("percentile", "corrected")


def possible(universe: Universe) -> bool:
    """Whether a combination can be computed and differs from every other one.

    Full information has no divisor n - 1 and no bootstrap here; robust and bootstrap inference is taken with the usual
    divisor; and the sum of both sessions leaves only participants with both doses.
    """
    usual = universe["divisor"] == "n" or (universe["missing"], universe["inference"]) == (
        "listwise",
        "normal",
    )
    resampled = universe["inference"] in RESAMPLED and universe["missing"] == "fiml"
    double = universe["sessions"] == "sum" and universe["cases"] == "both_doses"
    return usual and not resampled and not double


CHOICES = Design(
    acute=("ebi", "meq"),
    sessions=("max", "mean", "sum"),
    cases=("all", "both_doses", "no_outliers"),
    missing=("listwise", "fiml"),
    covariates=("baseline", "baseline_age", "none"),
    direct=("none", "direct"),
    divisor=("n", "n-1"),
    inference=("normal", "robust", "percentile", "corrected"),
).only_if(possible)


@dataclass(frozen=True)
class Effect:
    """A standardised indirect effect with its 95% limits, and whether it is significant."""

    beta: float
    lower: float
    upper: float
    significant: bool


@sweep(CHOICES, seed=18, stored="data/sweeps/multiverse.csv")
def multiverse(
    universe: Universe, rng: np.random.Generator, trial_file: DataFile, dictionary_file: DataFile
) -> dict[str, Any]:
    """The standardised indirect effect of the alliance in one universe."""
    from report.pathmodels import fit

    frame = selected(psilocybin_of(trial_file, dictionary_file).frame, universe)
    robust = universe["inference"] == "robust"
    found = fit(
        syntax(universe),
        frame,
        missing=universe["missing"],  # type: ignore[arg-type]
        divisor=universe["divisor"],  # type: ignore[arg-type]
        estimator="MLR" if robust else "ML",
    )
    effect = _effect(found, frame, str(universe["inference"]), rng)
    return {
        "n": found.n,
        "beta": effect.beta,
        "lower": effect.lower,
        "upper": effect.upper,
        "significant": effect.significant,
    }


def syntax(universe: Universe) -> str:
    """The confirmatory model with the covariates and direct paths of a universe."""
    covariates = {"baseline": " + qids_0", "baseline_age": " + qids_0 + age", "none": ""}
    added = covariates[str(universe["covariates"])]
    direct = " + rapport + starp" if universe["direct"] == "direct" else ""
    passed = " + starp" if universe["direct"] == "direct" else ""
    return (
        f"rapport ~ a*starp\nacute ~ b*rapport{passed}{added}\nqids_6w ~ c*acute{direct}{added}\n"
        "indirect := a*b*c"
    )


def selected(frame: DataFrame, universe: Universe) -> DataFrame:
    """The variables of the model for the participants of a universe."""
    kept = frame[frame["second_dose"] == 1] if universe["cases"] == "both_doses" else frame
    found = combined(kept, str(universe["acute"]), str(universe["sessions"]))
    if universe["cases"] == "no_outliers":
        scores = (found - found.mean()) / found.std()
        found = found[~(scores.abs() > OUTLYING).any(axis=1)]
    return found.reset_index(drop=True)


def combined(frame: DataFrame, acute: str, sessions: str) -> DataFrame:
    """The sessions as one: the stronger one, the mean of those that took place, or the sum of both."""
    own = frame[["age", "qids_0", "qids_6w"]]
    if sessions == "max":
        found = of_maximum(frame, acute)
        return own.assign(starp=found["starp"], rapport=found["rapport"], acute=found[f"{acute}_max"])
    names = {"starp": "starp", "rapport": "rapport", "acute": acute}
    pairs = {name: frame[[f"{source}_1", f"{source}_2"]] for name, source in names.items()}
    if sessions == "mean":
        return own.assign(**{name: pair.mean(axis=1) for name, pair in pairs.items()})
    return own.assign(**{name: pair.sum(axis=1, skipna=False) for name, pair in pairs.items()})


def _effect(found: PathFit, frame: DataFrame, inference: str, rng: np.random.Generator) -> Effect:
    from report.pathmodels import bootstrap

    row = found.defined("indirect")
    if inference not in RESAMPLED:
        limits = (row.std_ci_lower, row.std_ci_upper)
        significant = row.p is not None and row.p < 1 - found.levels.confidence
    else:
        interval = bootstrap(found, frame, RESAMPLES, int(rng.integers(2**31))).defined("indirect").std
        bounds = getattr(interval, inference) if interval else None
        limits = (bounds.lower, bounds.upper) if bounds else (None, None)
        significant = bounds is not None and (bounds.lower > 0 or bounds.upper < 0)
    lower, upper = (float("nan") if limit is None else float(limit) for limit in limits)
    return Effect(float("nan") if row.std is None else row.std, lower, upper, bool(significant))
