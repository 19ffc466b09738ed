"""Converts printed numbers to intervals for the regenerated statistics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import norm

from analysis.synthetic.closed_form import Array
from analysis.synthetic.statistics import Statistics
from report.data.yaml_files import read_yaml

PATH_SECTIONS = ("measurement", "primary", "session1", "session2")
MARGIN = 0.02
"""The fraction of a rounding interval excluded at each end, so that no value is on a rounding edge."""
SHARPNESS = 0.2
"""The miss above which the loss is nearly linear, so that few large misses are preferred to many small ones."""
DECIMALS = 8
"""Decimals of a loss that are the same on all processors, so that all take the same path."""


@dataclass(frozen=True)
class Target:
    """A statistic, the interval that it must fall into, and the unit of a miss."""

    id: str
    statistic: str
    lower: float
    upper: float
    scale: float
    printed: str = ""

    def misses(self, statistics: Statistics) -> Array:
        """Return how far each candidate is outside the interval, in units of `scale`."""
        value = statistics[self.statistic]
        return np.maximum(np.maximum(self.lower - value, value - self.upper), 0) / self.scale

    def shown(self, value: float) -> str:
        """Return the value in printed form: a Wald statistic as its p-value."""
        if not self.statistic.endswith(".z"):
            return f"{value:.4f}"
        return f"p = {two_sided(value) * (2 if self.id.endswith('bonferroni') else 1):.4f}"


def two_sided(wald: float) -> float:
    """Return the two-sided normal p-value of a Wald statistic."""
    return float(2 * norm.sf(abs(wald)))


def wald(p: float) -> float:
    """Return the absolute Wald statistic of a two-sided p-value."""
    return float(norm.isf(p / 2))


def rounding_interval(printed: str) -> tuple[float, float]:
    """Return the values that print as `printed`, with a margin at both ends."""
    value = Decimal(printed)
    half = float(Decimal(1).scaleb(int(value.as_tuple().exponent))) / 2 * (1 - 2 * MARGIN)
    return float(value) - half, float(value) + half


def number_target(identifier: str, kind: str, printed: str) -> Target:
    """Return the target of a printed beta, r, R squared or percentage of variance."""
    divisor = 100 if kind == "percent" else 1
    lower, upper = (edge / divisor for edge in rounding_interval(printed))
    return Target(identifier, identifier, lower, upper, (upper - lower) / 2, printed)


def p_target(identifier: str, printed: str, negative: bool) -> Target:
    """Return the target of a printed p-value, as an interval of the Wald statistic with the effect's sign."""
    comparisons = 2 if identifier.endswith("_bonferroni") else 1
    if printed.startswith("<"):
        lower, upper = wald(float(printed[1:]) * 0.98), np.inf
    else:
        edges = rounding_interval(printed)
        lower, upper = wald(edges[1] / comparisons), wald(edges[0] / comparisons)
    scale = min((upper - lower) / 2, 0.1)
    if negative:
        lower, upper = -upper, -lower
    return Target(identifier, f"{effect(identifier)}.z", lower, upper, scale, printed)


def effect(identifier: str) -> str:
    """Return the path that a beta or a p-value belongs to."""
    return identifier.rsplit(".", 1)[0]


def path_targets(published: Mapping[str, Any]) -> Iterator[Target]:
    """Yield a target for each printed number of the path models that can be met."""
    items = [item for section in PATH_SECTIONS for item in published[section]]
    negative = {
        effect(item["id"]) for item in items if item["kind"] == "beta" and item["printed"].startswith("-")
    }
    for item in (item for item in items if not item.get("unattainable")):
        identifier, kind, printed = str(item["id"]), str(item["kind"]), str(item["printed"])
        if kind == "p":
            yield p_target(identifier, printed, effect(identifier) in negative)
        else:
            yield number_target(identifier, kind, printed)


def read_published(path: Path) -> dict[str, Any]:
    """Return the content of the list of published quantities."""
    published: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"), path.name)
    return published


def total_loss(targets: Iterable[Target], statistics: Statistics) -> Array:
    """Return the sum over targets of a penalty, nearly the absolute miss, without its rounding error."""
    misses = np.stack([target.misses(statistics) for target in targets]) / SHARPNESS
    loss: Array = (np.sqrt(1 + misses**2) - 1).sum(axis=0)
    return np.round(loss, DECIMALS)
