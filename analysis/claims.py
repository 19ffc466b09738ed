"""The statements of the paper, each as a claim with its exact rule and the rows on which it rests.

A claim reads rows only, from any mapping of ids to rows, so that a sensitivity analysis can put the same
question to other rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis import thresholds
from analysis.rows import Rows, at_trend, not_significant, number, significant
from report.product import claims
from report.stat import Claim


def _p(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{path}.p" for path in paths)


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
        _p((ebi, meq)),
    )


@claims
def primary_mediation(primary_ebi: Rows, primary_meq: Rows) -> Iterator[Claim]:
    """The indirect effect of alliance is significant in both confirmatory models, p < .05."""
    ebi, meq = "primary.ebi.indirect", "primary.meq.indirect"
    yield Claim(
        "claim.primary_mediation",
        significant(primary_ebi, ebi) and significant(primary_meq, meq),
        "the indirect effect of alliance on depression is significant in both confirmatory models",
        _p((ebi, meq)),
    )


@claims
def bonferroni_ebi(primary_ebi: Rows) -> Iterator[Claim]:
    """The indirect effect in the EBI model stays significant after Bonferroni's correction, p < .05."""
    id = "primary.ebi.indirect.p_bonferroni"
    holds = number(primary_ebi, id) < thresholds.ALPHA
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
        thresholds.ALPHA <= number(primary_meq, id) < thresholds.TREND,
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
        "nearly half of the variance of both acute experiences is explained",
        (ebi, meq),
    )


@claims
def s1_ebi_mediates(session1_ebi: Rows) -> Iterator[Claim]:
    """The serial indirect effect alliance → rapport → EBI → depression, first session, is significant, p < .05."""
    path = "session1.ebi.indirect"
    yield Claim(
        "claim.s1_ebi_mediates",
        significant(session1_ebi, path),
        "in the first session rapport and emotional breakthrough mediate the effect of alliance on depression",
        _p((path,)),
    )


@claims
def s1_meq_trend(session1_meq: Rows) -> Iterator[Claim]:
    """The path from MEQ in the first session to depression at the endpoint is at trend level, .05 <= p < .10."""
    path = "session1.meq.qids_6w_on_meq_1"
    yield Claim(
        "claim.s1_meq_trend",
        at_trend(session1_meq, path),
        "in the first session mystical-type experience affects depression at trend level only",
        _p((path,)),
    )


@claims
def s1_baseline_meq_trend(session1_meq: Rows) -> Iterator[Claim]:
    """The path from baseline depression to MEQ in the first session is negative and at trend level, .05 <= p < .10."""
    path = "session1.meq.meq_1_on_qids_0"
    yield Claim(
        "claim.s1_baseline_meq_trend",
        at_trend(session1_meq, path) and number(session1_meq, f"{path}.beta") < 0,
        "higher baseline depression goes with lower mystical-type experience in the first session, at trend level",
        (f"{path}.beta", f"{path}.p"),
    )


@claims
def s1_ebi_builds_alliance(session1_ebi: Rows, session1_meq: Rows) -> Iterator[Claim]:
    """EBI in the first session raises the next alliance (β > 0, p < .05), MEQ does not (p >= .05)."""
    ebi, meq = "session1.ebi.starp_2_on_ebi_1", "session1.meq.starp_2_on_meq_1"
    yield Claim(
        "claim.s1_ebi_builds_alliance",
        significant(session1_ebi, ebi)
        and number(session1_ebi, f"{ebi}.beta") > 0
        and not_significant(session1_meq, meq),
        "emotional breakthrough, but not mystical-type experience, in the first session predicts the next alliance",
        (f"{ebi}.beta", *_p((ebi, meq))),
    )


