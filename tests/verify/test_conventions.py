"""Digits that are not results by convention: citations, dates, addresses, references, registers."""

from __future__ import annotations

import pytest

from report.verify.conventions import JOURNAL, Stretches, explained


def names(text: str) -> set[str]:
    """The conventions that explain something in a text."""
    return {name for _, _, name in explained(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("as in Table 3", "cross-reference"),
        ("see Figures S1 and S2.", "cross-reference"),
        ("(Roseman et al., 2019)", "citation"),
        ("Davis (2021) found", "citation"),
        ("on 3 March 2021", "date"),
        ("2021-03-31", "date"),
        ("https://doi.org/10.1000/5", "address"),
        ("NCT03429075", "register number"),
        ("95% CI", "confidence level"),
        ("version 3.2", "version"),
        ("pandas 3.0.1", "version"),
        ("build 7c552743", "build"),
        ("53723bf9 · data 2a0ecb0c", "build"),
        ("e53723bf+ · data 2a0ecb0c", "build"),
        ("p < .05", "threshold of significance"),
        ("Page 2 of 30", "page of pages"),
    ],
)
def test_a_convention_explains_digits(text: str, name: str) -> None:
    """Each kind of text that is not a result is explained."""
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        *("©2024 The Authors", "© The Author(s) 2024", "© 2019–2024 Society", "© 2023, 2024 A. Hand"),
        *("QIDS® 2024", "QIDS (R) 2024 by A. Hand", "Likert™ 2019–2024, The Society", "(TM) 2024."),
        *("Copyright (c) 2024", "Copyright © The Authors, 2024", "© Springer Nature 2024", "℗ 2024 Label"),
    ],
)
def test_a_notice_of_copyright_explains_its_years(text: str) -> None:
    """With the owner before or behind the years, and with a space behind the sign or none."""
    found = JOURNAL.search(text)
    assert found is not None
    assert "2024" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "© 29 patients",
        "QIDS® 2024 patients",
        "(R) 29",
        "(TM) 2024.5",
        "© 2024.5 points",
        "Copyright was held by 2024 people",
    ],
)
def test_other_numbers_behind_the_sign_of_copyright_are_not_explained(text: str) -> None:
    """Only years of publication belong to a notice of copyright."""
    assert not JOURNAL.search(text)


@pytest.mark.parametrize(
    "text", ["42 participants", "p = .05", "a mean of 95%", "3 of them", "in 12 weeks", "β = 0.42"]
)
def test_results_are_not_explained(text: str) -> None:
    """A result that resembles a convention must still belong to a row."""
    assert names(text) == set()


@pytest.mark.parametrize("commit", ["e53723bf", "53723bf9", "53723bf9+"])
def test_a_convention_covers_the_commit_and_the_data_of_a_build(commit: str) -> None:
    """The build id of an earlier commit, as a page prints it, is not a typed number."""
    text = f"{commit} · data 2a0ecb0c"
    assert (0, len(text), "build") in explained(text)


def test_a_citation_explains_only_its_years() -> None:
    """Other numbers in the same parentheses are results."""
    text = "(n = 42; Roseman, 2019)"
    assert {text[start:end] for start, end, _ in explained(text)} == {"2019"}


def test_a_range_is_looked_up_in_the_widest_stretch() -> None:
    """A short stretch inside a long one does not end it."""
    stretches = Stretches([(0, 20, "long"), (5, 8, "short"), (30, 40, "other")])
    assert stretches.name(10, 12) == "long"
    assert stretches.name(6, 7) == "long"
    assert stretches.name(32, 41) == ""
    assert stretches.name(25, 26) == ""
    assert Stretches([]).name(0, 1) == ""
