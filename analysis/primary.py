"""The confirmatory models: alliance, rapport, strongest acute experience, depression at the endpoint."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import PRIMARY_EBI, PRIMARY_MEQ
from analysis.path_rows import model_rows
from analysis.trial import Arm
from report.rows.stat import Row
from report.study.product import stats


@stats
def primary_ebi(psilocybin: Arm) -> Iterator[Row]:
    """The confirmatory model of emotional breakthrough."""
    yield from model_rows(PRIMARY_EBI, psilocybin)


@stats
def primary_meq(psilocybin: Arm) -> Iterator[Row]:
    """The confirmatory model of mystical-type experience."""
    yield from model_rows(PRIMARY_MEQ, psilocybin)
