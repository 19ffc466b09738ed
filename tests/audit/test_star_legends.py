"""In a legend, more stars mark smaller p-values."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.star_legends import RULE


@pytest.mark.parametrize(
    ("legend", "verdict"),
    [
        ("* p < .05. ** p < .01. *** p < .001.", "agrees"),
        ("*** p < .001, ** p < .01, * p < .05.", "agrees"),
        ("* p < .05.", "agrees"),
        ("* p < .05, *** p < .001.", "agrees"),
        ("* indicates p < .05, ** indicates p < .01.", "agrees"),
        ("† p < .10. * p < .05.", "agrees"),
        ("* p < .01. ** p < .05. *** p < .001.", "contradiction"),
        ("* p < .05. ** p < .01. *** p < .01.", "contradiction"),
        ("* p < .05. ** p < .10.", "contradiction"),
        ("* p > .05. ** p < .01.", "contradiction"),
        ("* p ≥ .05.", "contradiction"),
    ],
)
def test_levels_fall_with_the_number_of_stars(legend: str, verdict: str) -> None:
    """The order in print does not matter; equal levels and lower bounds are misprints."""
    assert verdicts(RULE, f"Note. {legend}") == [verdict]


def test_the_question_names_the_fault() -> None:
    """A reversed sign is cited, a reversed order described."""
    assert "* p > .05 marks large p-values" in only(RULE, "Note. * p > .05. ** p < .01.").question
    assert "more stars mean larger p-values" in only(RULE, "Note. * p < .01. ** p < .05.").question


@pytest.mark.parametrize("sign", ["\u2217", "\u204e"])
def test_other_asterisks_are_stars(sign: str) -> None:
    """The asterisk operator and the low asterisk print as stars."""
    assert verdicts(RULE, f"Note. {sign} p < .01. {sign}{sign} p < .05.") == ["contradiction"]


def test_text_without_a_legend_is_not_checked() -> None:
    """A p-value without a mark is a result."""
    assert checks(RULE, "The effect was small, p < .05.") == []
