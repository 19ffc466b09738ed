"""A printed difference of means is that of the two means of its sentence."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, paper, verdicts

from report.audit.rules.mean_differences import RULE


@pytest.mark.parametrize(
    ("one", "two", "gap", "verdict"),
    [
        ("5.40", "4.10", "1.30", "agrees"),
        ("4.10", "5.40", "1.30", "agrees"),
        ("5.40", "4.10", "-1.30", "agrees"),
        ("5.40", "4.10", "1.31", "agrees"),
        ("5.40", "4.10", "1.32", "inconsistent"),
        ("5.40", "4.10", "1.28", "inconsistent"),
        ("5.4", "4.1", "1.25", "agrees"),
        ("5.4", "4.1", "1.19", "inconsistent"),
        ("-0.50", "0.50", "1.00", "agrees"),
        ("-0.50", "0.50", "0.00", "inconsistent"),
        ("5.4", "5.4", "0.0", "agrees"),
        ("5.4", "5.4", "0.2", "inconsistent"),
    ],
)
def test_the_difference_follows_from_the_means(one: str, two: str, gap: str, verdict: str) -> None:
    """The size counts, not the order; each number has its rounding error."""
    text = f"Women (M = {one}) scored other than men (M = {two}), mean difference = {gap}."
    assert verdicts(RULE, text) == [verdict]


def test_the_question_gives_the_interval() -> None:
    """Two means with two decimals each give a difference within one hundredth."""
    check = only(RULE, "Women (M = 5.40) and men (M = 4.10) had a mean difference of 1.80.")
    assert check.question == (
        "The two means give |M₁ − M₂| between 1.290 and 1.310, but 1.80 is printed. "
        "Is one of the numbers a misprint?"
    )
    assert check.statement == "M = 5.40) and men (M = 4.10) had a mean difference of 1.80"


@pytest.mark.parametrize("name", ["mean difference = 1.80", "MD = 1.80", "Mdiff = 1.80", "ΔM = 1.80"])
def test_the_notations_of_a_difference(name: str) -> None:
    """Words and symbols for the same quantity."""
    assert verdicts(RULE, f"Women (M = 5.40) and men (M = 4.10) differed, {name}.") == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "Women (M = 5.40), mean difference = 1.80.",
        "Women (M = 5.40), men (M = 4.10) and others (M = 4.30), mean difference = 1.80.",
        "Women (M = 5.40) and men (M = 4.10).",
        "Women (M = 5.40) and men (M = 4.10), mean difference = 1.80, and again mean difference = 1.30.",
        "Women (M > 5.40) and men (M = 4.10), mean difference = 1.80.",
        "Women (M = 5.40) and men (M = 4.10). The mean difference was 1.80.",
        "Women (M = 5.40) and men (M = 4.10), mean difference > 1.80.",
    ],
)
def test_two_means_and_one_difference_are_needed(text: str) -> None:
    """Otherwise it is open which means the difference is of."""
    assert checks(RULE, text) == []


@pytest.mark.parametrize(
    "words",
    ["adjusted", "baseline-corrected", "paired", "weighted", "standardised", "marginal", "bootstrapped"],
)
def test_differences_that_are_not_of_the_printed_means_are_left_out(words: str) -> None:
    """An adjusted difference need not be that of the raw means."""
    text = f"Women (M = 5.40) and men (M = 4.10), {words} mean difference = 1.80."
    assert checks(RULE, text) == []


def test_a_word_in_another_sentence_does_not_count() -> None:
    """Only the sentence of the difference decides whether it is adjusted."""
    text = "Means were adjusted. Women (M = 5.40) and men (M = 4.10), mean difference = 1.80."
    assert verdicts(RULE, text) == ["inconsistent"]


def test_each_sentence_is_checked() -> None:
    """Two sentences with a difference each are two checks."""
    one = "Women (M = 5.40) and men (M = 4.10), MD = 1.30."
    assert [each.verdict for each in RULE.run(paper(f"{one} {one.replace('1.30', '1.80')}"))] == [
        "agrees",
        "finding",
    ]
