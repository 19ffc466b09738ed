"""The note of a table says what is in parentheses and what stars mean."""

from __future__ import annotations

import pytest

from report.audit.table_notes import enclosed_kinds, star_levels


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Standard errors in parentheses.", {"(": "SE"}),
        ("Robust standard errors clustered by firm are in parentheses", {"(": "SE"}),
        ("Numbers in parentheses are standard errors.", {"(": "SE"}),
        ("Notes: SEs within parentheses", {"(": "SE"}),
        ("t statistics in parentheses", {"(": "t"}),
        ("Absolute t-values in brackets", {"[": "t", "(": "t"}),
        ("p-values in parentheses", {"(": "p"}),
        ("Standard errors in parentheses, p-values in square brackets", {"(": "SE", "[": "p"}),
        ("Standard errors are shown in brackets.", {"[": "SE", "(": "SE"}),
        ("z-statistics in parentheses; t statistics in parentheses", {}),
        ("Standard deviations in parentheses", {}),
        ("The standard error was large. Ages are in parentheses.", {}),
        ("", {}),
    ],
)
def test_what_is_in_parentheses(words: str, kinds: dict[str, str]) -> None:
    """A bracket has a kind if the words name exactly one for it."""
    assert enclosed_kinds(words) == kinds


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("* p < .05. ** p < .01. *** p < .001.", {"*": 0.05, "**": 0.01, "***": 0.001}),
        ("*** p<0.01, ** p<0.05, * p<0.1", {"*": 0.1, "**": 0.05, "***": 0.01}),
        ("∗p < .05, ∗∗p < .01", {"*": 0.05, "**": 0.01}),
        (
            "* significant at 10%; ** significant at 5%; *** significant at 1%",
            {"*": 0.1, "**": 0.05, "***": 0.01},
        ),
        (
            "***, **, and * denote significance at the 1%, 5%, and 10% levels",
            {"*": 0.1, "**": 0.05, "***": 0.01},
        ),
        ("*, ** indicate significance at the .05 and .01 level, respectively", {"*": 0.05, "**": 0.01}),
        ("* p < .05; later: * p < .10", {}),
        ("* p < .01, ** p < .05", {}),
        ("0.25* and 0.31**", {}),
    ],
)
def test_levels_of_stars(words: str, levels: dict[str, float]) -> None:
    """Each number of stars has one level, and more stars mean smaller ones; otherwise nothing is known."""
    assert star_levels(words) == levels
