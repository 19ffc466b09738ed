"""The near-saturated models of session 1, with the alliance before session 2 as a second outcome."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import SESSION1_EBI, SESSION1_MEQ
from analysis.path_rows import model_rows
from analysis.trial import Arm
from report.rows.stat import Row
from report.study.product import stats


@stats
def session1_ebi(psilocybin: Arm) -> Iterator[Row]:
    """The session-1 model of emotional breakthrough."""
    yield from model_rows(SESSION1_EBI, psilocybin)


@stats
def session1_meq(psilocybin: Arm) -> Iterator[Row]:
    """The session-1 model of mystical-type experience."""
    yield from model_rows(SESSION1_MEQ, psilocybin)
