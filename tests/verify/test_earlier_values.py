"""Values that were right in the copy's own build are outdated, not changed."""

from __future__ import annotations

import pytest
from marked_texts import block, case, found_in, rows

from report.text.blocks import Anchor, Block
from report.text.tokens import Token, tokens
from report.verify.earlier_values import is_stale, is_stale_mark, was_printed

LEDGER = rows(age__b=0.30, age__p=0.2, sex__b=0.45, pain__falls=True)


def one(text: str) -> Token:
    """The single token of a text."""
    (token,) = tokens([Block("", text)])
    return token


def anchor(id: str, kind: str = "stat") -> Anchor:
    """What binds a text to a row."""
    return Anchor(0, 1, kind, id)


@pytest.mark.parametrize(
    ("old", "found", "stale"),
    [
        ("0.28", "0.28", True),
        ("0.28", ".28", True),
        ("0.28", "0.29", False),
        ("0.28", "0.30", False),
        ("0.30", "0.28", False),
        ("12", "twelve", True),
        ("12", "eleven", False),
        ("28%", "28", True),
        ("mild", "mild", True),
        ("mild", "severe", False),
        ("0.28", "**", False),
    ],
)
def test_the_old_text_of_a_row(old: str, found: str, stale: bool) -> None:
    """What the copy's build printed is outdated, in digits or words; anything else was changed by hand."""
    assert is_stale(anchor("age.b"), one(found), {"age.b": old}, LEDGER) is stale


def test_rows_that_are_unknown_or_missing_are_not_outdated() -> None:
    """The copy has no ledger, today has no such row, or nothing is left in the copy."""
    assert not is_stale(anchor("age.b"), one("0.28"), {}, LEDGER)
    assert not is_stale(anchor("gone.b"), one("0.28"), {"gone.b": "0.28"}, LEDGER)
    assert not is_stale(anchor("age.b"), None, {"age.b": "0.28"}, LEDGER)


def test_a_claim_that_turned_is_outdated() -> None:
    """Its wording followed the old state, whatever it was."""
    assert is_stale(anchor("pain.falls", "claim"), None, {"pain.falls": "does not hold"}, LEDGER)
    assert not is_stale(anchor("pain.falls", "claim"), None, {"pain.falls": "holds"}, LEDGER)


@pytest.mark.parametrize(
    ("old", "found", "stale"),
    [
        (".004", "**", True),
        (".04", "*", True),
        ("< .001", "***", True),
        (".001", "***", False),
        (".001", "**", True),
        (".05", "*", False),
        (".004", "*", False),
        (".5", "**", False),
        ("–", "**", False),
    ],
)
def test_stars_of_the_old_p_value(old: str, found: str, stale: bool) -> None:
    """Below .05, .01 and .001; `< .001` is below .001, `.001` is not."""
    assert is_stale(anchor("age.p", "stars"), one(found), {"age.p": old}, LEDGER) is stale
    assert is_stale_mark("age.b", one(found), {"age.p": old}, LEDGER) is stale


def test_an_old_p_value_without_stars() -> None:
    """The copy rightly had none."""
    assert is_stale(anchor("age.p", "stars"), None, {"age.p": ".5"}, LEDGER)
    assert not is_stale(anchor("age.p", "stars"), None, {"age.p": ".004"}, LEDGER)


def test_marks_belong_to_rows_of_the_same_model() -> None:
    """A p-value beside another row does not explain a star."""
    assert not is_stale_mark("sex.b", one("**"), {"age.p": ".004"}, LEDGER)
    assert not is_stale_mark("age.b", one("**"), {"age.p": LEDGER["age.p"].printed}, LEDGER)
    assert not is_stale_mark("age.b", one("**"), {}, LEDGER)


@pytest.mark.parametrize(
    ("expected", "found", "printed", "id"),
    [
        ("0.30", "0.28", {"age.b": "0.28"}, "age.b"),
        ("0.30", "0.29", {"age.b": "0.28"}, ""),
        ("0.45", "0.28", {"age.b": "0.28"}, ""),
        ("0.30", "0.28", {}, ""),
        ("0.30", "0.30", {"age.b": "0.30"}, ""),
    ],
)
def test_the_row_behind_an_unbound_number(
    expected: str, found: str, printed: dict[str, str], id: str
) -> None:
    """The row that prints the one today, and printed the other then."""
    assert was_printed(one(expected), one(found), printed, LEDGER) == id


def test_labels_of_figures_on_a_page_are_paired_by_their_old_values() -> None:
    """A PDF has the labels of a figure in any order."""
    figure = [
        block("{age.b|0.30}", "figure", home="fig-one"),
        block("{sex.b|0.45}", "figure", home="fig-one"),
    ]
    words = block("The figure shows all of the paths that we estimated in the two groups of patients")
    copy = [block(words.text, "page", page=1), block("0.41 0.28", "page", page=1)]
    printed = {"age.b": "0.28", "sex.b": "0.41"}
    assert found_in(case([words, *figure], copy, LEDGER, printed)) == [
        ("stale", "age.b", "0.30", "0.28"),
        ("stale", "sex.b", "0.45", "0.41"),
    ]
