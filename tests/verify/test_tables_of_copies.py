"""Numbers in tables: in the right cell, under the right heads, in the right group."""

from __future__ import annotations

import pytest
from marked_texts import block, case, found_in, rows, table

from report.text.blocks import Block
from report.verify.comparison import Comparison
from report.verify.table_labels import label_remarks
from report.verify.tables import group_names, table_remarks

LEDGER = rows(a__b=0.11, a__c=0.12, b__b=0.21, b__c=0.22, c__b=0.31, c__c=0.32)
HEAD = ("Measure", "Mean", "Spread")
OURS = table(
    HEAD,
    ("Age", "{a.b|0.11}", "{a.c|0.12}"),
    ("Sex", "{b.b|0.21}", "{b.c|0.22}"),
    ("Pain", "{c.b|0.31}", "{c.c|0.32}"),
)


def compared(*lines: tuple[str, ...], ours: list[Block] = OURS) -> Comparison:
    """The comparison with a table of a copy."""
    return case(ours, table(*lines), LEDGER)


def remarks(made: Comparison) -> list[tuple[str, str]]:
    """Kind and expected text of the remarks on tables."""
    return [(each.kind, made.expected[each.i].text) for each in table_remarks(made) if each.i is not None]


AGE, SEX, PAIN = ("Age", "0.11", "0.12"), ("Sex", "0.21", "0.22"), ("Pain", "0.31", "0.32")


def test_the_same_table_has_no_remarks() -> None:
    """Every number is in its cell."""
    assert remarks(compared(HEAD, AGE, SEX, PAIN)) == []
    assert list(label_remarks(compared(HEAD, AGE, SEX, PAIN))) == []


def test_rows_in_another_order_have_moved() -> None:
    """A row that moved with its head is no exchange of values, also if another row is in its place."""
    for lines in ((SEX, AGE, PAIN), (PAIN, SEX, AGE), (SEX, PAIN, AGE)):
        found = found_in(compared(HEAD, *lines))
        assert {each[0] for each in found} == {"moved"}
        assert all(right == there for _, _, right, there in found)


def test_exchanged_heads_of_rows() -> None:
    """All values of both rows belong to the wrong measure."""
    made = compared(HEAD, ("Sex", *AGE[1:]), ("Age", *SEX[1:]), PAIN)
    found = found_in(made)
    assert {each[1] for each in found} == {"a.b", "a.c", "b.b", "b.c"}


def test_exchanged_heads_of_columns() -> None:
    """All values of both columns belong to the wrong statistic."""
    made = compared(("Measure", "Spread", "Mean"), AGE, SEX, PAIN)
    assert {each[0] for each in found_in(made)} == {"swapped"}
    assert len(found_in(made)) == 6


def test_two_exchanged_cells() -> None:
    """Two values in each other's cell are exchanged, whatever their rows."""
    made = compared(HEAD, ("Age", "0.31", "0.12"), SEX, ("Pain", "0.11", "0.32"))
    assert [each[:2] for each in found_in(made)] == [("swapped", "a.b"), ("swapped", "c.b")]


def test_a_renamed_head_is_no_finding() -> None:
    """A head that no other line of the table has is another word for the same."""
    assert remarks(compared(HEAD, ("Years of age", *AGE[1:]), SEX, PAIN)) == []
    assert remarks(compared(("Measure", "M", "SD"), AGE, SEX, PAIN)) == []


GROUPED = table(
    HEAD,
    ("Before", "", ""),
    ("Age", "{a.b|0.11}", "{a.c|0.12}"),
    ("Sex", "{b.b|0.21}", "{b.c|0.22}"),
    ("After", "", ""),
    ("Pain", "{c.b|0.31}", "{c.c|0.32}"),
)


def test_a_row_under_another_group() -> None:
    """The group above a row is part of its name."""
    same = compared(HEAD, ("Before", "", ""), AGE, SEX, ("After", "", ""), PAIN, ours=GROUPED)
    assert remarks(same) == []
    moved = compared(HEAD, ("Before", "", ""), AGE, ("After", "", ""), SEX, PAIN, ours=GROUPED)
    assert set(remarks(moved)) == {("moved", "0.21"), ("moved", "0.22")}


def test_exchanged_groups() -> None:
    """All values of both groups belong to the other."""
    made = compared(HEAD, ("After", "", ""), AGE, SEX, ("Before", "", ""), PAIN, ours=GROUPED)
    assert {text for _, text in remarks(made)} == {"0.11", "0.12", "0.21", "0.22", "0.31", "0.32"}


def page(text: str) -> list[Block]:
    """The text of a page, where cells are words."""
    return [block(text, "page", page=1)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Measure Mean Spread Age 0.11 0.12 Sex 0.21 0.22 Pain 0.31 0.32", set()),
        ("Measure Mean Spread Sex 0.11 0.12 Age 0.21 0.22 Pain 0.31 0.32", {"0.11", "0.12", "0.21", "0.22"}),
        (
            "Measure Spread Mean Age 0.11 0.12 Sex 0.21 0.22 Pain 0.31 0.32",
            {"0.11", "0.12", "0.21", "0.22", "0.31", "0.32"},
        ),
        ("Measure Mean Spread Years 0.11 0.12 Sex 0.21 0.22 Pain 0.31 0.32", set()),
        ("Measure Mean Spread Age 0.11 0.12 Measure Mean Spread Sex 0.21 0.22 Pain 0.31 0.32", set()),
    ],
)
def test_labels_of_a_table_that_a_page_shows_as_text(text: str, wrong: set[str]) -> None:
    """The labels before a value count; new words and heads that return on a new page do not."""
    made = case(OURS, page(text), LEDGER)
    assert {made.expected[each.i].text for each in label_remarks(made) if each.i is not None} == wrong


def test_names_of_groups() -> None:
    """A row with a text in its first cell only begins a group; the row of heads does not."""
    names = group_names(GROUPED)
    assert names == {
        (1, 0): "",
        (1, 1): "before",
        (1, 2): "before",
        (1, 3): "before",
        (1, 4): "after",
        (1, 5): "after",
    }
    assert group_names([]) == {}


def test_names_of_groups_in_several_tables() -> None:
    """A group ends with its table, and its name is compared without case, hyphens of lines or wide spaces."""
    first = table(HEAD, ("Long\u00a0 term\u2011effects", "", ""), ("Age", "1", "2"), number=1)
    second = table(HEAD, ("Age", "1", "2"), number=2)
    names = group_names([*first, *second])
    assert names[1, 2] == "long term-effects"
    assert names[2, 1] == ""
