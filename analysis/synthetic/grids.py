"""Reads the possible values of each instrument from the data dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from report.data.yaml_files import read_yaml

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Grid:
    """A range of scores in equal steps: the mean of `items` whole ratings from `lower` to `upper`."""

    lower: float
    upper: float
    items: int = 1
    decimals: int = 0

    def steps(self, score: Array) -> Array:
        """Return the sum of ratings nearest to each score, inside the range."""
        return np.clip(np.round(score * self.items), self.lower * self.items, self.upper * self.items)

    def snap(self, score: Array) -> Array:
        """Return the nearest score that the instrument can give."""
        return self.steps(score) / self.items

    def written(self, score: float) -> str:
        """Return the score as the data file prints it."""
        return f"{score:.{self.decimals}f}"


def read_dictionary(path: Path) -> dict[str, Any]:
    """Return the content of the data dictionary."""
    described: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"), path.name)
    return described


def grid_of(column: Mapping[str, Any]) -> Grid:
    """Return the grid of one numeric column of the dictionary."""
    items = int(column.get("grid", {}).get("items", 1))
    return Grid(float(column["minimum"]), float(column["maximum"]), items, int(column.get("decimals", 0)))


def grids(dictionary: Mapping[str, Any]) -> dict[str, Grid]:
    """Return the grid of every numeric column."""
    columns: Mapping[str, Mapping[str, Any]] = dictionary["columns"]
    return {name: grid_of(column) for name, column in columns.items() if "minimum" in column}
