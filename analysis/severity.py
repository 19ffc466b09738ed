"""The variance of the endpoint explained by earlier severity alone, and the variance that the models add."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import ESCITALOPRAM_MODELS, PSILOCYBIN_MODELS, Model
from analysis.rows import Rows, number
from analysis.scales import label
from analysis.trial import Arm
from report.results.pearson_correlations import pearson
from report.rows.stat import Stat
from report.study.product import stats

ENDPOINT = "qids_6w"


@stats
def severity_alone(psilocybin: Arm, escitalopram: Arm) -> Iterator[Stat]:
    """Variance of the endpoint that severity at baseline or midline explains alone, all cases of each arm."""
    for arm in (psilocybin, escitalopram):
        for earlier in ("qids_0", "qids_mid"):
            found = pearson(arm.frame[earlier], arm.frame[ENDPOINT])
            text = f"variance of {label(ENDPOINT)} explained by {label(earlier)} alone, {arm.name} arm"
            about = {"group": arm.name, "outcome": ENDPOINT, "predictor": earlier, "statistic": "r2"}
            prefix = f"severity_alone.{arm.name}.{earlier}"
            yield Stat(f"{prefix}.r2", found.shared_variance, "unit", text, "*R*²", found.n, about=about)


@stats
def variance_added_psilocybin(
    psilocybin: Arm,
    severity_alone: Rows,
    psilocybin_models: Rows,
) -> Iterator[Stat]:
    """What the models of the psilocybin arm explain beyond severity alone."""
    for model in PSILOCYBIN_MODELS:
        yield from added(model, psilocybin, severity_alone, psilocybin_models)


@stats
def variance_added_escitalopram(
    escitalopram: Arm,
    severity_alone: Rows,
    escitalopram_ebi: Rows,
    escitalopram_meq: Rows,
) -> Iterator[Stat]:
    """What the models of the escitalopram arm explain beyond severity alone."""
    for model, rows in zip(ESCITALOPRAM_MODELS, (escitalopram_ebi, escitalopram_meq), strict=True):
        yield from added(model, escitalopram, severity_alone, rows)


def added(model: Model, arm: Arm, alone: Rows, rows: Rows) -> Iterator[Stat]:
    """The model's R squared minus that of severity alone: over all cases of the arm, and over the model's own cases.

    The source takes the first difference; the second compares like with like where a model drops cases.
    """
    explained = number(rows, f"{model.name}.r2.{ENDPOINT}")
    every_case = number(alone, f"severity_alone.{arm.name}.{model.baseline}.r2")
    cases = model.data(arm.frame)[list(model.variables)].dropna()
    same_cases = pearson(cases[model.baseline], cases[ENDPOINT]).shared_variance
    words = f"{label(model.baseline)} alone, {model.phrase}"
    parts = {
        "r2_added": (explained - every_case, "Δ*R*²", f"variance explained beyond {words}"),
        "r2_severity": (same_cases, "*R*²", f"variance explained by {words}, on the model's cases"),
        "r2_added_same_cases": (
            explained - same_cases,
            "Δ*R*²",
            f"variance explained beyond {words}, on the model's cases",
        ),
    }
    for name, (share, symbol, text) in parts.items():
        about = {"group": arm.name, "model": model.name, "outcome": ENDPOINT, "statistic": name}
        yield Stat(f"{model.name}.{name}", share, "unit", text, symbol, len(cases), about=about)
