"""Counts participants by range of their scores on the acute experience, session and arm."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.scales import MEASURE, Measure
from analysis.trial import Arm
from report.results.sample_rows import bin_rows, equal_bins
from report.rows.stat import Stat
from report.study.product import stats

ACUTE = ("ebi_1", "ebi_2", "meq_1", "meq_2")
BINS = 10


def edges(measure: Measure) -> tuple[float, ...]:
    """The edges of bins over the instrument's range."""
    return equal_bins(measure.minimum, measure.maximum, BINS)


@stats
def histograms_psilocybin(psilocybin: Arm) -> Iterator[Stat]:
    """Histograms of the acute experience in the psilocybin arm."""
    yield from histogram_rows(psilocybin)


@stats
def histograms_escitalopram(escitalopram: Arm) -> Iterator[Stat]:
    """Histograms of the acute experience in the escitalopram arm."""
    yield from histogram_rows(escitalopram)


def histogram_rows(arm: Arm) -> Iterator[Stat]:
    """The participants of an arm in each bin of each score."""
    for name in ACUTE:
        measure, prefix = MEASURE[name], f"histogram.{arm.name}.{name}"
        label = f"participants who scored {{}}, {measure.label}, {arm.name} arm"
        about = {"group": arm.name, "variable": name}
        yield from bin_rows(prefix, arm.frame[name], edges(measure), label, about)
