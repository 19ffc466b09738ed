"""The paper's claims about the escitalopram arm, which tests specificity."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.rows import Rows, not_significant, number, p_values
from report.rows.stat import Claim
from report.study.product import claims


@claims
def specificity_acute(escitalopram_ebi: Rows, escitalopram_meq: Rows) -> Iterator[Claim]:
    """In the escitalopram arm neither rapport nor, through it, alliance predicts the acute experience, p >= .05."""
    ebi, meq = "escitalopram.ebi.ebi_max_on_rapport", "escitalopram.meq.meq_max_on_rapport"
    yield Claim(
        "claim.specificity_acute",
        not_significant(escitalopram_ebi, ebi) and not_significant(escitalopram_meq, meq),
        "in the escitalopram arm the therapeutic relationship does not predict the acute experience",
        p_values((ebi, meq)),
    )


@claims
def specificity_outcome(
    escitalopram_ebi: Rows, escitalopram_meq: Rows, correlations_escitalopram: Rows
) -> Iterator[Claim]:
    """In the escitalopram arm the relationship does not predict depression at the endpoint.

    No indirect effect of alliance or rapport is significant, and neither correlates with the endpoint, p >= .05.
    """
    measures = ("starp_1", "rapport_1", "starp_2", "rapport_2")
    pairs = tuple(f"correlation.escitalopram.{name}_qids_6w" for name in measures)
    effects = ("indirect", "indirect_rapport")
    ebi, meq = (tuple(f"escitalopram.{x}.{effect}" for effect in effects) for x in ("ebi", "meq"))
    yield Claim(
        "claim.specificity_outcome",
        all(not_significant(escitalopram_ebi, path) for path in ebi)
        and all(not_significant(escitalopram_meq, path) for path in meq)
        and all(not_significant(correlations_escitalopram, pair) for pair in pairs),
        "in the escitalopram arm the therapeutic relationship does not predict depression at the endpoint",
        p_values((*ebi, *meq, *pairs)),
    )


@claims
def specificity_experience(escitalopram_ebi: Rows, escitalopram_meq: Rows) -> Iterator[Claim]:
    """In the escitalopram arm no acute experience predicts depression at the endpoint, p >= .05."""
    ebi, meq = "escitalopram.ebi.qids_6w_on_ebi_max", "escitalopram.meq.qids_6w_on_meq_max"
    yield Claim(
        "claim.specificity_experience",
        not_significant(escitalopram_ebi, ebi) and not_significant(escitalopram_meq, meq),
        "in the escitalopram arm the acute experience does not predict depression at the endpoint",
        p_values((ebi, meq)),
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
