"""Findings on small documents: what is changed, exchanged, deleted, typed, moved, reworded or outdated."""

from __future__ import annotations

import pytest
from marked_texts import block, case, found_in, rows, table

from report.text.blocks import Anchor
from report.verify.accounts import Accounts
from report.verify.remark_findings import findings, stat_of

LEDGER = rows(age__b=0.30, sex__b=0.45, age__p=0.004)
TEXT = "Age was related to pain (b = {age.b|0.30}), and so was sex (b = {sex.b|0.45}) in all models."


def check(found: str, expected: str = TEXT) -> list[tuple[str, str, str, str]]:
    """The findings of a copy of one paragraph."""
    return found_in(case(expected, found, LEDGER))


def plain(text: str = TEXT) -> str:
    """The text as it is printed."""
    return block(text).text


@pytest.mark.parametrize(
    "copy",
    [
        plain(),
        plain().replace("0.30", ".30"),
        plain().replace(" ", "\u00a0"),
        plain().replace("Age was", "The age of patients was"),
        plain().replace("in all models", ""),
        plain().replace("b = ", "b="),
        plain().upper(),
    ],
)
def test_harmless_edits_have_no_findings(copy: str) -> None:
    """Words may change, as may zeros, spaces and capitals; all numbers are still there."""
    assert check(copy) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("0.30", "0.31", ("changed", "age.b", "0.30", "0.31")),
        ("0.30", "−0.30", ("changed", "age.b", "0.30", "−0.30")),
        ("0.30", "30", ("changed", "age.b", "0.30", "30")),
        ("0.45", "0.4", ("changed", "sex.b", "0.45", "0.4")),
        ("0.45", "0.45%", ("changed", "sex.b", "0.45", "0.45%")),
        ("0.45", "<0.45", ("changed", "sex.b", "0.45", "<0.45")),
        ("(b = 0.30)", "", ("deleted", "age.b", "0.30", "")),
        ("in all models", "in 7 models", ("typed", "", "", "7")),
        ("all models", "all 24 models", ("typed", "", "", "24")),
        ("all models", "all twelve models", ("typed", "", "", "twelve")),
    ],
)
def test_an_edit_of_one_number_is_one_finding(old: str, new: str, expected: tuple[str, ...]) -> None:
    """Its kind, the row that prints the number, and both texts."""
    assert check(plain().replace(old, new)) == [expected]


def test_two_exchanged_numbers_are_two_findings() -> None:
    """Each place names its own row."""
    copy = plain().replace("0.30", "@").replace("0.45", "0.30").replace("@", "0.45")
    assert check(copy) == [("swapped", "age.b", "0.30", "0.45"), ("swapped", "sex.b", "0.45", "0.30")]


def test_findings_are_in_the_order_of_the_text() -> None:
    """An added number comes between the places around it."""
    copy = plain().replace("0.30", "0.31").replace("so was", "so was 88%").replace("0.45", "0.46")
    assert [each[3] for each in check(copy)] == ["0.31", "88%", "0.46"]


def test_more_decimals_of_the_row_are_no_change() -> None:
    """0.300 is what the row is, 0.302 is not."""
    assert check(plain().replace("0.30", "0.300")) == []
    assert check(plain().replace("0.30", "0.302")) == [("changed", "age.b", "0.30", "0.302")]


def test_a_literal_names_its_reason() -> None:
    """A number without a row is bound to the reason that the author gave."""
    text = "We asked {by design!literal|24} people about pain in the course of the study."
    assert check(block(text).text.replace("24", "25"), text) == [
        ("changed", "literal: by design", "24", "25")
    ]
    assert stat_of(Anchor(0, 2, "literal", "by design")) == "literal: by design"
    assert stat_of(Anchor(0, 2, "stat", "age.b")) == "age.b"


MARKED = "The effect of age was 0.5{age.p!stars|**} in the first of the models that we fitted."


@pytest.mark.parametrize(
    ("new", "expected"),
    [("0.5*", [("changed", "age.p", "**", "*")]), ("0.5", [("deleted", "age.p", "**", "")]), ("0.5**", [])],
)
def test_marks_of_significance_are_checked(new: str, expected: list[tuple[str, ...]]) -> None:
    """Stars are bound to their p-value."""
    assert check(block(MARKED).text.replace("0.5**", new), MARKED) == expected


