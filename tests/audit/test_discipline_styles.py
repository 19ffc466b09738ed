"""Results as authors of five disciplines write them: true ones are read and left alone, one wrong number is found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.audit_styles import NOT_JUDGED, STYLES, Style, audited


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.text[:40])
def test_a_style_is_read(style: Style) -> None:
    """Of two true paragraphs and two with an error, the true ones agree and the others are findings."""
    true = [audited(style, seed, wrong=False) for seed in (101, 102)]
    wrong = [audited(style, seed, wrong=True) for seed in (101, 102)]
    assert [each.findings for each in true] == [[], []]
    if not any(words in style.text for words in NOT_JUDGED):
        assert all(each.agreeing for each in true)
        assert all(each.findings for each in wrong)


@pytest.mark.parametrize(
    "text",
    [
        "Of the 300 patients in the two groups, 120 (80%) were treated at once.",
        "Of the 300 patients, 120 (80%) in group A recovered.",
        "Of these 40 answers, 30 (60%) and 20 (40%) differed between both arms.",
    ],
)
def test_percentages_of_groups_are_not_those_of_the_whole(text: str) -> None:
    """A percentage whose total may be a group is no finding."""
    style = Style("medicine", text, lambda source, wrong: {})
    assert audited(style, 0, wrong=False).findings == []


@pytest.mark.parametrize(
    "text",
    [
        "Pay rose by 0.25 (SE 0.10) and by 3.1 (see Table 2; p = .90).",
        "The slope for men is 0.40 and its standard error of measurement was 2.10, p = .60.",
    ],
)
def test_other_numbers_are_no_estimates(text: str) -> None:
    """A number belongs to a standard error only if that is beside it."""
    style = Style("economics", text, lambda source, wrong: {})
    assert audited(style, 0, wrong=False).findings == []
