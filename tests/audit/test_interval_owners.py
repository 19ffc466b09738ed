"""Of which estimate an interval is: the one directly before it, or the coefficient whose test stands between."""

from __future__ import annotations

import pytest
from papers_in_text import paper, table, verdicts

from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.interval_owners import interval_owners, may_be_of_difference, wald_ratio
from report.audit.rules import interval_widths
from report.audit.rules.confidence_intervals import RULE


def estimate(text: str) -> ReportedEstimate:
    """The single estimate of a sentence."""
    (only,) = estimates(paper(f"Groups differed ({text})."))
    return only


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("b = 0.25, SE = 0.10, 95% CI [0.05, 0.45]", ("b",)),
        ("b = 0.25, β = .20, 95% CI [0.05, 0.45]", ("beta", "b")),
        ("b = 0.25, t(100) = 2.50, p = .014, 95% CI [0.05, 0.45]", ("b",)),
        ("r(89) = −.33, p = .002, 95% CI [−.50, −.13]", ("r",)),
        ("d = 0.48, t(78) = 2.20, p = .031, 95% CI [0.04, 0.92]", ("d",)),
        ("M = 3.2, SD = 1.4, d = 0.48, 95% CI [0.04, 0.92]", ("d", "M")),
        ("t(24) = 2.84, p = .009, 95% CI [0.8, 5.2]", ()),
    ],
)
def test_the_owners_are_given_in_the_order_of_their_likelihood(text: str, owners: tuple[str, ...]) -> None:
    """The estimate before the interval, then the other coefficients before it; no owner after a test alone."""
    assert interval_owners(estimate(text)) == owners


@pytest.mark.parametrize(
    ("text", "is_possible"),
    [
        ("t(78) = 2.20, p = .031, d = 0.49, 95% CI [0.80, 3.40]", True),
        ("t(78) = 2.20, p = .031, d = 0.49, 95% CI [0.95, 1.85]", False),
        ("F(1, 78) = 4.84, p = .031, d = 0.49, 95% CI [0.95, 1.85]", False),
        ("p = .031, d = 0.49, 95% CI [0.95, 1.85]", False),
        ("p < .05, d = 0.49, 95% CI [0.95, 1.85]", True),
        ("d = 0.49, 95% CI [0.95, 3.85]", False),
    ],
)
def test_an_interval_as_wide_as_that_of_the_effect_size_is_its_own(text: str, is_possible: bool) -> None:
    """The test gives the half width: 1.96 · 0.49 / 2.20 = 0.44. Without a test, the interval is that of d."""
    each = estimate(text)
    low, high = each["CI"].low, each["CI"].high
    assert low is not None
    assert high is not None
    assert may_be_of_difference(each, "d", low, high) is is_possible


def test_z_follows_from_the_coefficient_and_its_standard_error() -> None:
    """0.245 / 0.105 to 0.255 / 0.095, since both are rounded."""
    ratio = wald_ratio(estimate("b = 0.25, SE = 0.10, p = .012"))
    assert ratio is not None
    assert (ratio.low, ratio.high) == pytest.approx((0.245 / 0.105, 0.255 / 0.095))


def test_z_follows_from_the_coefficient_and_its_interval() -> None:
    """The half width of an interval of 95 percent is 1.96 standard errors."""
    ratio = wald_ratio(estimate("b = 0.25, 95% CI [0.05, 0.45], p = .014"))
    assert ratio is not None
    assert ratio.low < 0.25 / (0.40 / 2 / 1.96) < ratio.high
    assert ratio.high < 2.8


@pytest.mark.parametrize(
    "text",
    [
        "b = 0.25, p = .012",
        "d = 0.25, SE = 0.10, p = .012",
        "b = 0.25, 90% CI [0.05, 0.45], p = .014",
        "b = 0.25, 95% CI [0.45, 0.05], p = .014",
    ],
)
def test_without_an_error_of_a_coefficient_there_is_no_z(text: str) -> None:
    """An effect size, another level, and an interval whose ends are in the wrong order give none."""
    assert wald_ratio(estimate(text)) is None


