"""Tables that follow each other are one only if the second could continue the first."""

from __future__ import annotations

import pytest

from report.text.blocks import Block
from report.text.reading.split_tables import rejoined

FIRST = (("Predictor", "b", "SE", "p"), ("Age", "0.25", "0.10", ".012"))


def blocks(*tables: tuple[tuple[str, ...], ...]) -> list[Block]:
    """The cells of tables with nothing between them."""
    return [
        Block("cell", text, (), "", None, "", (number, row, column), cells[0], "")
        for number, table in enumerate(tables)
        for row, cells in enumerate(table)
        for column, text in enumerate(cells)
    ]


@pytest.mark.parametrize(
    "heads",
    [
        ("Variable", "OR", "LL", "p"),
        ("Variable", "OR", "95% CI lower", "p"),
        ("", "Control (n = 40)", "t", "p"),
    ],
)
def test_a_table_with_heads_of_its_own_is_another_table(heads: tuple[str, ...]) -> None:
    """Words above numbers are heads, also if they contain a digit."""
    read = rejoined(blocks(FIRST, (heads, ("Sex", "1.20", "0.80", ".400"))), ())
    assert {block.cell[0] for block in read if block.cell} == {0, 1}


@pytest.mark.parametrize("first", [("Sex", "1.20", "0.80", ".400"), ("Sex", "1.20", "–", "< .001")])
def test_rows_of_numbers_continue_the_table(first: tuple[str, ...]) -> None:
    """A part whose first row has numbers has no head, so its rows are numbered on from those above."""
    read = rejoined(blocks(FIRST, (first, ("Dose", "0.11", "0.20", ".580"))), ())
    assert [block.cell for block in read if block.text in ("Sex", "Dose")] == [(0, 2, 0), (0, 3, 0)]


def test_words_above_words_continue_the_table() -> None:
    """In a table of words the first row of a part looks like the others."""
    words = (("Study", "Design", "Setting"), ("A", "trial", "clinic"))
    read = rejoined(blocks(words, (("B", "cohort", "school"), ("C", "trial", "home"))), ())
    assert {block.cell[0] for block in read if block.cell} == {0}
