"""How values print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.numbers import COUNT, Fixed, P, Percent, rounded, stars


@pytest.mark.parametrize(
    ("format", "value", "text"),
    [
        (Fixed(2), 0.125, "0.13"),
        (Fixed(2), 2.675, "2.68"),
        (Fixed(2), -0.125, "−0.13"),
        (Fixed(2), -0.001, "0.00"),
        (Fixed(2, leading_zero=False), 0.419, ".42"),
        (Fixed(2, leading_zero=False), -0.419, "−.42"),
        (Fixed(2, leading_zero=False), 1.0, "1.00"),
        (Fixed(1), None, "–"),
        (Fixed(1), float("inf"), "∞"),
        (COUNT, 1044, "1044"),
        (COUNT, 12345, "12\u202f345"),
        (Percent(), 11 / 29, "38"),
        (Percent(), 0.285, "29"),
        (P, 0.0495, ".0495"),
        (P, 0.0499999, ".0499"),
        (P, 0.00099, "<\u00a0.001"),
        (P, 0.001, ".001"),
        (P, 0.96, ".960"),
        (P, 0.9996, ">\u00a0.999"),
        (P, 1.0, "1.000"),
        (P, 0.0, "<\u00a0.001"),
    ],
)
def test_prints_as_readers_of_statistics_expect(format, value, text):
    """Halves away from zero, true minus, no negative zero, no p-value across a threshold."""
    assert format(value) == text


@given(st.floats(0, 1))
def test_a_p_value_never_prints_across_a_threshold(p):
    """Whatever side of .05, .01 or .001 a p-value is on, its print is on the same side."""
    text = P(p)
    shown = float(text.removeprefix("<\u00a0").removeprefix(">\u00a0"))
    for threshold in (0.001, 0.01, 0.05, 0.1):
        if p < threshold:
            assert shown < threshold or text.startswith("<")


@given(st.floats(-1e6, 1e6), st.integers(0, 6))
def test_rounding_moves_by_half_a_unit_at_most(value, places):
    """Rounding is nearest, and never prints a negative zero."""
    assert abs(float(rounded(value, places)) - value) <= 0.5 * 10**-places * (1 + 1e-9) + 1e-9
    assert f"{rounded(value, places)}"[:2] != "-0" or float(rounded(value, places)) != 0


@pytest.mark.parametrize(
    ("p", "mark"), [(0.0009, "***"), (0.001, "**"), (0.0499, "*"), (0.05, ""), (None, "")]
)
def test_stars_follow_the_unrounded_value(p, mark):
    """Marks depend on p itself, not on its print."""
    assert stars(p) == mark


def test_a_trend_is_marked_where_trends_are_named():
    """A dagger marks p < .10 on request only."""
    assert (stars(0.06, trend=True), stars(0.06)) == ("†", "")
