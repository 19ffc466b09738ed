"""Counts participants by range of their scores on the acute experience, session and arm."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.scales import MEASURE, Measure
from analysis.trial import Arm
from report.rows.stat import Stat
from report.study.product import stats

ACUTE = ("ebi_1", "ebi_2", "meq_1", "meq_2")
BINS = 10


def edges(measure: Measure, bins: int = BINS) -> tuple[float, ...]:
    """The edges of bins of equal width over the instrument's range."""
    width = (measure.maximum - measure.minimum) / bins
    return tuple(measure.minimum + width * place for place in range(bins + 1))


@stats
def histograms_psilocybin(psilocybin: Arm) -> Iterator[Stat]:
    """Histograms of the acute experience in the psilocybin arm."""
    yield from histogram_rows(psilocybin)


@stats
def histograms_escitalopram(escitalopram: Arm) -> Iterator[Stat]:
    """Histograms of the acute experience in the escitalopram arm."""
    yield from histogram_rows(escitalopram)


def histogram_rows(arm: Arm) -> Iterator[Stat]:
    """The count of each bin; a score on an inner edge is in the bin above it, the highest score in the last bin."""
    import numpy as np

    for name in ACUTE:
        values, measure = arm.frame[name].dropna(), MEASURE[name]
        limits = edges(measure)
        counts, _ = np.histogram(values, bins=limits)
        for place, number in enumerate(counts):
            text = f"participants who scored {limits[place]:g}-{limits[place + 1]:g}, {measure.label}, {arm.name} arm"
            about = {"group": arm.name, "variable": name, "statistic": "n"}
            yield Stat(
                f"histogram.{arm.name}.{name}.b{place}",
                int(number),
                "count",
                text,
                "*n*",
                len(values),
                about=about,
            )
