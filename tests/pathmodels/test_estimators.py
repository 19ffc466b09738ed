"""Estimators of other programs are refused with the reason and what to use."""

from __future__ import annotations

import pytest

from report.pathmodels.errors import ModelError
from report.pathmodels.estimators import ESTIMATORS, require_estimator


@pytest.mark.parametrize("name", ESTIMATORS)
def test_supported_estimators(name: str) -> None:
    """ML, MLM and MLR."""
    require_estimator(name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("WLSMV", "is for ordinal variables"),
        ("wlsmv", "is for ordinal variables"),
        ("MLMV", "with another test"),
        ("ULS", "minimises a weighted sum of squares"),
        ("OLS", "use 'ML', 'MLM' or 'MLR'"),
    ],
)
def test_other_estimators(name: str, reason: str) -> None:
    """Ordinal, adjusted, least squares and unknown ones, whatever their case."""
    with pytest.raises(ModelError, match=reason):
        require_estimator(name)
