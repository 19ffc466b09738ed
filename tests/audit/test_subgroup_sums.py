"""Arms of a trial, and women with men, add up to their whole."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.subgroup_sums import RULE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("120 patients were randomised to training (n = 60) or waiting (n = 60)", "agrees"),
        ("120 patients were randomly assigned to A (n = 40), B (n = 40) or C (n = 40)", "agrees"),
        ("1,200 adults were allocated to A (n = 700) or B (n = 500)", "agrees"),
        ("120 patients were randomized to training (n = 62) or waiting (n = 60)", "contradiction"),
        ("120 patients were randomized to training (n = 58) or waiting (n = 60)", "contradiction"),
        ("120 adults (70 women, 50 men) took part", "agrees"),
        ("120 adults (70 women and 50 men) took part", "agrees"),
        ("120 adults (80 women, 50 men) took part", "contradiction"),
        ("120 adults (60 women, 50 men) took part", "worth a look"),
        ("120 young adults (80 females; 50 males) took part", "contradiction"),
    ],
)
def test_parts_add_up_to_the_whole(text: str, verdict: str) -> None:
    """Arms are complete; women and men may leave out people of another gender."""
    assert verdicts(RULE, f"In all, {text}.") == [verdict]


def test_groups_after_the_arms_do_not_count() -> None:
    """Two arms that add up may be followed by a part of one of them."""
    text = "In all, 120 patients were randomised to A (n = 60) or B (n = 60), half of A as pairs (n = 30)."
    assert only(RULE, text).computed == "60 + 60 = 120"


@pytest.mark.parametrize(
    "word", ["excluded", "withdrew", "lost", "missing", "analysed", "later", "completed"]
)
def test_losses_in_the_sentence_explain_a_difference(word: str) -> None:
    """The arms may be those of an earlier or later phase."""
    text = f"In all, 120 patients were randomised to A (n = 62) or B (n = 60), some {word}."
    assert checks(RULE, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "120 patients were randomised to A (n = 62)",
        "120 adults (80 women, 50 women) took part",
        "120 adults (80 women) took part",
    ],
)
def test_two_parts_of_one_whole_are_needed(text: str) -> None:
    """One arm or one sex has no sum; women twice are not all people."""
    assert checks(RULE, f"In all, {text}.") == []


def test_the_finding_gives_the_sum() -> None:
    """The parts are cited as they are printed."""
    text = "In all, 1,200 adults were allocated to A (n = 1,000) or B (n = 500)."
    assert only(RULE, text).computed == "1,000 + 500 = 1500, but the whole is 1,200."
