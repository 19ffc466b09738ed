"""Checks which of the source paper's quantities a trial file reproduces at the printed precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pandas as pd

from analysis.synthetic.arms import EMPLOYMENT, PRINTED_MOMENTS
from analysis.synthetic.claims import escitalopram_claims, psilocybin_claims
from analysis.synthetic.closed_form import Array
from analysis.synthetic.statistics import Statistics, evaluate
from analysis.synthetic.structure import MEASURES
from analysis.synthetic.targets import PATH_SECTIONS, Target, effect, total_loss, two_sided

SUMMARIES = {"mean": "mean", "sd": "std", "min": "min", "max": "max"}


@dataclass(frozen=True)
class Verdict:
    """A quantity as printed by the source and as computed from the file, and whether the two agree."""

    section: str
    id: str
    printed: str
    regenerated: float
    agrees: bool
    attainable: bool = True


def rounded(value: float, printed: str) -> Decimal:
    """Return the value with as many decimals as `printed`, halves away from zero."""
    return Decimal(repr(value)).quantize(Decimal(printed), rounding=ROUND_HALF_UP)


def agrees(value: float, printed: str) -> bool:
    """Return whether a value prints as `printed`, or is below a printed bound."""
    if printed.startswith("<"):
        return value < float(printed[1:])
    return rounded(value, printed) == Decimal(printed)


def analysed(rows: pd.DataFrame, arm: str) -> pd.DataFrame:
    """Return an arm's analysed participants, those with both sessions first."""
    chosen = rows[(rows["arm"] == arm) & (rows["included"] == 1)]
    return chosen.sort_values("second_dose", ascending=False, kind="stable")


def statistics_of(rows: pd.DataFrame, arm: str) -> Statistics:
    """Return every statistic of one arm of a trial file."""
    chosen = analysed(rows, arm)
    scores = chosen[list(MEASURES)].fillna(0).to_numpy(dtype=float)
    return evaluate(scores[None], int(chosen["second_dose"].sum()))


def path_value(item: Mapping[str, Any], statistics: Statistics) -> float:
    """Return the regenerated value of a path-model quantity, in the unit in which it is printed."""
    if item["kind"] == "p":
        p = two_sided(float(statistics[f"{effect(item['id'])}.z"][0]))
        return min(1.0, 2 * p) if item["id"].endswith("_bonferroni") else p
    return float(statistics[item["id"]][0]) * (100 if item["kind"] == "percent" else 1)


def path_verdicts(published: Mapping[str, Any], rows: pd.DataFrame) -> Iterator[Verdict]:
    """Yield a verdict on each printed number of the path models and of the measures."""
    statistics = statistics_of(rows, "psilocybin")
    for section in PATH_SECTIONS:
        for item in published[section]:
            value = path_value(item, statistics)
            attainable = not item.get("unattainable", False)
            printed = str(item["printed"])
            yield Verdict(section, item["id"], printed, value, agrees(value, printed), attainable)


def characteristic(rows: pd.DataFrame, name: str, kind: str) -> float:
    """Return one cell of the demographic table."""
    if kind in SUMMARIES:
        return float(
            rows[{short: long for long, short in PRINTED_MOMENTS.items()}[name]].agg(SUMMARIES[kind])
        )
    count = int((rows["employment"] == name).sum()) if name in EMPLOYMENT else int(rows[name].sum())
    return 100 * count / len(rows) if kind == "pct" else float(count)


def table_verdicts(published: Mapping[str, Any], rows: pd.DataFrame) -> Iterator[Verdict]:
    """Yield a verdict on each item of the demographic table."""
    chosen = analysed(rows, "psilocybin")
    for item in published["table1"]:
        _, name, kind = item["id"].split(".")
        value = characteristic(chosen, name, kind)
        yield Verdict("table1", item["id"], item["printed"], value, agrees(value, item["printed"]))


def flow_counts(rows: pd.DataFrame) -> dict[str, int]:
    """Return the part of the participant flow that the file contains."""
    treated = rows[rows["arm"] == "psilocybin"]
    return {
        "flow.randomised": len(rows),
        "flow.psilocybin": len(treated),
        "flow.escitalopram": len(rows) - len(treated),
        "flow.excluded_from_analysis": int((treated["included"] == 0).sum()),
        "flow.analysed": int(treated["included"].sum()),
        "flow.missed_second_dose": int((treated["second_dose"] == 0).sum()),
        "flow.stopped_capsules": int(treated["stopped_capsules"].sum()),
    }


def flow_verdicts(published: Mapping[str, Any], rows: pd.DataFrame) -> Iterator[Verdict]:
    """Yield a verdict on each count of the participant flow that the file contains."""
    found = flow_counts(rows)
    for item in published["flow"]:
        if item["id"] in found:
            value = found[item["id"]]
            yield Verdict("flow", item["id"], item["printed"], value, value == int(item["printed"]))


def claim_verdicts(rows: pd.DataFrame) -> Iterator[Verdict]:
    """Yield a verdict on each bound of the verbal statements and of plausibility."""
    for arm, claims in (("psilocybin", psilocybin_claims()), ("escitalopram", escitalopram_claims())):
        statistics = statistics_of(rows, arm)
        for target in claims:
            value = statistics[target.statistic]
            section = "plausibility" if target.id == "shape" else "claims"
            met = bool(total_loss([target], statistics)[0] == 0)
            yield Verdict(
                section, f"{arm}: {target.id}: {target.statistic}", interval(target), _one(value), met
            )


def interval(target: Target) -> str:
    """Return the bounds of a target as text."""
    return f"{target.lower:.3g} to {target.upper:.3g}"


def verdicts(published: Mapping[str, Any], rows: pd.DataFrame) -> list[Verdict]:
    """Return the verdicts on all quantities that a trial file must reproduce."""
    return [
        *flow_verdicts(published, rows),
        *table_verdicts(published, rows),
        *path_verdicts(published, rows),
        *claim_verdicts(rows),
    ]


def _one(value: Array) -> float:
    return float(np.asarray(value)[0])