def test_added_marks_are_typed() -> None:
    """A star that the paper does not print claims a significance."""
    assert check(plain().replace("0.45", "0.45*")) == [("typed", "", "", "*")]


CLAIM = "In this study, {pain.falls!claim|pain decreased with age}, which was as we had thought before it."


@pytest.mark.parametrize(
    ("new", "kind"),
    [
        ("pain increased with age", "reworded"),
        ("pain hardly decreased with age", "reworded"),
        ("pain decreased", "reworded"),
    ],
)
def test_bound_wording_is_checked(new: str, kind: str) -> None:
    """The finding has the wording of today and that of the copy."""
    ledger = rows(pain__falls=True)
    copy = block(CLAIM).text.replace("pain decreased with age", new)
    (found,) = found_in(case(CLAIM, copy, ledger))
    assert found[:3] == (kind, "pain.falls", "pain decreased with age")
    assert found[3].startswith("pain")


def test_a_value_of_an_older_build_is_outdated() -> None:
    """The copy's own ledger printed 0.28 for the row that prints 0.30 today."""
    copy = plain().replace("0.30", "0.28")
    made = case(TEXT, copy, LEDGER, {"age.b": "0.28", "sex.b": "0.45"})
    assert found_in(made) == [("stale", "age.b", "0.30", "0.28")]
    other = case(TEXT, plain().replace("0.30", "0.29"), LEDGER, {"age.b": "0.28"})
    assert found_in(other) == [("changed", "age.b", "0.30", "0.29")]


def test_the_place_of_a_finding() -> None:
    """Section, kind of block and the words around, from the copy."""
    expected = [block(TEXT, section="Results")]
    copy = [block(plain().replace("0.30", "0.31"), section="Findings", page=3)]
    (found,) = findings(Accounts(case(expected, copy, LEDGER)))
    assert (found.where.section, found.where.block, found.where.page) == ("Results", "paragraph", 3)
    assert "pain (b = 0.31), and so was sex" in found.where.context


def test_a_deleted_number_is_on_the_page_of_its_neighbours() -> None:
    """What is not there has no page of its own."""
    copy = [block(plain().replace("(b = 0.30)", ""), "page", page=5)]
    (found,) = findings(Accounts(case([block(TEXT)], copy, LEDGER)))
    assert (found.kind, found.where.page) == ("deleted", 5)


def test_the_cell_of_a_table_is_named_by_its_heads() -> None:
    """Row and column as the reader sees them."""
    ours = table(("Predictor", "b"), ("Age", "{age.b|0.30}"), ("Sex", "{sex.b|0.45}"))
    theirs = table(("Predictor", "b"), ("Age", "0.31"), ("Sex", "0.45"))
    (found,) = findings(Accounts(case(ours, theirs, LEDGER)))
    assert (found.where.row, found.where.column, found.where.table) == ("Age", "b", "tbl-one")
    assert str(found.where) == "tbl-one, row Age, column b"


def test_an_added_number_in_a_cell_is_named_by_the_heads_of_the_copy() -> None:
    """The row of the copy that has it."""
    ours = table(("Predictor", "b"), ("Age", "{age.b|0.30}"), ("Sex", "{sex.b|0.45}"))
    theirs = table(("Predictor", "b"), ("Age", "0.30"), ("Sex", "0.45 (88%)"))
    (found,) = findings(Accounts(case(ours, theirs, LEDGER)))
    assert (found.kind, found.found, found.where.row) == ("typed", "88%", "Sex")


def test_a_copy_that_is_equal_to_an_empty_document() -> None:
    """Nothing is expected and nothing found."""
    assert found_in(case([], [])) == []


def test_a_document_of_which_nothing_is_left() -> None:
    """A missing chapter is one finding with the number of its values; a short paragraph is one for each."""
    assert found_in(case(TEXT, [], LEDGER)) == [("deleted", "", "2 numbers and claims", "")]
    short = "Age (b = {age.b|0.30}) and sex ({sex.b|0.45})."
    assert found_in(case(short, [], LEDGER)) == [
        ("deleted", "age.b", "0.30", ""),
        ("deleted", "sex.b", "0.45", ""),
    ]
