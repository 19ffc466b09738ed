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
from pathlib import Path
from typing import TYPE_CHECKING

from report.rows.errors import DataError, Fault

if TYPE_CHECKING:
    from report.pathmodels.summary_data import Moments

_REMEDY = "write a line for each variable, and lines that begin with n, and with sd and mean where needed"


def read_moments(path: Path) -> Moments:
    """The moments of a file; everything that is missing or does not fit is one fault each."""
    import numpy as np

    from report.pathmodels.summary_data import GroupMoments, Moments

    head, lines = _table(path)
    faults = [*_missing_lines(path, head, lines)]
    if faults:
        raise DataError(faults)
    numbers = {name: [_number(path, name, cell) for cell in cells] for name, cells in lines.items()}
    matrix = np.array([_padded(numbers[name], len(head)) for name in head])
    filled = np.where(np.isnan(matrix), matrix.T, matrix)
    if not np.allclose(filled, filled.T, rtol=1e-6, atol=1e-9, equal_nan=True):
        raise DataError(Fault(str(path), "has a matrix that is not symmetric", "correct the matrix"))
    if "sd" in numbers:
        if not np.allclose(np.diag(filled), 1.0):
            what = "has an sd line, but the diagonal of its matrix is not 1"
            raise DataError(Fault(str(path), what, "give correlations with sd, or covariances without"))
        filled = filled * np.outer(numbers["sd"][: len(head)], numbers["sd"][: len(head)])
    mean = np.array(_padded(numbers["mean"], len(head))) if "mean" in numbers else None
    return Moments(tuple(head), (GroupMoments(int(numbers["n"][0]), filled, mean),))


def _table(path: Path) -> tuple[list[str], dict[str, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(Fault(str(path), f"cannot be read: {error.strerror}", "check the path")) from None
    except UnicodeDecodeError:
        raise DataError(Fault(str(path), "is not valid UTF-8", "save the file as UTF-8")) from None
    rows = [[cell.strip() for cell in row] for row in csv.reader(text.splitlines()) if any(row)]
    if not rows:
        raise DataError(Fault(str(path), "is empty", _REMEDY))
    head = [unicodedata.normalize("NFC", cell) for cell in rows[0][1:] if cell]
    return head, {unicodedata.normalize("NFC", row[0]): row[1:] for row in rows[1:]}


def _missing_lines(path: Path, head: list[str], lines: dict[str, list[str]]) -> list[Fault]:
    absent = [name for name in (*head, "n") if name not in lines]
    unknown = [name for name in lines if name not in (*head, "sd", "mean", "n")]
    faults = [Fault(str(path), f"has no line {name}", _REMEDY) for name in absent]
    return faults + [Fault(str(path), f"has a line {name!r} without a column", _REMEDY) for name in unknown]


def _padded(numbers: list[float], size: int) -> list[float]:
    return [*numbers[:size], *[float("nan")] * (size - len(numbers))]


def _number(path: Path, name: str, cell: str) -> float:
    if not cell:
        return float("nan")
    try:
        return float(cell.replace("−", "-"))
    except ValueError:
        raise DataError(Fault(str(path), f"has {cell!r} in line {name}", "write a number")) from None
