"""Participants whose two sessions had the same score, so that neither is the maximum."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.models import ACUTE, ACUTE_LABEL
from analysis.trial import Arm
from report.rows.stat import Stat
from report.study.product import stats


@stats
def tied_maxima(psilocybin: Arm, escitalopram: Arm) -> Iterator[Stat]:
    """The number of ties of each instrument in each arm; they count as the first session (see analysis.maximum)."""
    for arm in (psilocybin, escitalopram):
        for acute in ACUTE:
            number = int((arm.frame[f"{acute}_1"] == arm.frame[f"{acute}_2"]).sum())
            text = f"participants with equal {ACUTE_LABEL[acute]} in both sessions, {arm.name} arm"
            about = {"group": arm.name, "variable": acute, "statistic": "n"}
            yield Stat(
                f"ties.{arm.name}.{acute}.n", number, "count", text, "*n*", len(arm.frame), about=about
            )
