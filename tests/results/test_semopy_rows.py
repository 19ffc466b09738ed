"""Rows of semopy's fit indices next to those of the engine."""

from types import SimpleNamespace

import pytest

from report.pathmodels.agreement import EstimatePair, IndexPair, SemopyAgreement
from report.results.path_statistics import FIT
from report.results.semopy_rows import COMPARED, Compared, comparison_rows

PARTS = {part.name: part for part in FIT}


def compared(saturated=False):
    indices = tuple(IndexPair(part.attribute, 1.0, 2.0, f"other {part.name}") for part in COMPARED)
    estimates = (
        EstimatePair("y", "~", "x", 0.5, 0.52, 0.1, 0.1, ""),
        EstimatePair("y", "~", "z", 0.47, 0.5, 0.1, 0.1, ""),
        EstimatePair("x", "~~", "x", 1.0, 9.0, None, None, ""),
    )
    fit = SimpleNamespace(saturated=saturated, n=20)
    return Compared(fit, SemopyAgreement("2.3", True, indices, estimates))


def test_indices_that_semopy_does_not_compute_are_not_compared():
    """The interval of RMSEA and the test of close fit."""
    assert not {"rmsea_ci_lower", "rmsea_ci_upper", "rmsea_p"} & {part.name for part in COMPARED}
    assert {"chisq", "cfi", "srmr", "baseline_df"} <= {part.name for part in COMPARED}


def test_each_index_is_a_row_with_the_value_of_semopy():
    """Below the prefix, in the words of the model, then the largest difference of the estimates."""
    rows = {row.id: row for row in comparison_rows("a.m", compared(), "the model", {"model": "m"})}
    assert rows["a.m.cfi"].value == 2.0
    assert rows["a.m.cfi"].label == "semopy's comparative fit index, the model"
    assert rows["a.m.cfi"].about == {"model": "m", "statistic": "cfi"}
    assert len(rows) == len(COMPARED) + 1
    assert rows["a.m.estimates"].value == pytest.approx(0.3)


def test_the_largest_difference_is_in_standard_errors_of_estimates_that_have_one():
    """A fixed parameter has no standard error and does not count; the sign of a difference does not matter."""
    assert compared().largest_difference == pytest.approx(0.3)


def test_a_saturated_model_is_the_reason_for_all_indices_that_its_data_do_not_test():
    """SRMR is defined for it all the same, so that its own reason is given."""
    assert compared().reason(PARTS["cfi"]) == "other cfi"
    assert compared(saturated=True).reason(PARTS["cfi"]).startswith("the model is saturated")
    assert compared(saturated=True).reason(PARTS["srmr"]) == "other srmr"
    assert compared(saturated=True).reason(PARTS["npar"]) == "other npar"