@claims
def s1_meq_alliance_carried(session1_meq: Rows, correlations_psilocybin: Rows) -> Iterator[Claim]:
    """R² of the alliance before the second session in the MEQ model is within .05 of r² of the two alliances."""
    explained, shared = "session1.meq.r2.starp_2", "correlation.psilocybin.starp_1_starp_2.r"
    gap = number(session1_meq, explained) - number(correlations_psilocybin, shared) ** 2
    yield Claim(
        "claim.s1_meq_alliance_carried",
        abs(gap) <= thresholds.APPROXIMATELY,
        "the mystical-type model explains about as much of the second alliance as the first alliance alone",
        (explained, shared),
    )


@claims
def s2_meq_not_ebi(session2_ebi: Rows, session2_meq: Rows) -> Iterator[Claim]:
    """Given midline depression, MEQ (p < .05) but not EBI (p >= .05) of the second session predicts depression."""
    ebi, meq = "session2.ebi.qids_6w_on_ebi_2", "session2.meq.qids_6w_on_meq_2"
    yield Claim(
        "claim.s2_meq_not_ebi",
        significant(session2_meq, meq) and not_significant(session2_ebi, ebi),
        "in the second session mystical-type experience, but not emotional breakthrough, predicts depression",
        _p((meq, ebi)),
    )


@claims
def s2_meq_mediates(session2_meq: Rows) -> Iterator[Claim]:
    """The serial indirect effect alliance → rapport → MEQ → depression, second session, is significant, p < .05."""
    path = "session2.meq.indirect"
    yield Claim(
        "claim.s2_meq_mediates",
        significant(session2_meq, path),
        "in the second session rapport and mystical-type experience mediate the effect of alliance on depression",
        _p((path,)),
    )


@claims
def s2_ebi_mediates(session2_ebi: Rows) -> Iterator[Claim]:
    """The serial indirect effect alliance → rapport → EBI → depression, second session, is significant, p < .05."""
    path = "session2.ebi.indirect"
    yield Claim(
        "claim.s2_ebi_mediates",
        significant(session2_ebi, path),
        "in the second session rapport and emotional breakthrough mediate the effect of alliance on depression",
        _p((path,)),
    )


@claims
def s2_direct(session2_ebi: Rows, session2_meq: Rows) -> Iterator[Claim]:
    """The direct path from the second alliance to depression is significant in both models, p < .05."""
    ebi, meq = "session2.ebi.qids_6w_on_starp_2", "session2.meq.qids_6w_on_starp_2"
    yield Claim(
        "claim.s2_direct",
        significant(session2_ebi, ebi) and significant(session2_meq, meq),
        "the alliance before the second session has a direct effect on depression in both models",
        _p((ebi, meq)),
    )


@claims
def s2_severity_erodes(session2_ebi: Rows, session2_meq: Rows) -> Iterator[Claim]:
    """Midline depression lowers alliance and rapport before the second session in both models, β < 0 and p < .05."""
    sources = {"session2.ebi": session2_ebi, "session2.meq": session2_meq}
    paths = {
        f"{model}.{outcome}_on_qids_mid": rows
        for model, rows in sources.items()
        for outcome in ("starp_2", "rapport_2")
    }
    yield Claim(
        "claim.s2_severity_erodes",
        all(significant(rows, path) and number(rows, f"{path}.beta") < 0 for path, rows in paths.items()),
        "higher midline depression goes with weaker alliance and rapport before the second session",
        tuple(f"{path}.{part}" for path in paths for part in ("beta", "p")),
    )


@claims
def low_r_starp1_acute(correlations_psilocybin: Rows) -> Iterator[Claim]:
    """|r| of alliance 1 with EBI 1 and MEQ 1 < .30; r of rapport 1 with alliance 1, EBI 1 and MEQ 1 >= .50."""
    pair = "correlation.psilocybin.{}.r".format
    weak = (pair("starp_1_ebi_1"), pair("starp_1_meq_1"))
    high = (pair("starp_1_rapport_1"), pair("rapport_1_ebi_1"), pair("rapport_1_meq_1"))
    yield Claim(
        "claim.low_r_starp1_acute",
        all(abs(number(correlations_psilocybin, id)) < thresholds.R_WEAK for id in weak)
        and all(number(correlations_psilocybin, id) >= thresholds.R_HIGH for id in high),
        "alliance correlates weakly with the acute experience of the first session, rapport highly with both",
        weak + high,
    )


