"""Reads moments as data from a CSV file: a covariance matrix, or correlations with standard deviations.

,x,y,z
x,1,,              a lower triangle is enough
y,.30,1,
z,.21,.40,1
sd,2.1,3.0,4.2     with this row, the matrix has correlations; without it, covariances (divisor n - 1)
mean,0,1,2         needed only for models with intercepts
n,120,,
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite, nan
from pathlib import Path
from typing import TYPE_CHECKING

from report.rows.errors import DataError, Fault

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from report.pathmodels.summary_data import Moments

_REMEDY = "write a line for each variable, and lines that begin with n, and with sd and mean where needed"


@dataclass(frozen=True)
class _Line:
    """A line of the file: the name that it begins with, its cells, and its location."""

    name: str
    cells: list[str]
    where: str


def read_moments(path: Path) -> Moments:
    """The moments of a file; each missing or inconsistent entry is a fault."""
    import numpy as np

    from report.pathmodels.summary_data import GroupMoments, Moments

    head, lines = _table(path)
    faults = [*_name_faults(path, head, lines), *_cell_faults(head, lines)]
    if faults:
        raise DataError(faults)
    numbers = {line.name: [_number(cell) for cell in line.cells] for line in lines}
    matrix = _matrix(path, head, numbers)
    if "sd" in numbers:
        if not np.allclose(np.diag(matrix), 1.0):
            what = "has an sd line, but the diagonal of its matrix is not 1"
            raise DataError(Fault(str(path), what, "give correlations with sd, or covariances without"))
        matrix = matrix * np.outer(numbers["sd"], numbers["sd"])
    mean = np.array(numbers["mean"]) if "mean" in numbers else None
    return Moments(tuple(head), (GroupMoments(int(numbers["n"][0]), matrix, mean),))


def _table(path: Path) -> tuple[list[str], list[_Line]]:
    """The names of the variables, and the lines below them without trailing empty cells."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(Fault(str(path), f"cannot be read: {error.strerror}", "check the path")) from None
    except UnicodeDecodeError:
        raise DataError(Fault(str(path), "is not valid UTF-8", "save the file as UTF-8")) from None
    reader = csv.reader(text.splitlines())
    rows = [(reader.line_num, [unicodedata.normalize("NFC", cell.strip()) for cell in row]) for row in reader]
    filled = [(number, row) for number, row in rows if any(row)]
    if not filled:
        raise DataError(Fault(str(path), "is empty", _REMEDY))
    head = [cell for cell in filled[0][1][1:] if cell]
    return head, [_Line(row[0], _trimmed(row[1:]), f"{path}:{number}") for number, row in filled[1:]]


def _trimmed(cells: list[str]) -> list[str]:
    """Cells without trailing empty ones."""
    last = max((place for place, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _name_faults(path: Path, head: list[str], lines: list[_Line]) -> Iterator[Fault]:
    names = [line.name for line in lines]
    for name in (*head, "n"):
        if name not in names:
            yield Fault(str(path), f"has no line {name}", _REMEDY)
    for line in lines:
        if line.name not in (*head, "sd", "mean", "n"):
            yield Fault(line.where, f"has the name {line.name!r}, which is not a column", _REMEDY)
    for what, counted in (("columns", Counter(head)), ("lines", Counter(names))):
        for name, count in counted.items():
            if count > 1:
                yield Fault(str(path), f"has {count} {what} {name}", "keep one of them, or rename the others")


def _cell_faults(head: list[str], lines: list[_Line]) -> Iterator[Fault]:
    """Cells that are not numbers, and lines with too few or too many of them."""
    for line in lines:
        for cell in line.cells:
            if cell and not isfinite(_number(cell)):
                yield Fault(line.where, f"has {cell!r} in line {line.name}", "write a number")
        wanted = {"n": 1, "sd": len(head), "mean": len(head)}.get(line.name)
        filled = sum(map(bool, line.cells))
        if len(line.cells) > len(head) or (
            wanted is not None and (filled, len(line.cells)) != (wanted, wanted)
        ):
            most = f"at most {len(head)}" if wanted is None else str(wanted)
            what = f"has {filled} number{'s' * (filled != 1)} in line {line.name}, which needs {most}"
            yield Fault(line.where, what, "add or remove numbers")
        elif line.name == "sd" and any(_number(cell) <= 0 for cell in line.cells):
            yield Fault(
                line.where, "has a standard deviation that is not positive", "write the variables' SDs"
            )
        elif line.name == "n" and isfinite(n := _number(line.cells[0])) and n != int(n):
            yield Fault(line.where, f"has n = {line.cells[0]}", "write a whole number")


def _matrix(path: Path, head: list[str], numbers: dict[str, list[float]]) -> NDArray[np.float64]:
    """The full matrix; the file may have only one triangle."""
    import numpy as np

    matrix = np.array([[*numbers[name], *[nan] * (len(head) - len(numbers[name]))] for name in head])
    filled = np.where(np.isnan(matrix), matrix.T, matrix)
    absent = [(row, column) for row, column in np.argwhere(np.isnan(filled)) if column <= row]
    if absent:
        pairs = [f"{head[row]} with {head[column]}" for row, column in absent]
        what = f"has no number for {', '.join(pairs)}"
        raise DataError(Fault(str(path), what, "fill the lower triangle of the matrix with its diagonal"))
    if not np.allclose(filled, filled.T, rtol=1e-6, atol=1e-9):
        raise DataError(Fault(str(path), "has a matrix that is not symmetric", "correct the matrix"))
    return filled


def _number(cell: str) -> float:
    """The number of a cell; NaN if it has none."""
    try:
        return float(cell.replace("−", "-"))
    except ValueError:
        return nan
