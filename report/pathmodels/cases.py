"""The cases that a model is estimated from: columns checked, incomplete cases dropped or retained."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from report.pathmodels.errors import ModelError
from report.pathmodels.results import Missing

if TYPE_CHECKING:
    from pandas import DataFrame

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]


@dataclass(frozen=True)
class Cases:
    """Values of the model's variables, shape (n, p), NaN where missing; `total` counts the rows given."""

    values: Floats
    total: int

    @property
    def n(self) -> int:
        """The number of cases used."""
        return len(self.values)


def cases(data: DataFrame, variables: tuple[str, ...], missing: Missing) -> Cases:
    """The cases that enter the model; raises ModelError for an unusable column.

    Listwise keeps complete cases, FIML every case with at least one value.
    """
    values = np.column_stack([_column(data, name) for name in _located(data, variables)])
    present = ~np.isnan(values)
    kept = present.all(axis=1) if missing == "listwise" else present.any(axis=1)
    used = Cases(values[kept], len(values))
    _check_columns(values, used, variables)
    return used


def _located(data: DataFrame, variables: tuple[str, ...]) -> list[Any]:
    """The data's own name of each variable; names are compared in Unicode's composed form."""
    own = {unicodedata.normalize("NFC", str(name)): name for name in data.columns}
    absent = [name for name in variables if name not in own]
    if absent:
        listed = ", ".join(map(str, data.columns[:8])) + (", …" if len(data.columns) > 8 else "")
        raise ModelError(f"no column {_listed(absent)} in the data; its columns are {listed or 'none'}")
    located = [own[name] for name in variables]
    double = [str(name) for name in located if (data.columns == name).sum() > 1]
    if double:
        raise ModelError(f"the data have more than one column {_listed(double)}")
    return located


def _column(data: DataFrame, name: Any) -> Floats:
    try:
        column = data[name].to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as error:
        raise ModelError(f"column {name} is not numeric: {error}") from None
    if np.isinf(column).any():
        row = int(np.flatnonzero(np.isinf(column))[0]) + 1
        raise ModelError(f"column {name} has an infinite value in row {row}")
    return np.asarray(column, dtype=float)


def _check_columns(values: Floats, used: Cases, variables: tuple[str, ...]) -> None:
    if used.total == 0:
        raise ModelError("the data have no rows")
    empty = [name for name, column in zip(variables, values.T, strict=True) if np.isnan(column).all()]
    if empty:
        raise ModelError(f"no values in column {_listed(empty)}")
    if used.n == 0:
        counts = [f"{c} {n}" for n, c in zip(variables, (~np.isnan(values)).sum(axis=0), strict=True)]
        raise ModelError(f"no complete case among {used.total} rows; values present: {', '.join(counts)}")
    if used.n <= len(variables):
        raise ModelError(
            f"n = {used.n}: {len(variables)} variables need at least {len(variables) + 1} cases"
            f" ({used.total} rows given), otherwise their covariance matrix is singular"
        )
    constant = [name for name, column in zip(variables, used.values.T, strict=True) if _constant(column)]
    if constant:
        raise ModelError(f"constant in the cases used: column {_listed(constant)}")


def _constant(column: Floats) -> bool:
    present = column[~np.isnan(column)]
    return bool(np.ptp(present) <= 1e-10 * np.abs(present).max())


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"
