"""A word of significance and the p-value in the parenthesis after it say the same."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, paper, verdicts

from report.audit.rules.significance_words import RULE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The effect was significant (p = .03)", "agrees"),
        ("The effect was significant (p = .05)", "agrees"),
        ("The effect was significant (p < .001)", "agrees"),
        ("The effect was significant (p = .20)", "contradiction"),
        ("The effect was significant (p > .10)", "contradiction"),
        ("The effect was not significant (p = .20)", "agrees"),
        ("The effect was not significant (p = .05)", "agrees"),
        ("The effect was not significant (p = .03)", "contradiction"),
        ("The effect was not significant (p < .001)", "contradiction"),
        ("The effect was nonsignificant (p = .03)", "contradiction"),
        ("The effect was non-significant (p = .03)", "contradiction"),
        ("The effect was insignificant (p = .03)", "contradiction"),
        ("Groups differed significantly (p = .60)", "contradiction"),
        ("Groups differed significantly [t(20) = 1.2, p = .24]", "contradiction"),
    ],
)
def test_words_are_compared_with_p(text: str, verdict: str) -> None:
    """Significant means p ≤ alpha; a p-value that rounds to alpha contradicts neither word."""
    assert verdicts(RULE, f"{text}.") == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "No significant effect was found (p = .20)",
        "The effect failed to be significant (p = .20)",
        "The effect was marginally significant (p = .08)",
        "There was hardly a significant effect (p = .20)",
        "A trend was almost significant (p = .08)",
        "We asked whether effects were significant (p = .20)",
        "Clinically significant changes were seen (p = .20)",
    ],
)
def test_hedged_words_are_not_checked(text: str) -> None:
    """A negation, trend or condition before the word changes what it says."""
    assert checks(RULE, f"{text}.") == []


@pytest.mark.parametrize(
    "text",
    [
        "The effect was significant",
        "The effect (p = .20) was significant",
        "It was significant. The other (p = .20)",
    ],
)
def test_only_the_parenthesis_after_the_word_counts(text: str) -> None:
    """A p-value before the word or in the next sentence may belong to another effect."""
    assert checks(RULE, f"{text}.") == []


def test_a_contrast_before_the_parenthesis_is_not_checked() -> None:
    """`significant for A but not for B (p = .20)` is about B."""
    assert checks(RULE, "It was significant for age but not sex (p = .20).") == []


def test_one_agreeing_p_value_is_enough() -> None:
    """Several p-values in a parenthesis may belong to several tests."""
    assert verdicts(RULE, "The effects were significant (p = .20, and p = .01).") == ["agrees"]


def test_the_level_of_significance_is_that_of_the_paper() -> None:
    """With alpha = .10, p = .08 is significant."""
    text = "The effect was significant (p = .08)."
    assert [each.verdict for each in RULE.run(paper(text, alpha=0.10))] == ["agrees"]
    assert [each.verdict for each in RULE.run(paper(text))] == ["finding"]


def test_the_question_gives_word_and_level() -> None:
    """The statement runs from the word to the p-value."""
    check = only(RULE, "The effect was not significant (p = .03).")
    assert check.statement == "not significant (p = .03"
    assert check.question == (
        "The text calls the result not significant, but the p-value beside it says otherwise at alpha = 0.05. "
        "Which of them is right?"
    )
