"""Means, standard deviations and correlations of the complete cases of each model, for refitting it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from analysis.models import ESCITALOPRAM_MODELS, PSILOCYBIN_MODELS, Model
from analysis.scales import label
from analysis.trial import Arm
from report.rows.stat import Stat
from report.study.product import stats


@stats
def moments_psilocybin(psilocybin: Arm) -> Iterator[Stat]:
    """The moments of the models of the psilocybin arm."""
    for model in PSILOCYBIN_MODELS:
        yield from moments(model, psilocybin)


@stats
def moments_escitalopram(escitalopram: Arm) -> Iterator[Stat]:
    """The moments of the models of the escitalopram arm."""
    for model in ESCITALOPRAM_MODELS:
        yield from moments(model, escitalopram)


def moments(model: Model, arm: Arm) -> Iterator[Stat]:
    """Mean and SD (divisor n - 1) of each variable and all correlations, in the cases that the model uses."""
    cases = model.data(arm.frame)[list(model.variables)].dropna()
    n, prefix, about = len(cases), f"moments.{model.name}", {"group": model.arm, "model": model.name}
    for name in model.variables:
        text, place = f"{label(name)}, cases of the {model.phrase}", {**about, "variable": name}
        mean, spread = float(cases[name].mean()), float(cases[name].std())
        yield Stat(f"{prefix}.{name}.mean", mean, "fixed3", f"mean of {text}", "*M*", n, about=place)
        yield Stat(f"{prefix}.{name}.sd", spread, "fixed3", f"SD of {text}", "*SD*", n, about=place)
    for first, second in combinations(model.variables, 2):
        text = f"correlation of {label(first)} and {label(second)}, cases of the {model.phrase}"
        r = float(cases[first].corr(cases[second]))
        yield Stat(f"{prefix}.{first}_{second}.r", r, "unit3", text, "*r*", n, about=about)
