"""The stated range of a known instrument is that of its items."""

from __future__ import annotations

from typing import Any

import pytest
from papers_in_text import checks, only, paper

from report.audit.rules.instrument_ranges import RULE
from report.rows.errors import DataError


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("HAM-D-17", 0, 52),
        ("QIDS-SR-16", 0, 27),
        ("PHQ-9", 0, 27),
        ("GAD-7", 0, 21),
        ("BDI-II", 0, 63),
        ("MADRS", 0, 60),
        ("STAI-T", 20, 80),
        ("PANSS", 30, 210),
        ("SWLS", 5, 35),
        ("MMSE", 0, 30),
    ],
)
def test_the_range_of_the_manual_agrees_and_a_larger_one_does_not(name: str, low: int, high: int) -> None:
    """Items times their points: nine items of 0 to 3 give the PHQ-9 at most 27."""
    assert only(RULE, f"Scores of the {name} range from {low} to {high}.").verdict == "agrees"
    wider = only(RULE, f"Scores of the {name} range from {low} to {high + 1}.")
    assert (wider.verdict, wider.severity) == ("finding", "inconsistent")
    assert f"items give {low} to {high}. Was another version used?" in wider.question


def test_a_narrower_range_of_possible_scores_is_a_finding() -> None:
    """The possible scores of the GAD-7 end at 21, not at 18."""
    assert only(RULE, "Possible scores on the GAD-7 range from 0 to 18.").verdict == "finding"


def test_a_narrower_observed_range_agrees() -> None:
    """Nobody need attain the highest score."""
    assert only(RULE, "Observed scores on the GAD-7, ranging from 2 to 18, were low.").verdict == "agrees"


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [(20, 80, "agrees"), (19, 80, "finding"), (20, 81, "finding"), (0, 60, "finding"), (30, 90, "finding")],
)
def test_a_range_may_exceed_one_limit_alone(low: int, high: int, verdict: str) -> None:
    """The STAI has scores from 20 to 80: one wrong limit is enough, and both are compared."""
    assert only(RULE, f"Observed scores of the STAI-T ranged from {low} to {high}.").verdict == verdict


@pytest.mark.parametrize(
    ("low", "high", "verdict"), [(0, 18, "agrees"), (2, 21, "agrees"), (0, 22, "finding"), (2, 22, "finding")]
)
def test_an_observed_range_may_start_or_end_at_the_limit(low: int, high: int, verdict: str) -> None:
    """Someone with the lowest or the highest possible score is no contradiction."""
    assert (
        only(RULE, f"Observed scores on the GAD-7, ranging from {low} to {high}, were low.").verdict
        == verdict
    )


def test_the_place_is_that_of_the_range_in_its_sentence() -> None:
    """In a text of several sentences the place is the statement, in the coordinates of the whole passage."""
    text = (
        "Scores were summed. Mood was rated twice. Scores of the PHQ-9 range from 0 to 30. It has nine items."
    )
    written = paper(text)
    (check,) = RULE.run(written)
    (place,) = check.places
    found = written.passages[place.passage].block.text
    assert found[place.start : place.end] == check.statement == "Scores of the PHQ-9 range from 0 to 30"


def test_each_sentence_has_its_own_instrument() -> None:
    """An instrument of one sentence is not that of the range in the next."""
    text = "Scores of the GAD-7 range from 0 to 21. Scores of the PHQ-9 range from 0 to 27. Higher scores are worse."
    assert [each.verdict for each in checks(RULE, text)] == ["agrees", "agrees"]


@pytest.mark.parametrize(
    "text",
    [
        "Scores of the XYZ-9 range from 0 to 99.",
        "Scores of the GAD-7 and the PHQ-9 range from 0 to 99.",
        "The GAD-7 has seven items. Ages range from 18 to 65.",
        "The GAD-7 was used.",
    ],
)
def test_without_one_known_instrument_and_its_range_there_is_no_check(text: str) -> None:
    """An unknown instrument, two instruments, or a range in another sentence say nothing."""
    assert checks(RULE, text) == []


def test_facts_add_instruments() -> None:
    """An instrument of the facts is known as those of the table are; signs in its name are literal."""
    facts = {"instruments": {"X+Q (short)": [1, 5]}}
    assert only(RULE, "Scores of the X+Q (short) range from 1 to 5.", facts).verdict == "agrees"
    assert only(RULE, "Scores of the X+Q (short) range from 1 to 7.", facts).verdict == "finding"


@pytest.mark.parametrize("ends", [5, None, "0-5", ["a", 3], [1], [1, 2, 3]])
def test_an_instrument_without_two_numbers_is_a_fault(ends: Any) -> None:
    """The fault names the instrument and shows how to write its range."""
    with pytest.raises(DataError) as raised:
        checks(RULE, "Scores range from 0 to 5.", {"instruments": {"XQ": ends}})
    assert str(raised.value) == (
        "instruments  XQ is not a list of two numbers\n    give the lowest and the highest score: [0, 52]"
    )


def test_facts_replace_a_known_instrument() -> None:
    """An instrument of the facts with the name of a known one is one instrument, with the limits of the facts."""
    text = "Scores of the PHQ-9 range from 0 to {}."
    facts = {"instruments": {"PHQ-9": [0, 30]}}
    assert [each.verdict for each in checks(RULE, text.format(30), facts)] == ["agrees"]
    assert [each.verdict for each in checks(RULE, text.format(27), facts)] == ["finding"]
