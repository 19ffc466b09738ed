"""Parts of those who were excluded or assigned add up, and what is left is a difference."""

from __future__ import annotations

import pytest
from papers_in_text import only, verdicts

from report.audit.people_counts import parts_in, value
from report.audit.rules.flow_counts import RULE
from report.audit.rules.subgroup_sums import RULE as SUBGROUPS

LISTS = [
    "Of 150 patients screened, 30 were excluded (12 did not meet criteria, 10 declined, {} for other reasons).",
    "Of 150 patients screened, 30 were excluded (ineligible, n = 12; declined, n = 10; other reasons, n = {}).",
    "Thirty participants were excluded for low quality (n = 22) or missing data (n = {}).",
    "Thirty participants withdrew (22 [73%] in training; {} [27%] in control).",
    "We excluded 30 participants (12 failed checks, 10 were under 18, and {} had scores between 5 and 7 points).",
    "In all, 30 patients dropped out: 20 moved away, 2 felt worse, and {} gave no reason.",
    "Thirty people were excluded because they declined (n = 12), were ill (n = 10) or had moved (n = {}).",
    "We excluded 30 children (n = 30: 12 with other diagnoses, 10 aged 18 and over, {} siblings).",
]


@pytest.mark.parametrize("text", LISTS)
def test_lists_add_up(text: str) -> None:
    """Parts in several notations; numbers within an item are no parts."""
    assert verdicts(RULE, text.format(8)) == ["agrees"]
    assert verdicts(RULE, text.format(9)) == ["contradiction"]
    assert verdicts(RULE, text.format(7)) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "A total of 120 participants were randomised, 60 to CBT and {} to the control group.",
        "Then 120 patients were randomly assigned (60 to CBT, {} to usual care).",
        "Then 120 patients were randomised: 40 received CBT, 20 received drugs, {} were assigned to usual care.",
    ],
)
def test_arms_add_up(text: str) -> None:
    """Arms without a sign of their sizes."""
    assert verdicts(RULE, text.format(60)) == ["agrees"]
    assert verdicts(RULE, text.format(58)) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "Of 150 patients screened, 30 were excluded, leaving {}.",
        "We recruited 150 adults; 30 were excluded because of missing data, resulting in a final sample of {}.",
        "Of the 150 respondents, 30 (20%) were excluded, leaving a total sample of N = {} (52% women).",
    ],
)
def test_what_is_left_is_a_difference(text: str) -> None:
    """Within one sentence."""
    assert verdicts(RULE, text.format(120)) == ["agrees"]
    assert verdicts(RULE, text.format(118)) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "Of 150 patients, 30 were excluded (12 declined, 10 were ineligible, 9 moved; some had more than one reason).",
        "Of 150 patients, 30 were excluded (mostly because they declined, n = 12, or moved, n = 10).",
        "Of 150 patients, 30 were excluded (10 women, 3 with depression).",
        "Of 150 patients, 30 were excluded and a further 4 withdrew, leaving 115.",
        "Of 150 patients, 30 were excluded (mean age 12, 10 girls).",
        "Of 150 patients, 30 were excluded (see Table 2 and 3).",
        "In all, 120 patients were randomised, 10 to 12 weeks after 2 to 3 sessions, in 2023 and 2024.",
    ],
)
def test_lists_that_are_no_parts(text: str) -> None:
    """Several reasons for a person, lists of some reasons, traits, and numbers that are no counts."""
    assert verdicts(RULE, text) == []


def test_several_losses_count_together() -> None:
    """All, or some of them."""
    text = "Of 150 patients, 30 were excluded and a further 4 withdrew, leaving 116."
    assert verdicts(RULE, text) == ["agrees"]


def test_a_short_list_may_be_incomplete() -> None:
    """Less than four fifths of the whole."""
    assert verdicts(RULE, "In all, 30 patients withdrew (12 moved, 10 declined).") == ["worth a look"]


def test_counts_in_words() -> None:
    """Up to ninety-nine."""
    assert [value(each) for each in ("Twenty-one", "ninety", "one", "1,200")] == [21, 90, 1, 1200]
    assert parts_in("three declined, 12 moved, and twenty-one gave no reason") == [
        "three",
        "12",
        "twenty-one",
    ]
    assert only(RULE, "Six patients withdrew (three moved and three declined).").computed == "3 + 3 = 6"


@pytest.mark.parametrize(
    "text",
    [
        "We randomly assigned 120 patients to CBT (n = 60) or control (n = {}).",
        "The sample had 120 students (60 women and {} men; Mage = 20.1).",
        "In all, 120 patients, 60 women and {} men, took part.",
        "In all, 120 participants (60 [50.0%] women, {} [50.0%] men) took part.",
    ],
)
def test_further_notations_of_subgroups(text: str) -> None:
    """The active voice, apposition, percentages."""
    assert verdicts(SUBGROUPS, text.format(60)) == ["agrees"]
    assert verdicts(SUBGROUPS, text.format(62)) == ["contradiction"]
