"""The rows of all models of the psilocybin arm together, for what compares them."""

from __future__ import annotations

from analysis.rows import Rows
from report.study.product import value


@value
def psilocybin_models(
    primary_ebi: Rows,
    primary_meq: Rows,
    session1_ebi: Rows,
    session1_meq: Rows,
    session2_ebi: Rows,
    session2_meq: Rows,
) -> Rows:
    """The rows of the six models by id."""
    return {**primary_ebi, **primary_meq, **session1_ebi, **session1_meq, **session2_ebi, **session2_meq}
