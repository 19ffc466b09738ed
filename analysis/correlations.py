"""Pearson correlations of all measures, in each arm and pooled over sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from analysis.maximum import with_maxima
from analysis.scales import INCLUDED, MEASURES, Measure
from analysis.trial import Arm
from report.results.pearson_correlations import correlation_rows, pearson
from report.rows.stat import Stat
from report.study.product import stats


def all_pairs(arm: Arm, measures: Sequence[Measure]) -> Iterator[Stat]:
    """Correlations of all pairs of measures in an arm; the earlier measure is named first."""
    frame = with_maxima(arm.frame)
    for first, second in combinations(measures, 2):
        prefix = f"correlation.{arm.name}.{first.name}_{second.name}"
        label = f"{first.label} with {second.label}, {arm.name} arm"
        yield from correlation_rows(prefix, pearson(frame[first.name], frame[second.name]), label, arm.name)


@stats
def correlations_psilocybin(psilocybin: Arm) -> Iterator[Stat]:
    """Correlations of all included variables in the psilocybin arm."""
    yield from all_pairs(psilocybin, INCLUDED)


@stats
def correlations_escitalopram(escitalopram: Arm) -> Iterator[Stat]:
    """Correlations of the measures of the path models in the escitalopram arm."""
    yield from all_pairs(escitalopram, MEASURES)


@stats
def correlation_of_experiences(psilocybin: Arm) -> Iterator[Stat]:
    """EBI with MEQ over the person-sessions of the psilocybin arm, each session of a person counted once."""
    from pandas import concat

    frame = psilocybin.frame
    ebi, meq = (concat([frame[f"{x}_1"], frame[f"{x}_2"]], ignore_index=True) for x in ("ebi", "meq"))
    label = "emotional breakthrough with mystical-type experience, sessions pooled, psilocybin arm"
    yield from correlation_rows("correlation.pooled.ebi_meq", pearson(ebi, meq), label, "psilocybin")
