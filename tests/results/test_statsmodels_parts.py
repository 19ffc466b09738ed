"""Parts of the results of statsmodels: columns as lists, degrees of freedom, and what a model may lack."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from report.results.statsmodels_parts import listed, part_of, residual_df


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (pd.Series([1.0, 2.0], index=["a", "b"]), [1.0, 2.0]),
        (np.array([[1, 2], [3, 4]]), [[1, 2], [3, 4]]),
        (pd.DataFrame({"low": [1], "high": [2]}), [[1, 2]]),
    ],
)
def test_values_of_pandas_and_numpy_are_listed_alike(values, found):
    """A matrix is a list of its rows."""
    assert listed(values) == found


def test_a_model_tested_with_z_has_no_degrees_of_freedom():
    """Those of clusters have precedence over those of the residuals."""
    assert residual_df(SimpleNamespace(use_t=False, df_resid=7)) is None
    assert residual_df(SimpleNamespace(df_resid=7)) is None
    assert residual_df(SimpleNamespace(use_t=True, df_resid=7)) == 7
    assert residual_df(SimpleNamespace(use_t=True, df_resid=7, df_resid_inference=3)) == 3


class Lacking:
    aic = float("nan")
    llf = -3.5

    @property
    def rsquared(self):
        raise NotImplementedError


@pytest.mark.parametrize(("name", "found"), [("llf", -3.5), ("aic", None), ("rsquared", None), ("bic", None)])
def test_a_part_that_a_model_lacks_is_none(name, found):
    """Whether it is not a number, not implemented or not there."""
    assert part_of(Lacking(), name) == found
