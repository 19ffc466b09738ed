"""Degrees of freedom are fewer than the cases beside them."""

from __future__ import annotations

import pytest
from papers_in_text import verdicts

from report.audit.rules.degrees_and_cases import RULE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Scores differed, t({}) = 2.20, p = .030, N = 60.", (58, 59, 60)),
        ("Scores differed (t[{}] = 2,20; p = ,030; n = 60).", (58, 59, 60)),
        ("Scores differed (N = 60, F(1, {}) = 4.80, p = .032).", (58, 59, 60)),
        ("Both were related (r({}) = .34, p = .007, N = 62).", (40, 60, 61)),
        ("CBT (n = 30) differed from usual care (n = 32), t({}) = 2.20, p = .031.", (50, 60, 61)),
        ("Women (n = 30) and men (n = 32) did not differ, F(1, {}) = 0.90, p = .347.", (50, 60, 61)),
    ],
)
def test_tests_need_more_cases_than_degrees(text: str, verdict: tuple[int, int, int]) -> None:
    """The first two degrees of freedom are possible, the third is not."""
    assert [verdicts(RULE, text.format(each))[0] for each in verdict] == ["agrees", "agrees", "impossible"]


def test_the_number_of_cases_may_stand_for_degrees_of_a_correlation() -> None:
    """As in r(62) with N = 62."""
    assert verdicts(RULE, "Both were related, r(62) = .34, p = .007, N = 62.") == []


def test_other_units_have_more_degrees() -> None:
    """Trials, observations, mixed models."""
    text = "In a mixed model scores differed, t(480) = 2.20, p = .030, N = 60."
    assert verdicts(RULE, text) == ["worth a look"]


@pytest.mark.parametrize(
    "text",
    [
        "Women (N = 30) scored higher than men, t(98) = 2.20, p = .030.",
        "Women scored higher than men (n = 30), t(98) = 2.20, p = .030.",
        "Scores differed, t(98.4) = 2.20, p = .030, N = 60.",
        "A (n = 30), B (n = 32) and C (n = 31) differed, F(2, 90) = 4.20, t(91) = 3.1.",
        "A (n = 30) and B (n = 32) differed in x, t(60) = 2.2, but C did not, t(88) = 0.4.",
        "A (n = 30) and B (n = 32) differed, F(2, 120) = 4.20, p = .02.",
    ],
)
def test_cases_of_other_tests_are_left_alone(text: str) -> None:
    """A group, fractional degrees of freedom, further groups and tests, repeated measures."""
    assert verdicts(RULE, text) == []
