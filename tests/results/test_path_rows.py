"""Rows of a path model for studies that give ids and words themselves: parameters, significance and fit."""

from types import SimpleNamespace

import pytest

from report.results.path_rows import (
    bonferroni,
    bonferroni_row,
    fit_rows,
    parameter_rows,
    significance_claims,
)
from report.results.path_statistics import EMPTY_WHEN_SATURATED, PARAMETER
from report.rows.levels import USUAL, Levels

ESTIMATE = SimpleNamespace(**{each.attribute: place / 10 for place, each in enumerate(PARAMETER, 1)})


class Indices:
    def __getattr__(self, name):
        return 1


def test_a_parameter_has_a_row_for_each_statistic_below_its_path():
    """Each row has its number, its words and what it is about; bounds have the level of their interval too."""
    rows = {row.id: row for row in parameter_rows("m.y_on_x", ESTIMATE, 20, "x on y", {"model": "m"}, USUAL)}
    assert [row.value for row in rows.values()] == [place / 10 for place in range(1, len(PARAMETER) + 1)]
    assert rows["m.y_on_x.b"].label == "raw coefficient: x on y"
    assert rows["m.y_on_x.b"].about == {"model": "m", "statistic": "b"}
    assert rows["m.y_on_x.beta_ci_upper"].about["confidence"] == "0.95"
    assert {row.n for row in rows.values()} == {20}


def test_the_level_of_intervals_is_the_one_that_the_study_sets():
    """Another confidence level is the one that the bounds name."""
    rows = list(parameter_rows("m.y_on_x", ESTIMATE, 20, "x on y", {}, Levels(confidence=0.9)))
    assert {row.about["confidence"] for row in rows if "ci_" in row.id} == {"0.9"}


@pytest.mark.parametrize(
    ("p", "significant", "trend"),
    [
        (0.049, True, False),
        (0.05, False, True),
        (0.10, False, False),
        (None, False, False),
        (float("nan"), False, False),
    ],
)
def test_significance_has_two_claims(p, significant, trend):
    """Below .05 significant, from there to .10 a trend, and neither without a p-value; p is the evidence."""
    found = list(significance_claims("m.y_on_x", p, "x on y", USUAL))
    assert [(each.id, each.holds) for each in found] == [
        ("m.y_on_x.significant", significant),
        ("m.y_on_x.trend", trend),
    ]
    assert {each.evidence for each in found} == {("m.y_on_x.p",)}


def test_bonferroni_ends_at_one():
    """A corrected p-value is a probability, and none stays none."""
    assert (bonferroni(0.03, 2), bonferroni(0.7, 2), bonferroni(None, 2)) == (0.06, 1.0, None)
    row = bonferroni_row("m.indirect", 0.03, 2, 20, "indirect", {"model": "m"})
    assert (row.id, row.value, row.format) == ("m.indirect.p_bonferroni", 0.06, "p")
    assert row.about == {"model": "m", "statistic": "p_bonferroni"}


@pytest.mark.parametrize("saturated", [True, False])
def test_indices_without_a_meaning_have_no_value_in_a_saturated_model(saturated):
    """A saturated model reproduces any data: its test and indices are rows without a value, and say why."""
    fit = SimpleNamespace(saturated=saturated, n=20, fit=Indices())
    rows = {row.id: row for row in fit_rows("m.fit", fit, "the model", {})}
    empty = {id.removeprefix("m.fit.") for id, row in rows.items() if row.value is None}
    assert empty == (set(EMPTY_WHEN_SATURATED) if saturated else set())
    assert all(row.label.endswith("(saturated: not defined)") == (row.value is None) for row in rows.values())
    assert rows["m.fit.df"].value == 1
