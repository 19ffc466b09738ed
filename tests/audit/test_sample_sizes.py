"""Degrees of freedom do not exceed what the largest printed number of cases allows."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.sample_sizes import RULE


@pytest.mark.parametrize(
    ("test", "verdict"),
    [
        ("t(89) = 2.20, p = .030", "agrees"),
        ("t(90) = 2.20, p = .030", "worth a look"),
        ("r(88) = .30, p = .004", "agrees"),
        ("r(89) = .30, p = .004", "worth a look"),
        ("t(12) = 2.20, p = .048", "agrees"),
    ],
)
def test_t_needs_one_case_more_than_df_and_r_two(test: str, verdict: str) -> None:
    """N = 90 allows t(89) and r(88)."""
    assert verdicts(RULE, f"All took part (N = 90). It mattered, {test}.") == [verdict]


def test_the_question_names_the_numbers() -> None:
    """The cases that are needed and the largest N that is printed."""
    check = only(RULE, "We had N = 90 of n = 120 invited. It mattered, t(150) = 2.20, p = .029.")
    assert check.question == (
        "150 degrees of freedom need at least 151 cases; the largest N is 120. Are the units not the participants?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "It mattered, t(150) = 2.20, p = .029.",
        "All took part (N = 90). It mattered, t(150.5) = 2.20, p = .029.",
        "All took part (N = 90). It mattered, F(1, 150) = 4.20, p = .042.",
        "All took part (N = 90). It mattered, z = 2.20, p = .028.",
        "All took part (N = 90). It mattered, χ2(150) = 200.0, p = .004.",
    ],
)
def test_papers_without_n_and_other_tests_are_not_checked(text: str) -> None:
    """Only whole degrees of freedom of t and r count cases, and only against a printed N."""
    assert checks(RULE, text) == []


def test_the_rule_runs_only_if_it_is_asked_for() -> None:
    """Repeated measures have more degrees of freedom than cases, so that the rule is off."""
    assert not RULE.on
