"""The paper's claims about the first session."""

from __future__ import annotations

from collections.abc import Iterator

from analysis import thresholds
from analysis.rows import Rows, at_trend, not_significant, number, p_values, significant
from report.rows.stat import Claim
from report.study.product import claims


@claims
def s1_ebi_mediates(session1_ebi: Rows) -> Iterator[Claim]:
    """The serial indirect effect alliance → rapport → EBI → depression, first session, is significant, p < .05."""
    path = "session1.ebi.indirect"
    yield Claim(
        "claim.s1_ebi_mediates",
        significant(session1_ebi, path),
        "in the first session rapport and emotional breakthrough mediate the effect of alliance on depression",
        p_values((path,)),
    )


@claims
def s1_meq_trend(session1_meq: Rows) -> Iterator[Claim]:
    """The path from MEQ in the first session to depression at the endpoint is at trend level, .05 <= p < .10."""
    path = "session1.meq.qids_6w_on_meq_1"
    yield Claim(
        "claim.s1_meq_trend",
        at_trend(session1_meq, path),
        "in the first session mystical-type experience affects depression at trend level only",
        p_values((path,)),
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
        (f"{ebi}.beta", *p_values((ebi, meq))),
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
