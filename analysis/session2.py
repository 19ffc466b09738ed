"""The saturated models of session 2; participants without a second dose are excluded."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import SESSION2_EBI, SESSION2_MEQ
from analysis.path_rows import model_rows
from analysis.trial import Arm
from report.rows.stat import Row
from report.study.product import stats


@stats
def session2_ebi(psilocybin: Arm) -> Iterator[Row]:
    """The session-2 model of emotional breakthrough."""
    yield from model_rows(SESSION2_EBI, psilocybin)


@stats
def session2_meq(psilocybin: Arm) -> Iterator[Row]:
    """The session-2 model of mystical-type experience."""
    yield from model_rows(SESSION2_MEQ, psilocybin)
