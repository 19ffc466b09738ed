"""Descriptive statistics whose names label the rows, and whose variables head the columns."""

from __future__ import annotations

import pytest
from papers_in_text import paper, table

from report.audit.described_columns import in_columns
from report.audit.papers import Paper


def described(paper: Paper) -> dict[str, dict[str, str]]:
    """The numbers of each described variable, by the text before the colon."""
    return {
        each.text.partition(":")[0]: {symbol: found.number.text for symbol, found in each.quantities.items()}
        for each in in_columns(paper)
    }


def test_each_column_with_a_mean_is_described() -> None:
    """The statistics of all rows, by the head of the column."""
    made = table("|Hope|Trust", "M|3.20|4.10", "SD|1.10|0.90", "n|40|41", "Min|1|2")
    assert described(made) == {
        "Hope": {"M": "3.20", "SD": "1.10", "n": "40", "min": "1"},
        "Trust": {"M": "4.10", "SD": "0.90", "n": "41", "min": "2"},
    }


def test_a_mean_and_its_deviation_may_share_a_cell() -> None:
    """A row label with two names gives two numbers."""
    assert described(table("|Hope", "M (SD)|3.20 (1.10)")) == {"Hope": {"M": "3.20", "SD": "1.10"}}


def test_the_text_and_the_place_are_those_of_the_mean() -> None:
    """A finding points at the cell with the mean, and repeats what the column says."""
    made = table("|Hope", "SD|1.10", "M|3.20")
    (found,) = in_columns(made)
    assert found.text == "Hope: SD = 1.10, M = 3.20"
    assert made.passages[found.place.passage].text == "3.20"
    assert (found.place.start, found.place.end) == (0, 4)


def test_the_first_row_of_a_name_counts() -> None:
    """A second block of rows under the same heads does not replace the first."""
    assert described(table("|Hope", "M|3.20", "M|9.90"))["Hope"] == {"M": "3.20"}


@pytest.mark.parametrize(
    "made",
    [
        table("|Hope", "SD|1.10", "n|40"),
        table("|M|SD", "M|3.20|1.10"),
        table("|Hope", "t|3.20", "p|.010"),
        table("|Hope", "Age|3.20"),
        paper("Hope had M = 3.20 and SD = 1.10."),
    ],
)
def test_nothing_else_is_read_by_column(made: Paper) -> None:
    """Columns without a mean, heads that name a statistic, other rows, and text are read elsewhere or not at all."""
    assert described(made) == {}
