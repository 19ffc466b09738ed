"""p-values of test statistics, and the interval of them that rounding allows."""

from __future__ import annotations

from math import inf

import pytest
from scipy import stats

from report.audit.numbers import printed
from report.audit.probabilities import probabilities, probability


@pytest.mark.parametrize(
    ("kind", "value", "df", "wanted"),
    [
        ("z", 1.959964, (), 0.05),
        ("z", 0.0, (), 1.0),
        ("t", 2.0484071, (28,), 0.05),
        ("t", 0.0, (5,), 1.0),
        ("t", 12.7062047, (1,), 0.05),
        ("F", 4.195972, (1, 28), 0.05),
        ("F", 0.0, (3, 20), 1.0),
        ("chi2", 3.8414588, (1,), 0.05),
        ("Q", 7.8147279, (3,), 0.05),
        ("H", 5.9914645, (2,), 0.05),
        ("r", 0.0, (48,), 1.0),
        ("r", 0.2732, (50,), 0.05),
    ],
)
def test_p_at_the_critical_values_of_printed_tables(
    kind: str, value: float, df: tuple[float, ...], wanted: float
) -> None:
    """The critical values of textbooks at the 5% level have p = .05; a statistic of zero has p = 1."""
    assert probability(kind, value, df) == pytest.approx(wanted, rel=1e-3)


@pytest.mark.parametrize(("kind", "df"), [("z", ()), ("t", (12,)), ("r", (12,))])
def test_the_sign_of_a_two_sided_statistic_makes_no_difference(kind: str, df: tuple[float, ...]) -> None:
    """Both tails count."""
    assert probability(kind, -0.7, df) == probability(kind, 0.7, df)


@pytest.mark.parametrize(
    ("kind", "df"), [("z", ()), ("t", (3,)), ("F", (2, 30)), ("chi2", (4,)), ("Q", (4,)), ("H", (4,))]
)
def test_an_infinite_statistic_has_p_of_zero(kind: str, df: tuple[float, ...]) -> None:
    """The limit is taken, not computed with infinities."""
    assert probability(kind, inf, df) == 0.0


@pytest.mark.parametrize("r", [1.0, -1.0, 1.2])
def test_a_perfect_correlation_has_p_of_zero(r: float) -> None:
    """Its t is infinite; a rounding interval may reach beyond 1."""
    assert probability("r", r, (8,)) == 0.0


def test_a_correlation_is_tested_as_t() -> None:
    """p of r is that of scipy's exact test of a correlation with n = df + 2."""
    for r, df in ((0.3, 28), (-0.62, 6), (0.05, 300)):
        beta = stats.beta(df / 2, df / 2, loc=-1, scale=2)
        assert probability("r", r, (df,)) == pytest.approx(2 * beta.sf(abs(r)))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("2.20", 2.195, 2.205), ("-2.2", 2.15, 2.25), ("2", 1.5, 2.5), ("0.0", 0.0, 0.05)],
)
def test_the_interval_of_p_follows_from_the_rounding_of_the_statistic(
    text: str, low: float, high: float
) -> None:
    """The largest size gives the smallest p; a size is not below zero."""
    span = probabilities("t", printed(text), (printed("28"),))
    assert span.low == pytest.approx(2 * stats.t.sf(high, 28))
    assert span.high == pytest.approx(2 * stats.t.sf(low, 28))


@pytest.mark.parametrize(
    ("relation", "low", "high"), [("<", 1.5, 0.0), ("≤", 1.5, 0.0), (">", inf, 1.5), ("≥", inf, 1.5)]
)
def test_a_bound_on_the_statistic_is_a_bound_on_p(relation: str, low: float, high: float) -> None:
    """F < 1.5 allows all p-values from that of 1.5 to 1, F > 1.5 those from 0."""
    span = probabilities("F", printed("1.5", relation), (printed("2"), printed("30")))
    assert span.low == pytest.approx(0.0 if low == inf else stats.f.sf(low, 2, 30))
    assert span.high == pytest.approx(stats.f.sf(high, 2, 30))


def test_digits_that_were_cut_off_allow_a_larger_statistic() -> None:
    """2.2 cut off may have been 2.29, and hence p smaller than of 2.25."""
    plain = probabilities("z", printed("2.2"))
    cut = probabilities("z", printed("2.2"), truncated=True)
    assert cut.high == plain.high
    assert cut.low == pytest.approx(2 * stats.norm.sf(2.3))


def test_whole_degrees_of_freedom_are_exact() -> None:
    """t(28) has 28 degrees of freedom, not 27.5."""
    span = probabilities("t", printed("2.048407141795"), (printed("28"),))
    assert span.high - span.low < 1e-9


def test_fractional_degrees_of_freedom_are_rounded() -> None:
    """df = 1.5 is between 1.45 and 1.55, and df = 0.0 above zero."""
    span = probabilities("chi2", printed("4.000000000"), (printed("1.5"),))
    assert span.low == pytest.approx(stats.chi2.sf(4, 1.45), rel=1e-6)
    assert span.high == pytest.approx(stats.chi2.sf(4, 1.55), rel=1e-6)
    assert 0.0 <= probabilities("chi2", printed("4.0"), (printed("0.0"),)).low < 1e-6


def test_both_degrees_of_freedom_of_f_are_rounded_apart() -> None:
    """All four corners of the two intervals count."""
    span = probabilities("F", printed("4.500000000"), (printed("1.4"), printed("20.3")))
    corners = [stats.f.sf(4.5, one, two) for one in (1.35, 1.45) for two in (20.25, 20.35)]
    assert (span.low, span.high) == pytest.approx((min(corners), max(corners)), rel=1e-6)
