"""Conventions of published articles that the text does not mention: worth a look only where they hold."""

from __future__ import annotations

import pytest
from papers_in_text import checks, verdicts

from report.audit.rules import effect_sizes, reported_p

HALF = "First, z = 1.05, p = .147. Then t(237) = 2.21, p = .014. Last, z = 3.36, p = .00039."


def test_three_halves_of_p_are_one_sided_tests() -> None:
    """Two may be misprints; so may be another wrong p beside three."""
    assert verdicts(reported_p.RULE, HALF) == ["worth a look"] * 3
    assert "one-sided, as other tests" in checks(reported_p.RULE, HALF)[0].remedy
    two = HALF.replace("p = .147", "p = .294")
    assert verdicts(reported_p.RULE, two) == ["agrees", "inconsistent", "inconsistent"]
    other = f"{HALF} In the end, t(28) = 2.20, p = .360."
    assert verdicts(reported_p.RULE, other) == ["worth a look"] * 3 + ["decision error"]


@pytest.mark.parametrize(
    ("test", "verdict"),
    [
        ("F(1, 327) = 4.76, p = .029", "worth a look"),
        ("F(1, 327) = 4.76, p = .030", "agrees"),
        ("F(1, 327) = 4.76, p = .028", "inconsistent"),
        ("F(1, 327) = 4.76, p = .031", "inconsistent"),
        ("F(1, 28) = 4.195, p = .04", "decision error"),
    ],
)
def test_a_p_that_was_cut_off(test: str, verdict: str) -> None:
    """p = .02985: its first three digits, but not those of another value, and never across the significance level."""
    assert verdicts(reported_p.RULE, f"There was an effect, {test}.") == [verdict]


@pytest.mark.parametrize(
    ("test", "verdict"),
    [
        ("t(1591) = 5.96, p = 2.57e-09", "worth a look"),
        ("t(1591) = 5.96, p = 3.1e-09", "agrees"),
        ("t(1591) = 5.96, p = 2.1e-09", "inconsistent"),
        ("t(60) = 5.96, p = 2.57e-09", "inconsistent"),
        ("t(111) = 2.00, p = .0454", "inconsistent"),
    ],
)
def test_a_small_p_of_the_normal_distribution(test: str, verdict: str) -> None:
    """Mixed models with many degrees of freedom are often tested as z; a p near .05 shows the difference."""
    assert verdicts(reported_p.RULE, f"There was an effect, {test}.") == [verdict]


@pytest.mark.parametrize(
    ("effect", "verdict"),
    [
        ("F(2, 8.36) = 10.73, p = .010, ηp2 = .573", "agrees"),
        ("F(2, 8.36) = 10.73, p = .010, ηp2 = .720", "agrees"),
        ("F(2, 8.36) = 10.73, p = .010, ηp2 = .540", "inconsistent"),
        ("F(2, 16) = 10.73, p = .001, ηp2 = .573", "agrees"),
        ("F(2, 16) = 10.73, p = .001, ηp2 = .450", "inconsistent"),
        ("F(1, 29) = 9.39, p = .005, ηp2 = .24", "agrees"),
        ("F(1, 29) = 9.39, p = .005, ηp2 = .25", "worth a look"),
        ("F(1, 29) = 9.39, p = .005, ηp2 = .26", "inconsistent"),
        ("F(1, 29) = 9.35, p = .005, ηp2 = .25", "inconsistent"),
    ],
)
def test_partial_eta_squared(effect: str, verdict: str) -> None:
    """Of corrected df of which one is printed; .2446 rounds to .245, and this to .25, but .2438 does not."""
    assert verdicts(effect_sizes.RULE, f"There was an effect, {effect}.") == [verdict]
