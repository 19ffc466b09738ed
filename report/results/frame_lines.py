"""Rows of a frame of results, for all versions of its column names: p-val or p_val, CI95% or CI95."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Iterable
from typing import Any

from report.results.quantities import Quantity

Line = dict[str, Any]
_LEVEL = re.compile(r"ci(\d+(?:\.\d+)?)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|inf|nan)")


def column_name(name: Any) -> str:
    """The name of a column without the characters that differ between versions."""
    return re.sub(r"[\[\]%]", "", str(name)).replace("-", "_").strip().lower()


def column_names(columns: Iterable[Any]) -> frozenset[str]:
    """All names of a frame's columns."""
    return frozenset(map(column_name, columns))


def lines(frame: Any) -> list[Line]:
    """The rows of a frame as mappings without missing values; `index` is a row's label."""
    names = _unique([column_name(each) for each in frame.columns])
    found = []
    for label, cells in zip(frame.index, frame.itertuples(index=False, name=None), strict=True):
        filled = {name: cell for name, cell in zip(names, cells, strict=True) if not _missing(cell)}
        found.append({**filled, "index": str(label)})
    return found


def _unique(names: list[str]) -> list[str]:
    """Names made unique: a study's variable may be called t, like the statistic T in a later column."""
    return [f"{name} (level)" if name in names[place + 1 :] else name for place, name in enumerate(names)]


def _missing(cell: Any) -> bool:
    """Whether a cell is empty: None, NaN, or the dash of pingouin; bounds are arrays and never empty."""
    if isinstance(cell, str):
        return cell == "-"
    return cell is None or (isinstance(cell, numbers.Real) and math.isnan(cell))


def p_of(line: Line) -> Any:
    """The p-value of a row."""
    return next((line[name] for name in ("p_val", "pval", "p_unc") if name in line), None)


def bounds_of(line: Line) -> tuple[Any, Any, float] | None:
    """The interval of a row and its level, from the names of its columns."""
    levels = {float(match[1]): name for name in line if (match := _LEVEL.fullmatch(name))}
    if len(levels) == 2:
        low, high = sorted(levels)
        return line[levels[low]], line[levels[high]], round((high - low) / 100, 10)
    for level, name in levels.items():
        low, high = _pair(line[name])
        return low, high, level / 100
    return None


def _pair(cell: Any) -> tuple[float, float]:
    """Two bounds in a list, an array, or their text from a CSV file."""
    low, high = _NUMBER.findall(cell) if isinstance(cell, str) else cell
    return float(low), float(high)


#: Effect sizes by column: name in ids, format, symbol, and words.
_EFFECTS = {
    "cohen_d": ("d", "fixed2", "*d*", "Cohen's d"),
    "cohen": ("d", "fixed2", "*d*", "Cohen's d"),
    "hedges": ("g", "fixed2", "*g*", "Hedges' g"),
    "np2": ("eta2_partial", "unit", "η~p~²", "partial eta squared"),
    "n2": ("eta2", "unit", "η²", "eta squared"),
    "ng2": ("eta2_generalized", "unit", "η~G~²", "generalised eta squared"),
    "eta_square": ("eta2", "unit", "η²", "eta squared"),
    "odds_ratio": ("odds_ratio", "fixed2", "OR", "odds ratio"),
    "cramer": ("v", "unit", "*V*", "Cramér's V"),
    "rbc": ("rank_biserial", "unit", "*r*~rb~", "rank-biserial correlation"),
    "cles": ("cles", "unit", "CLES", "common-language effect size"),
    "r2": ("r2", "unit", "*R*²", "explained variance"),
    "bf10": ("bf10", "fixed2", "BF~10~", "Bayes factor"),
    "power": ("power", "unit", "power", "power attained"),
}


def effects_of(line: Line, *names: str) -> list[Quantity]:
    """The effect sizes of a row, of all that are known or of some."""
    found = []
    for column, (name, format, symbol, words) in _EFFECTS.items():
        if column in line and (not names or column in names):
            # Bayes factors are texts in pingouin's frames.
            found.append(Quantity(name, float(line[column]), format, words, symbol))
    return found
