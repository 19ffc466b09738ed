"""Rows of one column of a sample: moments, shares and counts of bins."""

import math

import pandas as pd
import pytest

from report.results.sample_rows import bin_rows, equal_bins, moment_rows, share_rows


def test_moments_leave_missing_values_out():
    """Mean, SD with n - 1, median and range of the values that are there; n is their number."""
    rows = list(moment_rows("d.x", pd.Series([1.0, None, 3.0, 8.0]), "x, arm a", {"group": "a"}))
    assert {row.id: row.value for row in rows} == {
        "d.x.mean": 4,
        "d.x.sd": pytest.approx(math.sqrt(13)),
        "d.x.median": 3,
        "d.x.min": 1,
        "d.x.max": 8,
    }
    assert {row.n for row in rows} == {3}
    assert (rows[1].label, rows[1].about) == (
        "standard deviation of x, arm a",
        {"group": "a", "statistic": "sd"},
    )


def test_moments_and_extremes_have_their_own_format():
    """Means of items have more decimals than scale points."""
    rows = moment_rows("d.x", pd.Series([1.0, 2.0]), "x", {}, "fixed2", "fixed1")
    assert [row.format for row in rows] == ["fixed2", "fixed2", "fixed2", "fixed1", "fixed1"]


def test_a_share_is_of_all_cases():
    """Count and proportion, both with the number of all cases."""
    rows = list(share_rows("t.female", pd.Series([True, False, True, False]), "Female", {}))
    assert [(row.id, row.value, row.n) for row in rows] == [("t.female.n", 2, 4), ("t.female.pct", 0.5, 4)]
    assert [row.about["statistic"] for row in rows] == ["n", "p"]


def test_bins_of_equal_width_cover_the_range():
    """Both ends of the range are edges."""
    assert equal_bins(10, 20, 4) == (10, 12.5, 15, 17.5, 20)


def test_every_value_is_in_one_bin():
    """A value on an inner edge belongs to the bin above it, the highest to the last; missing ones to none."""
    values = pd.Series([0.0, 4.9, 5.0, 10.0, None])
    rows = list(bin_rows("h.x", values, (0, 5, 10), "people who scored {}, x", {"variable": "x"}))
    assert [(row.id, row.value, row.n) for row in rows] == [("h.x.b0", 2, 4), ("h.x.b1", 2, 4)]
    assert rows[1].label == "people who scored 5-10, x"
    assert rows[1].about == {"variable": "x", "statistic": "n"}
