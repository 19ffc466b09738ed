"""The paper's claims about the second session."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.rows import Rows, not_significant, number, p_values, significant
from report.results.bootstrap_rows import bound_ids
from report.rows.stat import Claim
from report.study.product import claims


@claims
def s2_meq_not_ebi(session2_ebi: Rows, session2_meq: Rows) -> Iterator[Claim]:
    """Given midline depression, MEQ (p < .05) but not EBI (p >= .05) of the second session predicts depression."""
    ebi, meq = "session2.ebi.qids_6w_on_ebi_2", "session2.meq.qids_6w_on_meq_2"
    yield Claim(
        "claim.s2_meq_not_ebi",
        significant(session2_meq, meq) and not_significant(session2_ebi, ebi),
        "in the second session mystical-type experience, but not emotional breakthrough, predicts depression",
        p_values((meq, ebi)),
    )


@claims
def s2_meq_mediates(session2_meq: Rows) -> Iterator[Claim]:
    """The serial indirect effect alliance → rapport → MEQ → depression, second session, is significant, p < .05."""
    path = "session2.meq.indirect"
    yield Claim(
        "claim.s2_meq_mediates",
        significant(session2_meq, path),
        "in the second session rapport and mystical-type experience mediate the effect of alliance on depression",
        p_values((path,)),
    )


@claims
def s2_ebi_mediates(session2_ebi: Rows) -> Iterator[Claim]:
    """The serial indirect effect alliance → rapport → EBI → depression, second session, is significant, p < .05."""
    path = "session2.ebi.indirect"
    yield Claim(
        "claim.s2_ebi_mediates",
        significant(session2_ebi, path),
        "in the second session rapport and emotional breakthrough mediate the effect of alliance on depression",
        p_values((path,)),
    )


@claims
def s2_direct(session2_ebi: Rows, session2_meq: Rows) -> Iterator[Claim]:
    """The direct path from the second alliance to depression is significant in both models, p < .05."""
    ebi, meq = "session2.ebi.qids_6w_on_starp_2", "session2.meq.qids_6w_on_starp_2"
    yield Claim(
        "claim.s2_direct",
        significant(session2_ebi, ebi) and significant(session2_meq, meq),
        "the alliance before the second session has a direct effect on depression in both models",
        p_values((ebi, meq)),
    )


@claims
def s2_direct_bootstrap(bootstrap_psilocybin: Rows) -> Iterator[Claim]:
    """The percentile interval of the direct path from the second alliance to depression excludes 0 in both models."""
    paths = ("session2.ebi.qids_6w_on_starp_2", "session2.meq.qids_6w_on_starp_2")
    bounds = [bound_ids(path, "percentile") for path in paths]
    yield Claim(
        "claim.s2_direct_bootstrap",
        all(
            number(bootstrap_psilocybin, lower) > 0 or number(bootstrap_psilocybin, upper) < 0
            for lower, upper in bounds
        ),
        "bootstrap intervals exclude a null direct effect of the alliance before the second session in both models",
        tuple(id for pair in bounds for id in pair),
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
        "higher midline depression goes with a weaker alliance and poorer rapport in the second session",
        tuple(f"{path}.{part}" for path in paths for part in ("beta", "p")),
    )


@claims
def s2_direct_direction(session2_ebi: Rows, session2_meq: Rows) -> Iterator[Claim]:
    """The direct path from the second alliance to depression is negative in both models, β < 0."""
    ids = ("session2.ebi.qids_6w_on_starp_2.beta", "session2.meq.qids_6w_on_starp_2.beta")
    yield Claim(
        "claim.s2_direct_direction",
        number(session2_ebi, ids[0]) < 0 and number(session2_meq, ids[1]) < 0,
        "a stronger alliance before the second session goes with less depression in both models",
        ids,
    )


@claims
def experiences_switch(
    session1_ebi: Rows, session1_meq: Rows, session2_ebi: Rows, session2_meq: Rows
) -> Iterator[Claim]:
    """|β| on depression is larger for EBI than for MEQ in the first session, and smaller in the second."""
    ebi_1, meq_1 = "session1.ebi.qids_6w_on_ebi_1.beta", "session1.meq.qids_6w_on_meq_1.beta"
    ebi_2, meq_2 = "session2.ebi.qids_6w_on_ebi_2.beta", "session2.meq.qids_6w_on_meq_2.beta"
    first = abs(number(session1_ebi, ebi_1)) > abs(number(session1_meq, meq_1))
    second = abs(number(session2_meq, meq_2)) > abs(number(session2_ebi, ebi_2))
    yield Claim(
        "claim.experiences_switch",
        first and second,
        "emotional breakthrough has the larger coefficient in the first session, mystical-type experience in the next",
        (ebi_1, meq_1, ebi_2, meq_2),
    )
