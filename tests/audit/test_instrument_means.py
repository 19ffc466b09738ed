"""Means and standard deviations of scores are possible with the limits of the instrument."""

from __future__ import annotations

import pytest
from papers_in_text import checks, paper, table, verdicts

from report.audit.instruments import INSTRUMENTS, known_instruments, named_in
from report.audit.papers import Paper
from report.audit.rules.instrument_means import RULE, check_means


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Depression was moderate (PHQ-9: M = 12.3, SD = 5.1).", "agrees"),
        ("Depression was moderate (PHQ-9: M = 20.4, SD = 5.1).", "agrees"),
        ("Depression was moderate (PHQ-9: M = 27.6, SD = 5.1).", "inconsistent"),
        ("Depression was moderate (PHQ-9, M = 32,3; SD = 5,1; p < ,05).", "inconsistent"),
        ("The BDI-II score at baseline was high (M = 31.2, SD = 9.0, n = 40).", "agrees"),
        ("The BDI-II score at baseline was high (M = 71.2, SD = 9.0, n = 40).", "inconsistent"),
        ("Anxiety on the STAI-T was low, M = 18.2 (SD = 3.0).", "inconsistent"),
        ("Anxiety on the STAI-T was low, M = 1.82 (SD = 0.31).", ""),
        ("Anxiety on the GAD-7 was M = -4.10 (SD = 3.0).", "worth a look"),
        # √((10 − 0)·(27 − 10)·40/39) = 13.20, of 10.05: 13.21
        ("The PHQ-9 was filled in (M = 10.0, SD = 13.2, n = 40).", "agrees"),
        ("The PHQ-9 was filled in (M = 10.0, SD = 13.3, n = 40).", "inconsistent"),
    ],
)
def test_means_and_deviations_lie_within_the_limits(text: str, verdict: str) -> None:
    """The mean of items from 1 is no mean of sums."""
    assert verdicts(RULE, text) == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    "words",
    ["changed by", "fell, a difference of", "improved by", "per item was", "in percent was", "and age were"],
)
def test_other_scores_are_left_alone(words: str) -> None:
    """Changes, items, transformed scores, other variables."""
    assert verdicts(RULE, f"The PHQ-9 {words} M = 42.1 (SD = 4.1).") == []


def test_the_mean_of_something_else_is_not_taken() -> None:
    """Two instruments, or a name that is far away."""
    assert verdicts(RULE, "The PHQ-9 and GAD-7 were given (M = 42.1, SD = 4.1).") == []
    far = "The PHQ-9 was filled in by all who took part in the first of the two sessions of the second cohort"
    assert verdicts(RULE, f"{far}, with M = 42.1.") == []


def test_limits_in_the_text_and_in_the_facts() -> None:
    """An abbreviation is introduced with its limits, or given."""
    text = "The Rumination Scale (RTS) has ten items; total scores range from 0 to 40.\n\nThe RTS was high (M = {})."
    assert verdicts(RULE, text.format("31.2")) == ["agrees"]
    assert verdicts(RULE, text.format("41.2")) == ["inconsistent"]
    twice = text + "\n\nIn the short form of the Rumination Scale (RTS), total scores range from 0 to 20."
    assert verdicts(RULE, twice.format("41.2")) == []
    facts = {"instruments": {"Sleep Diary": [0, 10]}}
    found = checks(RULE, "The Sleep Diary had M = 12.0 (SD = 2.0).", facts)
    assert [each.severity for each in found] == ["inconsistent"]


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in check_means(paper)]


def test_rows_of_tables_are_read() -> None:
    """By their labels; a row or head of changes is left alone."""
    rows = ("PHQ-9|12.3|5.1", "GAD-7|22.5|5.0", "Age|44.3|9.0", "PHQ-9 change|-44|5.0")
    assert _of(table("Measure|M|SD", *rows)) == ["agrees", "inconsistent"]


def test_the_lowest_and_highest_score_lie_within_the_limits() -> None:
    """A highest score above the limit is a finding; 100 may be a percentage, a low score the mean of items."""
    rows = ("PHQ-9|12.3|5.1|0|27", "PHQ-9|12.3|5.1|0|28", "PHQ-9|12.3|5.1|0|100", "STAI-T|41|5.1|1.2|70")
    assert _of(table("Measure|M|SD|Min|Max", *rows)) == [
        "agrees",
        "inconsistent",
        "worth a look",
        "worth a look",
    ]
    assert _of(table("Measure|Min|Max", "PHQ-9|0|29")) == ["inconsistent"]


def test_no_two_instruments_have_the_same_name() -> None:
    """A name that two patterns match would never be checked."""
    known = known_instruments(paper(""))
    assert [name for name, _, _ in INSTRUMENTS.values() if len(named_in(name, known)) > 1] == []
