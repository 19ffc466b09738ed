"""Standard errors of values that cannot vary, and of those whose variance is negative."""

from __future__ import annotations

import numpy as np

from report.pathmodels.inference import roots


def test_terms_that_cancel_leave_no_error() -> None:
    """Rounding leaves about 1e-17 of either sign, by processor: its root is neither 1e-9 nor missing."""
    assert roots(np.array([3e-17, -3e-17]), np.array([1.0, 1.0])).tolist() == [0.0, 0.0]


def test_a_small_variance_of_small_terms_is_kept() -> None:
    """Only the share counts, so the unit of a variable does not matter."""
    assert roots(np.array([4e-40]), np.array([8e-40])).tolist() == [2e-20]


def test_a_negative_variance_has_no_root() -> None:
    """It is missing, not zero."""
    assert np.isnan(roots(np.array([-0.25]), np.array([1.0])))[0]


def test_a_value_without_terms_cannot_vary() -> None:
    """A fixed parameter."""
    assert roots(np.array([0.0]), np.array([0.0])).tolist() == [0.0]
