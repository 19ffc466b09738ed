"""The levels of categorical predictors in a model fitted by a formula, each with the level that it is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from report.results.coefficients import term_name

#: A coefficient of treatment coding: C(arm)[T.placebo], arm[T.placebo], C(arm, Treatment("wait"))[T.placebo].
_CODED = re.compile(
    r"""(?:C\(\s*)?(?:Q\(\s*["'])?(?P<factor>\w[^"'(),:\[\]]*?)(?:["']\s*\))?\s*(?:,[^:\[\]]*)?\)?\[T\.(?P<level>[^\[\]]*)\]"""
)


@dataclass(frozen=True)
class FactorLevel:
    """The level of a categorical predictor that a coefficient compares with the reference level."""

    factor: str
    level: str
    reference: str


def factor_levels(result: Any) -> dict[str, FactorLevel]:
    """The levels by the names of their terms; empty for models without a formula or with another coding."""
    data = getattr(getattr(result, "model", None), "data", None)
    frame, names = getattr(data, "frame", None), getattr(data, "xnames", None) or ()
    coded = [(str(name), match) for name in names if (match := _CODED.fullmatch(str(name)))]
    found: dict[str, FactorLevel] = {}
    for factor in dict.fromkeys(match["factor"] for _, match in coded):
        levels = {match["level"]: name for name, match in coded if match["factor"] == factor}
        others = [each for each in _values(frame, factor) if each not in levels]
        if len(others) == 1:
            found |= {
                term_name(name): FactorLevel(factor, level, others[0]) for level, name in levels.items()
            }
    return found


def _values(frame: Any, name: str) -> Iterator[str]:
    """The values of a column, or the categories of its type, as a formula spells them."""
    if frame is None or name not in frame:
        return
    column = frame[name]
    categories = getattr(column.dtype, "categories", None)
    yield from map(str, column.dropna().unique() if categories is None else categories)
