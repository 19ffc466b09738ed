"""The confirmatory models in the escitalopram arm, which test specificity."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import ESCITALOPRAM_EBI, ESCITALOPRAM_MEQ
from analysis.path_rows import model_rows
from analysis.trial import Arm
from report.rows.stat import Row
from report.study.product import stats


@stats
def escitalopram_ebi(escitalopram: Arm) -> Iterator[Row]:
    """The confirmatory model in the escitalopram arm, emotional breakthrough."""
    yield from model_rows(ESCITALOPRAM_EBI, escitalopram)


@stats
def escitalopram_meq(escitalopram: Arm) -> Iterator[Row]:
    """The confirmatory model in the escitalopram arm, mystical-type experience."""
    yield from model_rows(ESCITALOPRAM_MEQ, escitalopram)
