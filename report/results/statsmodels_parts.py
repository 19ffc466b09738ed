"""Parts of the results of statsmodels: columns as lists, degrees of freedom, and what a model may lack."""

from __future__ import annotations

import math
from typing import Any


def listed(values: Any) -> list[Any]:
    """A column of numbers, or a matrix by rows, as pandas or numpy hold it."""
    return list(getattr(values, "values", values).tolist())


def residual_df(result: Any) -> Any:
    """Residual degrees of freedom where the model tests with *t* (with clusters, those of the clusters)."""
    if not getattr(result, "use_t", False):
        return None
    return getattr(result, "df_resid_inference", None) or result.df_resid


def part_of(result: Any, name: str) -> Any:
    """A part of the fit, None where the model has none (GEE has no likelihood, quantile regression no *R*²)."""
    try:
        value = getattr(result, name, None)
    except (AttributeError, NotImplementedError, TypeError, ValueError):
        return None
    return None if isinstance(value, float) and math.isnan(value) else value