@claims
def specificity_acute(escitalopram_ebi: Rows, escitalopram_meq: Rows) -> Iterator[Claim]:
    """In the escitalopram arm neither rapport nor, through it, alliance predicts the acute experience, p >= .05."""
    ebi, meq = "escitalopram.ebi.ebi_max_on_rapport", "escitalopram.meq.meq_max_on_rapport"
    yield Claim(
        "claim.specificity_acute",
        not_significant(escitalopram_ebi, ebi) and not_significant(escitalopram_meq, meq),
        "in the escitalopram arm the therapeutic relationship does not predict the acute experience",
        _p((ebi, meq)),
    )


@claims
def specificity_outcome(
    escitalopram_ebi: Rows, escitalopram_meq: Rows, correlations_escitalopram: Rows
) -> Iterator[Claim]:
    """In the escitalopram arm the relationship does not predict depression at the endpoint.

    Neither indirect effect is significant, and no alliance or rapport correlates with the endpoint, p >= .05.
    """
    measures = ("starp_1", "rapport_1", "starp_2", "rapport_2")
    pairs = tuple(f"correlation.escitalopram.{name}_qids_6w" for name in measures)
    ebi, meq = "escitalopram.ebi.indirect", "escitalopram.meq.indirect"
    yield Claim(
        "claim.specificity_outcome",
        not_significant(escitalopram_ebi, ebi)
        and not_significant(escitalopram_meq, meq)
        and all(not_significant(correlations_escitalopram, pair) for pair in pairs),
        "in the escitalopram arm the therapeutic relationship does not predict depression at the endpoint",
        _p((ebi, meq, *pairs)),
    )


@claims
def specificity_experience(escitalopram_ebi: Rows, escitalopram_meq: Rows) -> Iterator[Claim]:
    """In the escitalopram arm no acute experience predicts depression at the endpoint, p >= .05."""
    ebi, meq = "escitalopram.ebi.qids_6w_on_ebi_max", "escitalopram.meq.qids_6w_on_meq_max"
    yield Claim(
        "claim.specificity_experience",
        not_significant(escitalopram_ebi, ebi) and not_significant(escitalopram_meq, meq),
        "in the escitalopram arm the acute experience does not predict depression at the endpoint",
        _p((ebi, meq)),
    )


@claims
def specificity_severity(severity_alone: Rows) -> Iterator[Claim]:
    """Baseline depression alone explains more of the endpoint in the escitalopram than in the psilocybin arm."""
    escitalopram, psilocybin = (f"severity_alone.{arm}.qids_0.r2" for arm in ("escitalopram", "psilocybin"))
    yield Claim(
        "claim.specificity_severity",
        number(severity_alone, escitalopram) > number(severity_alone, psilocybin),
        "baseline depression explains more of the endpoint in the escitalopram arm",
        (escitalopram, psilocybin),
    )


@claims
def specificity(
    specificity_acute: Rows,
    specificity_outcome: Rows,
    specificity_experience: Rows,
    specificity_severity: Rows,
) -> Iterator[Claim]:
    """All four statements about the escitalopram arm hold."""
    parts = ("acute", "outcome", "experience", "severity")
    sources = (specificity_acute, specificity_outcome, specificity_experience, specificity_severity)
    ids = tuple(f"claim.specificity_{part}" for part in parts)
    found = [rows[id] for rows, id in zip(sources, ids, strict=True)]
    yield Claim(
        "claim.specificity",
        all(isinstance(row, Claim) and row.holds for row in found),
        "the pattern of the psilocybin arm is specific to it",
        ids,
    )
