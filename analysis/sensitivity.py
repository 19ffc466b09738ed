"""Tests whether the findings depend on defensible choices: estimator, cases, divisor of the covariances.

Each variant estimates the models again and evaluates the claims of the paper on its rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from analysis.claims import confirmatory, first_session, second_session
from analysis.maximum import Ties
from analysis.models import ESCITALOPRAM_MODELS, PSILOCYBIN_MODELS, SESSION1_EBI, SESSION1_MEQ, Model
from analysis.path_rows import Divisor, Missing, model_rows
from analysis.rows import Rows
from analysis.trial import Arm
from report.rows.stat import Claim, Row, Stat
from report.study.product import stats, value

ClaimFunction = Callable[..., Iterator[Claim]]


@dataclass(frozen=True)
class Variant:
    """A variant of the analysis: its name in ids, its title, its models, and what it changes."""

    name: str
    title: str
    models: tuple[Model, ...] = PSILOCYBIN_MODELS
    missing: Missing = "listwise"
    divisor: Divisor = "n"
    both_doses: bool = False
    ties: Ties = "first"

    def arm(self, arm: Arm) -> Arm:
        """The participants of this variant."""
        if not self.both_doses:
            return arm
        return replace(arm, frame=arm.frame[arm.frame["second_dose"] == 1].reset_index(drop=True))


FIML = Variant("fiml", "Full information", missing="fiml")
BOTH_DOSES = Variant("both_doses", "Both doses", (SESSION1_EBI, SESSION1_MEQ), both_doses=True)
SAMPLE_DIVISOR = Variant("sample_divisor", "Sample divisor", divisor="n-1")
TIES = Variant("ties", "Ties to second", ESCITALOPRAM_MODELS, ties="second")
VARIANTS = (FIML, BOTH_DOSES, SAMPLE_DIVISOR, TIES)

#: The key paths of the paper's argument, by model.
KEY_PATHS: dict[str, tuple[str, ...]] = {
    "primary.ebi": ("rapport_on_starp", "ebi_max_on_rapport", "qids_6w_on_ebi_max", "indirect"),
    "primary.meq": ("rapport_on_starp", "meq_max_on_rapport", "qids_6w_on_meq_max", "indirect"),
    "session1.ebi": ("qids_6w_on_ebi_1", "starp_2_on_ebi_1", "indirect"),
    "session1.meq": ("meq_1_on_qids_0", "qids_6w_on_meq_1", "starp_2_on_meq_1", "indirect"),
    "session2.ebi": (
        "starp_2_on_qids_mid",
        "rapport_2_on_qids_mid",
        "qids_6w_on_ebi_2",
        "qids_6w_on_starp_2",
    ),
    "session2.meq": ("qids_6w_on_meq_2", "qids_6w_on_starp_2", "indirect"),
    "escitalopram.ebi": ("rapport_on_starp", "ebi_max_on_rapport", "qids_6w_on_ebi_max", "indirect"),
    "escitalopram.meq": ("rapport_on_starp", "meq_max_on_rapport", "qids_6w_on_meq_max", "indirect"),
}

#: The claims that depend only on the models, with the models whose rows each reads, in order.
CLAIMS: dict[str, tuple[ClaimFunction, tuple[str, ...]]] = {
    "ebi_beats_meq": (confirmatory.ebi_beats_meq, ("primary.ebi", "primary.meq")),
    "primary_effects": (confirmatory.primary_effects, ("primary.ebi", "primary.meq")),
    "primary_mediation": (confirmatory.primary_mediation, ("primary.ebi", "primary.meq")),
    "bonferroni_ebi": (confirmatory.bonferroni_ebi, ("primary.ebi",)),
    "bonferroni_meq_trend": (confirmatory.bonferroni_meq_trend, ("primary.meq",)),
    "primary_fit": (confirmatory.primary_fit, ("primary.ebi", "primary.meq")),
    "acute_variance": (confirmatory.acute_variance, ("primary.ebi", "primary.meq")),
    "s1_ebi_mediates": (first_session.s1_ebi_mediates, ("session1.ebi",)),
    "s1_meq_trend": (first_session.s1_meq_trend, ("session1.meq",)),
    "s1_baseline_meq_trend": (first_session.s1_baseline_meq_trend, ("session1.meq",)),
    "s1_ebi_builds_alliance": (first_session.s1_ebi_builds_alliance, ("session1.ebi", "session1.meq")),
    "s2_meq_not_ebi": (second_session.s2_meq_not_ebi, ("session2.ebi", "session2.meq")),
    "s2_direct": (second_session.s2_direct, ("session2.ebi", "session2.meq")),
    "s2_severity_erodes": (second_session.s2_severity_erodes, ("session2.ebi", "session2.meq")),
}
MAIN = "main"


@value
def variants(psilocybin: Arm, escitalopram: Arm) -> dict[str, dict[str, Row]]:
    """All rows of each variant by its name, under the ids that they have in the main analysis."""
    arms = {arm.name: arm for arm in (psilocybin, escitalopram)}
    return {variant.name: estimated(variant, arms) for variant in VARIANTS}


def estimated(variant: Variant, arms: Mapping[str, Arm]) -> dict[str, Row]:
    """The rows of a variant's models, each estimated on its arm."""
    cases = {name: variant.arm(arm) for name, arm in arms.items()}
    rows = (
        model_rows(replace(model, ties=variant.ties), cases[model.arm], variant.missing, variant.divisor)
        for model in variant.models
    )
    return {row.id: row for of_model in rows for row in of_model}


@stats
def sensitivity_rows(
    variants: Mapping[str, Rows],
    psilocybin_models: Rows,
) -> Iterator[Row]:
    """The key paths under each variant, and the claims that hold."""
    yield from verdicts(MAIN, psilocybin_models, PSILOCYBIN_MODELS)
    for variant in VARIANTS:
        rows = variants[variant.name]
        yield from copied(variant, rows)
        yield from verdicts(variant.name, rows, variant.models)


def copied(variant: Variant, rows: Rows) -> Iterator[Row]:
    """The variant's number of cases and key paths, under its own prefix."""
    for model in variant.models:
        wanted = [f"{model.name}.n"]
        wanted += [f"{model.name}.{path}.{part}" for path in KEY_PATHS[model.name] for part in ("beta", "p")]
        wanted += [f"{model.name}.fit.chisq"] if model in ESCITALOPRAM_MODELS else []
        for id in wanted:
            row = rows[id]
            yield replace(
                row, id=f"sensitivity.{variant.name}.{id}", label=f"{row.label} ({variant.title.lower()})"
            )


def verdicts(name: str, rows: Rows, models: tuple[Model, ...]) -> Iterator[Stat]:
    """Whether each claim holds in these rows, for the claims that depend on these models."""
    known = {model.name for model in models}
    for claim, (ask, needs) in CLAIMS.items():
        if known.issuperset(needs):
            (found,) = ask(*(rows for _ in needs))
            text = f"whether it holds that {found.label} ({name.replace('_', ' ')})"
            yield Stat(f"sensitivity.{name}.claim.{claim}", "yes" if found.holds else "no", "text", text)