OF_ANOTHER = [
    "t(34) = 5.04, p < .001, d = 1.71, 95% CI [7.43, 17.46]",
    "t(34) = −5.79, p < .001, d = −1.92, 95% CI [−38.14, −18.31]",
    "t(24) = 2.84, p = .009, 95% CI [0.8, 5.2], d = 0.25",
    "M = 3.21, 95% CI [2.96, 3.47], SD = 1.42), t(240) = 9.40, p < .001, d = 1.21",
    "M = 24.4, SD = 4.1), t(43) = 2.05, p = .046, 95% CI [0.02, 2.90]",
    "F(1, 293) = 3.03, p = .083, ηp2 = .010, 90% CI [.000, .037]",
    "95% CI [−5.961, −0.849], r = .637",
    "95% CI [.027, .047], β = 0.104, p < .001",
    "OR = 1.03, b = 0.03, 95% CI [−0.38, 0.44], p = .898",
    "b = 0.06, 95% CI [0.03, 0.10], OR = 1.06, p < .001",
    "p = .031, r = −.76, 95% CI [−0.28, −0.01]",
    "χ2(5, N = 233) = 7.77, p = .170, d = 0.37, 95% CI [0.11, 0.63]",
    "p = .062, d = 0.57, 95% CI [.02, .15]",
]


@pytest.mark.parametrize("text", OF_ANOTHER)
def test_intervals_of_another_quantity_are_no_finding(text: str) -> None:
    """After a test, an interval may be that of the difference; before an estimate, it is of what precedes it."""
    assert not {"impossible", "contradiction"} & set(verdicts(RULE, f"Groups differed ({text})."))
    assert "inconsistent" not in verdicts(interval_widths.RULE, f"Groups differed ({text}).")


@pytest.mark.parametrize(
    "text",
    [
        "b = 0.25, SE = 0.10, 95% CI [0.45, 0.85]",
        "b = 0.25, SE = 0.10, t(100) = 2.50, p = .014, 95% CI [0.45, 0.85]",
        "OR = 2.10, p = .009, 95% CI [2.20, 3.68]",
        "r(89) = −.33, p = .002, 95% CI [.13, .50]",
        "d = 0.48, 95% CI [0.60, 1.00]",
        "t(78) = 2.20, p = .031, d = 0.49, 95% CI [0.95, 1.85]",
        "M = 3.21, SD = 1.42, 95% CI [3.96, 4.47]",
    ],
)
def test_estimates_outside_their_own_interval_are_impossible(text: str) -> None:
    """The estimate before the interval, or before its test; an effect size if the width fits its test."""
    assert "impossible" in verdicts(RULE, f"Groups differed ({text}).")


def test_a_mean_in_a_row_may_be_the_owner() -> None:
    """M, its test, d and then an interval: of the mean."""
    made = table(
        "Scale | M | SD | df | t | p | d | 95% CI",
        "Media | 2.19 | 1.29 | 89 | 16.0 | < .001 | 1.70 | [1.92, 2.46]",
    )
    assert [each.verdict for each in RULE.run(made)] == ["agrees"]


@pytest.mark.parametrize(
    ("ends", "severity"),
    [
        ("r = −.43, 95% CI [−.36, −.49]", "worth a look"),
        ("b = 0.02, 95% CI [0.08, 0.04]", "worth a look"),
        ("b = 0.50, 95% CI [0.80, 0.20]", "impossible"),
        ("b = 0.50, 95% CI [−0.31, −9.572e-6]", "impossible"),
    ],
)
def test_ends_in_the_wrong_order(ends: str, severity: str) -> None:
    """Negative ends by their size are misordered; a lost minus sign may explain others."""
    assert verdicts(RULE, f"It mattered ({ends}).") == [severity]


def test_powers_of_ten_with_a_space_are_read() -> None:
    """−9.572 e-6 is nearly zero."""
    assert verdicts(RULE, "It mattered (b = −0.20, 95% CI [−0.31, −9.572 e-6]).") == ["agrees"]
