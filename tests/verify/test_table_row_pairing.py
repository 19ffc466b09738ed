"""Rows of a table that changed places are paired by their heads."""

from __future__ import annotations

from marked_texts import case, rows, table

from report.text.blocks import Block
from report.text.tokens import tokens
from report.verify.table_row_pairing import reorder
from report.verify.token_alignment import Alignment

LEDGER = rows(a__m=1.0, a__s=2.0, b__m=3.0, b__s=4.0)
HEADS = ["", "M", "SD"]
ALPHA = ["Alpha", "{a.m|1.00}", "{a.s|2.00}"]
BETA = ["Beta", "{b.m|3.00}", "{b.s|4.00}"]


def partners(paper: list[list[str]], copy: list[list[str]]) -> list[tuple[str, str]]:
    """The numbers of the paper, each with the number of the copy beside which it is checked."""
    made = case(table(*paper), table(*copy), LEDGER)
    pairs = []
    for i, token in enumerate(made.expected):
        j = made.alignment.to_found[i]
        if token.text[0].isdigit():
            pairs.append((token.text, "" if j is None else made.found[j].text))
    return pairs


def plain(row: list[str]) -> list[str]:
    """A row as a copy has it, without what its numbers are bound to."""
    return [cell.split("|")[-1].rstrip("}") for cell in row]


def test_rows_in_their_places_are_paired_in_order() -> None:
    """Each number with the one that repeats it."""
    found = partners([HEADS, ALPHA, BETA], [HEADS, plain(ALPHA), plain(BETA)])
    assert found == [(text, text) for text in ("1.00", "2.00", "3.00", "4.00")]


def test_rows_that_changed_places_are_paired_by_their_heads() -> None:
    """Otherwise four numbers would have changed."""
    found = partners([HEADS, ALPHA, BETA], [HEADS, plain(BETA), plain(ALPHA)])
    assert found == [(text, text) for text in ("1.00", "2.00", "3.00", "4.00")]


def test_heads_alone_that_changed_places_leave_their_numbers_to_be_checked() -> None:
    """The numbers of Alpha are beside those that the copy prints for Alpha."""
    swapped = [[beta, *alpha[1:]] for alpha, beta in ((plain(ALPHA), "Beta"), (plain(BETA), "Alpha"))]
    found = dict(partners([HEADS, ALPHA, BETA], [HEADS, *swapped]))
    assert found["1.00"] in ("3.00", "1.00")
    assert set(found) == {"1.00", "2.00", "3.00", "4.00"}


def reordered(paper: list[Block], copy: list[Block]) -> tuple[list[int | None], set[int]]:
    """The pairs of two documents whose tokens were paired in order, after rows are paired by their heads."""
    made = Alignment(tokens(paper), tokens(copy))
    for place in range(len(made.expected)):
        made.join(place, place)
    reorder(made, paper, copy)
    return made.to_found, made.moved


def test_pairs_of_rows_follow_their_heads() -> None:
    """Row by row and cell by cell; the tokens of both rows have moved."""
    paper, copy = table(HEADS, plain(ALPHA), plain(BETA)), table(HEADS, plain(BETA), plain(ALPHA))
    assert reordered(paper, copy) == ([0, 1, 5, 6, 7, 2, 3, 4], set(range(2, 8)))


def test_a_head_of_two_rows_leaves_them_as_they_are() -> None:
    """Which of the rows is meant is unknown."""
    twice = table(HEADS, plain(BETA), plain(BETA), plain(ALPHA), plain(ALPHA))
    once = table(HEADS, plain(ALPHA), plain(ALPHA), plain(BETA), plain(BETA))
    assert reordered(once, twice) == (list(range(14)), set())


def test_a_row_of_another_table_is_not_its_partner() -> None:
    """Two tables may have the same heads."""
    first, second = (table(HEADS, plain(row), number=n) for n, row in ((1, ALPHA), (2, BETA)))
    third, fourth = (table(HEADS, plain(row), number=n) for n, row in ((1, BETA), (2, ALPHA)))
    assert reordered([*first, *second], [*third, *fourth]) == (list(range(10)), set())
