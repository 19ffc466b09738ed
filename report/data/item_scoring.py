"""Scores of scales from the answers to their items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from report.data.item_scales import Scale

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def keyed(frame: DataFrame, scale: Scale) -> DataFrame:
    """The answers to a scale's items, with those to reversed items reversed."""
    answers = frame[list(scale.items)].astype(float)
    turned = [item for item in scale.items if item in scale.reversed]
    answers[turned] = scale.minimum + scale.maximum - answers[turned]
    return answers


def parts(frame: DataFrame, scale: Scale) -> DataFrame:
    """The terms of a score: the keyed answers, or the largest one of each group of items, named by its first item."""
    answers = keyed(frame, scale)
    if not scale.groups:
        return answers
    return answers.T.groupby({item: group[0] for group in scale.parts for item in group}, sort=False).max().T


def score(frame: DataFrame, scale: Scale) -> Series[float]:
    """The score of each row, missing where fewer items were answered than the scale needs."""
    counted = parts(frame, scale)
    if scale.rule == "group_maxima":
        enough = counted.notna().all(axis=1)
    else:
        needed = len(scale.items) if scale.rule == "sum" else scale.least
        enough = counted.notna().sum(axis=1) >= needed
    total = counted.mean(axis=1) if scale.rule in ("mean", "prorated") else counted.sum(axis=1)
    if scale.rule == "prorated":
        total *= len(scale.items)
    return total.where(enough)


def scores(frame: DataFrame, scales: Iterable[Scale]) -> DataFrame:
    """The scores of scales and their subscales, a column each: `starp`, `starp_collaboration`, …"""
    from pandas import DataFrame

    every = [each for scale in scales for each in (scale, *scale.subscales)]
    return DataFrame({each.name: score(frame, each) for each in every}, index=frame.index)
