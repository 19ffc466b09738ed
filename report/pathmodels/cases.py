"""The cases that a model is estimated from: columns checked, incomplete cases dropped or retained."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from report.pathmodels.errors import ModelError
from report.pathmodels.results import Missing
from report.rows.suggestions import did_you_mean

if TYPE_CHECKING:
    from pandas import DataFrame, Series

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Integers = NDArray[np.intp]

LARGEST = 1e150
"""Squares of larger values overflow."""


@dataclass(frozen=True)
class Cases:
    """Values of the model's variables, shape (n, p), NaN where missing, and the number of each case's group.

    `total` counts the rows given, `groups` are the names of the groups.
    """

    values: Floats
    total: int
    codes: Integers
    groups: tuple[str, ...] = ("",)

    @property
    def n(self) -> int:
        """The number of cases used."""
        return len(self.values)


def cases(
    data: DataFrame,
    variables: tuple[str, ...],
    missing: Missing,
    group: str = "",
    complete: tuple[str, ...] = (),
) -> Cases:
    """The cases that enter the model; raises ModelError for an unusable column.

    Listwise keeps complete cases, FIML every case with at least one value and all values of the `complete` variables.
    """
    codes, groups = _groups(data, group) if group else (np.zeros(len(data), dtype=np.intp), ("",))
    values = np.column_stack([_values(data, name) for name in _checked(data, variables)])
    present = ~np.isnan(values)
    used = present.all(axis=1) if missing == "listwise" else present.any(axis=1)
    if complete:
        used &= present[:, [variables.index(name) for name in complete]].all(axis=1)
    used &= codes >= 0
    found = Cases(values[used], len(values), codes[used], groups)
    _check_columns(values, found, variables)
    return found


def needed_columns(variables: Iterable[str], group: str = "") -> tuple[str, ...]:
    """The columns that variables are read from: both factors of an interaction such as x:z."""
    parts = [part for name in variables for part in name.split(":")]
    return tuple(dict.fromkeys([*parts, *([group] if group else [])]))


def group_names(data: DataFrame, group: str) -> tuple[str, ...]:
    """The names of the groups in the order of their first case."""
    return _groups(data, group)[1]


def _groups(data: DataFrame, group: str) -> tuple[Integers, tuple[str, ...]]:
    import pandas as pd

    [column] = _located(data, (group,))
    labels = data[column].map(_label, na_action="ignore")
    codes, names = pd.factorize(labels)
    if len(names) < 2:
        counted = "no value" if len(names) == 0 else f"only one value, {names[0]}"
        raise ModelError(f"the column of groups, {group}, has {counted}")
    if len(names) > 50:
        raise ModelError(
            f"the column of groups, {group}, has {len(names)} values: at most 50 groups are estimated"
        )
    return np.asarray(codes, dtype=np.intp), tuple(map(str, names))


def _label(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _checked(data: DataFrame, variables: tuple[str, ...]) -> tuple[str, ...]:
    """The variables, after a check that each has its column or, as an interaction, the columns of its factors."""
    own = {_composed(name) for name in data.columns}
    wanted = [part for name in variables for part in ([name] if name in own else name.split(":"))]
    _located(data, tuple(dict.fromkeys(wanted)))
    return variables


def _composed(name: Any) -> str:
    return unicodedata.normalize("NFC", str(name))


def _located(data: DataFrame, variables: tuple[str, ...]) -> list[Any]:
    """The data's own name of each variable; names are compared in Unicode's composed form."""
    own = {_composed(name): name for name in data.columns}
    absent = [name for name in variables if name not in own]
    if absent:
        listed = ", ".join(map(str, data.columns[:8])) + (", …" if len(data.columns) > 8 else "")
        raise ModelError(
            f"no column {_listed(absent)} in the data; its columns are {listed or 'none'}{_similar(absent, own)}"
        )
    located = [own[name] for name in variables]
    double = [str(name) for name in located if (data.columns == name).sum() > 1]
    if double:
        raise ModelError(f"the data have more than one column {_listed(double)}")
    return located


def _similar(absent: list[str], columns: Iterable[str]) -> str:
    """Suggestions of columns for names that have none."""
    padded = [repr(name) for name in columns if name.strip() in absent]
    if padded:
        return f"; remove the spaces around {', '.join(padded)} in the header"
    questions = (did_you_mean(name, columns) for name in absent)
    return "".join(f"; {question}" for question in questions if question)


def _values(data: DataFrame, name: str) -> Floats:
    """A variable's values; an interaction x:z without a column of its own is the product of x and z."""
    factors = [name] if name in map(_composed, data.columns) else name.split(":")
    columns = [_column(data[located], located) for located in _located(data, tuple(factors))]
    return np.asarray(np.prod(columns, axis=0))


def _column(data: Series[Any], name: Any) -> Floats:
    try:
        column = data.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        raise ModelError(f"column {name} is not numeric: {_text_values(data)}") from None
    if np.isinf(column).any():
        row = int(np.flatnonzero(np.isinf(column))[0]) + 1
        raise ModelError(f"column {name} has an infinite value in row {row}")
    if np.abs(column).max(initial=0, where=~np.isnan(column)) > LARGEST:
        raise ModelError(f"column {name} has values beyond 1e150: measure it in a larger unit")
    return np.asarray(column, dtype=float)


def _text_values(data: Series[Any]) -> str:
    """The texts of a column; a single one is most often a code for missing values."""
    import pandas as pd

    texts = data[pd.to_numeric(data, errors="coerce").isna() & data.notna()].astype(str).unique()
    if len(texts) != 1:
        return f"it has texts such as {texts[0]!r}" if len(texts) else "it has values that are not numbers"
    return f"it has the text {texts[0]!r}; if that stands for a missing value, name it with --missing-code"


def _check_columns(values: Floats, used: Cases, variables: tuple[str, ...]) -> None:
    if used.total == 0:
        raise ModelError("the data have no rows")
    empty = [name for name, column in zip(variables, values.T, strict=True) if np.isnan(column).all()]
    if empty:
        raise ModelError(f"no values in column {_listed(empty)}")
    if used.n == 0:
        counts = [f"{c} {n}" for n, c in zip(variables, (~np.isnan(values)).sum(axis=0), strict=True)]
        raise ModelError(f"no complete case among {used.total} rows; values present: {', '.join(counts)}")
    for code, group in enumerate(used.groups):
        _check_group(used.values[used.codes == code], variables, f" in group {group}" if group else "", used)


def _check_group(values: Floats, variables: tuple[str, ...], where: str, used: Cases) -> None:
    if len(values) <= len(variables):
        raise ModelError(
            f"n = {len(values)}{where}: {len(variables)} variables need at least {len(variables) + 1} cases"
            f" ({used.total} given), otherwise their covariance matrix is singular"
        )
    constant = [name for name, column in zip(variables, values.T, strict=True) if _constant(column)]
    if constant:
        raise ModelError(f"constant in the cases used{where}: column {_listed(constant)}")


def _constant(column: Floats) -> bool:
    """Whether the values differ by no more than rounding."""
    present = column[~np.isnan(column)]
    return bool(len(present) == 0 or np.ptp(present) <= 1e-15 * np.abs(present).max())


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:5])
    return shown if len(names) <= 5 else f"{shown} and {len(names) - 5} more"
