"""The paper's claims about the confirmatory models."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import thresholds
from analysis.rows import Rows, number, p_values, significant
from report.rows.stat import Claim
from report.study.product import claims


@claims
def ebi_beats_meq(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """|β| of the strongest EBI on depression at the endpoint exceeds |β| of the strongest MEQ."""
    ebi, meq = "primary.ebi.qids_6w_on_ebi_max.beta", "primary.meq.qids_6w_on_meq_max.beta"
    yield Claim(
        "claim.ebi_beats_meq",
        abs(number(primary_ebi, ebi)) > abs(number(primary_meq, meq)),
        "the standardised effect on depression at the endpoint is larger for emotional breakthrough than for "
        "mystical-type experience",
        (ebi, meq),
    )


@claims
def primary_effects(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """Both acute experiences predict depression at the endpoint, p < .05."""
    ebi, meq = "primary.ebi.qids_6w_on_ebi_max", "primary.meq.qids_6w_on_meq_max"
    yield Claim(
        "claim.primary_effects",
        significant(primary_ebi, ebi) and significant(primary_meq, meq),
        "both acute experiences predict depression at the endpoint",
        p_values((ebi, meq)),
    )


@claims
def primary_mediation(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """The indirect effect of alliance is significant in both confirmatory models, p < .05."""
    ebi, meq = "primary.ebi.indirect", "primary.meq.indirect"
    yield Claim(
        "claim.primary_mediation",
        significant(primary_ebi, ebi) and significant(primary_meq, meq),
        "the indirect effect of alliance on depression is significant in both confirmatory models",
        p_values((ebi, meq)),
    )


@claims
def bonferroni_ebi(primary_ebi: Rows) -> Iterator[Claim]:
    """The indirect effect in the EBI model stays significant after Bonferroni's correction, p < .05."""
    id = "primary.ebi.indirect.p_bonferroni"
    holds = thresholds.LEVELS.is_significant(number(primary_ebi, id))
    yield Claim(
        "claim.bonferroni_ebi",
        holds,
        "the indirect effect through emotional breakthrough survives correction",
        (id,),
    )


@claims
def bonferroni_meq_trend(primary_meq: Rows) -> Iterator[Claim]:
    """The indirect effect in the MEQ model is at trend level after Bonferroni's correction, .05 <= p < .10."""
    id = "primary.meq.indirect.p_bonferroni"
    yield Claim(
        "claim.bonferroni_meq_trend",
        thresholds.LEVELS.is_trend(number(primary_meq, id)),
        "the indirect effect through mystical-type experience is reduced to trend level by correction",
        (id,),
    )


def _fits(rows: Rows, model: str, cfi: float, rmsea: float) -> bool:
    fit = f"{model}.fit"
    return (
        number(rows, f"{fit}.p") > thresholds.CHISQ_P
        and number(rows, f"{fit}.cfi") >= cfi
        and number(rows, f"{fit}.rmsea") <= rmsea
    )


def _fit_evidence(*models: str) -> tuple[str, ...]:
    return tuple(f"{model}.fit.{index}" for model in models for index in ("p", "cfi", "rmsea"))


@claims
def primary_fit(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """Both confirmatory models fit acceptably: chi-square p > .05, CFI >= .90 and RMSEA <= .10."""
    bounds = thresholds.CFI_ACCEPTABLE, thresholds.RMSEA_ACCEPTABLE
    yield Claim(
        "claim.primary_fit",
        _fits(primary_ebi, "primary.ebi", *bounds) and _fits(primary_meq, "primary.meq", *bounds),
        "both confirmatory models have acceptable to good fit on chi-square, CFI and RMSEA",
        _fit_evidence("primary.ebi", "primary.meq"),
    )


@claims
def primary_fit_good(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """Both confirmatory models fit well: chi-square p > .05, CFI >= .95 and RMSEA <= .08."""
    bounds = thresholds.CFI_GOOD, thresholds.RMSEA_GOOD
    yield Claim(
        "claim.primary_fit_good",
        _fits(primary_ebi, "primary.ebi", *bounds) and _fits(primary_meq, "primary.meq", *bounds),
        "both confirmatory models have good fit on chi-square, CFI and RMSEA",
        _fit_evidence("primary.ebi", "primary.meq"),
    )


@claims
def acute_variance(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """R² of the strongest EBI and of the strongest MEQ both lie in [.40, .50): nearly half."""
    ebi, meq = "primary.ebi.r2.ebi_max", "primary.meq.r2.meq_max"
    low, high = thresholds.NEARLY_HALF
    yield Claim(
        "claim.acute_variance",
        low <= number(primary_ebi, ebi) < high and low <= number(primary_meq, meq) < high,
        "both acute experiences have nearly half of their variance explained",
        (ebi, meq),
    )


@claims
def primary_direction(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """The indirect effect of alliance on depression is negative in both confirmatory models, β < 0."""
    ids = ("primary.ebi.indirect.beta", "primary.meq.indirect.beta")
    yield Claim(
        "claim.primary_direction",
        number(primary_ebi, ids[0]) < 0 and number(primary_meq, ids[1]) < 0,
        "the indirect effect of a stronger alliance is less depression in both confirmatory models",
        ids,
    )
