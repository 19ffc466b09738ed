"""Rows of bootstrap intervals: both bounds of both kinds, with their Monte Carlo error."""

from types import SimpleNamespace

from report.pathmodels.intervals import Bounds
from report.results.bootstrap_rows import bound_errors, bound_ids, bound_rows

SHARP = Bounds(-0.4, -0.1, 0.001, 0.002)
COARSE = Bounds(-0.5, -0.2, 0.03, 0.001)


def rows(percentile, corrected):
    interval = SimpleNamespace(std=SimpleNamespace(percentile=percentile, corrected=corrected))
    return {row.id: row for row in bound_rows("m.y_on_x", interval, 20, "x on y", {"model": "m"})}


def test_each_bound_is_a_row():
    """Lower before upper, percentile before bias-corrected, each with words and what it is about."""
    found = rows(SHARP, COARSE)
    assert [row.value for row in found.values()] == [-0.4, -0.1, -0.5, -0.2]
    assert tuple(found) == (*bound_ids("m.y_on_x", "percentile"), *bound_ids("m.y_on_x", "corrected"))
    lower = found["m.y_on_x.beta_percentile_ci_lower"]
    assert lower.label == "lower bound of the percentile bootstrap interval: x on y"
    assert lower.about == {
        "model": "m",
        "statistic": "beta_percentile_ci_lower",
        "monte_carlo_error": "0.001",
    }


def test_only_the_bound_that_prints_more_than_it_knows_has_a_warning():
    """Two decimals need a small Monte Carlo error; the other bound of the same interval is judged by its own."""
    warned = [id for id, row in rows(SHARP, COARSE).items() if row.warnings]
    assert warned == ["m.y_on_x.beta_corrected_ci_lower"]


def test_an_interval_that_does_not_exist_is_two_rows_without_a_value():
    """Nothing varies, for example: the row says so."""
    found = rows(SHARP, None)["m.y_on_x.beta_corrected_ci_lower"]
    assert found.value is None
    assert found.warnings == ("m.y_on_x has no bias-corrected interval: nothing varies",)


def test_errors_are_those_of_all_bounds():
    """Also where a parameter has no standardised value."""
    both = SimpleNamespace(std=SimpleNamespace(percentile=SHARP, corrected=COARSE))
    assert bound_errors(both) == [0.001, 0.002, 0.03, 0.001]
    assert bound_errors(SimpleNamespace(std=None)) == []
