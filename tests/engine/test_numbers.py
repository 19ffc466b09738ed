"""How values print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report.rows.format_registry import FORMATS
from report.rows.levels import USUAL
from report.rows.number_formats import Fixed, Percent, rounded

COUNT, P = FORMATS["count"], FORMATS["p"]


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
        (Percent(), 0, "0"),
        (Percent(), 0.0049, "<\u00a01"),
        (Percent(), 0.005, "1"),
        (Percent(), 0.996, ">\u00a099"),
        (Percent(), 1.0, "100"),
        (Percent(1), 0.0004, "<\u00a00.1"),
        (Percent(1), 0.9996, ">\u00a099.9"),
        (P, 0.0495, ".0495"),
        (P, 0.0499999, ".0499"),
        (P, 0.0498756, ".0499"),
        (P, 0.0097544, ".0098"),
        (P, 0.00999, ".0099"),
        (P, 0.0999, ".0999"),
        (FORMATS["p2"], 0.0496, ".049"),
        (FORMATS["unit"], 0.994, ".99"),
        (FORMATS["unit"], 0.997, ">\u00a0.99"),
        (FORMATS["unit"], -0.997, "<\u00a0−.99"),
        (FORMATS["unit3"], 0.9997, ">\u00a0.999"),
        (FORMATS["unit"], 1, "1.00"),
        (FORMATS["unit"], 0.9999999999999998, "1.00"),
        (FORMATS["unit"], -1.0, "−1.00"),
        (FORMATS["index"], 0.998, "1.00"),
        (FORMATS["index3"], 1.0806, "1.081"),
        (FORMATS["df"], 110, "110"),
        (FORMATS["df"], 110.0, "110"),
        (FORMATS["df"], 110.4312, "110.43"),
        (FORMATS["df"], None, "–"),
        (FORMATS["fixed2"], 12345.678, "12\u202f345.68"),
        (FORMATS["fixed2"], -1234567.891, "−1\u202f234\u202f567.89"),
        (FORMATS["fixed1"], 9999.94, "9999.9"),
        (FORMATS["fixed0"], 9999.6, "10\u202f000"),
        (FORMATS["fixed2"], 2e26, "200" + 8 * "\u202f000" + ".00"),
        (FORMATS["fixed6"], 1e-300, "0.000000"),
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
    """A printed p-value is on the same side of .05, .01 and .001 as the value."""
    text = P(p)
    shown = float(text.removeprefix("<\u00a0").removeprefix(">\u00a0"))
    for threshold in (0.001, 0.01, 0.05, 0.1):
        if p < threshold:
            assert shown < threshold or text.startswith("<")


@given(st.floats(0, 1), st.sampled_from(["p", "p2"]))
def test_a_p_value_is_rounded_wherever_that_crosses_no_threshold(p, name):
    """A printed p-value is the nearest of its decimals; it is cut off only where the nearest is a threshold."""
    text = FORMATS[name](p)
    if text[0] in "<>":
        return
    places = len(text.partition(".")[2])
    nearest = rounded(p, places)
    assert float(text) == float(nearest) or str(nearest).rstrip("0") in ("0.001", "0.01", "0.05", "0.1")
    assert abs(float(text) - p) < 10**-places


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(sorted(FORMATS)))
def test_every_number_prints(value, name):
    """No number is too large or too small for a format."""
    assert FORMATS[name](value)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.sampled_from(["percent", "percent1"]))
def test_a_percentage_is_0_or_100_only_for_none_or_all(count, of, name):
    """A count above 0 is never 0 %, and one below all never 100 %."""
    text = FORMATS[name](min(count, of) / of)
    assert (text in ("0", "0.0")) == (count == 0)
    assert (text in ("100", "100.0")) == (count >= of)


@given(st.floats(-1, 1), st.sampled_from(["unit", "unit3"]))
def test_a_correlation_is_1_only_if_it_is_1(r, name):
    """A correlation below 1 never prints as 1.00."""
    assert (FORMATS[name](r).strip("−") in ("1.00", "1.000")) == (1 - abs(r) < 1e-9)


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
    assert USUAL.marks(p) == mark


def test_a_trend_is_marked_where_trends_are_named():
    """A dagger marks p < .10 on request only."""
    assert (USUAL.marks(0.06, trend=True), USUAL.marks(0.06)) == ("†", "")
