"""Groups and the tests that compare them are read from sentences and from table rows."""

from __future__ import annotations

import pytest
from papers_in_text import paper, table

from report.audit.compared_groups import GroupComparison, in_prose, in_tables
from report.audit.papers import Paper


def read(comparison: GroupComparison) -> tuple[list[tuple[str, str, int]], dict[str, str]]:
    """The groups and the tests of a comparison as texts."""
    groups = [(each.mean.text, each.sd.text, each.n) for each in comparison.groups]
    return groups, {symbol: each.number.text for symbol, each in comparison.tests.items()}


def prose(text: str) -> list[tuple[list[tuple[str, str, int]], dict[str, str]]]:
    """The comparisons of a text."""
    return [read(each) for each in in_prose(paper(text))]


def rows(made: Paper) -> list[tuple[list[tuple[str, str, int]], dict[str, str]]]:
    """The comparisons of a table."""
    return [read(each) for each in in_tables(made)]


A, B = ("5.20", "1.10", 30), ("4.10", "1.30", 28)


@pytest.mark.parametrize(
    "groups",
    [
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28)",
        "A (n = 30, M = 5.20, SD = 1.10) and B (n = 28, M = 4.10, SD = 1.30)",
        "A (N = 30; M = 5.20, SD = 1.10) and B (N = 28; M = 4.10, SD = 1.30)",
        "A (n = 30) and B (n = 28) had M = 5.20, SD = 1.10, and M = 4.10, SD = 1.30",
    ],
)
def test_numbers_belong_to_groups_by_their_order(groups: str) -> None:
    """The first mean goes with the first SD and the first size, wherever they are in the sentence."""
    assert prose(f"{groups}, t(56) = 3.49.") == [([A, B], {"t": "3.49"})]


def test_all_tests_of_a_sentence_belong_to_its_groups() -> None:
    """A t and a d beside each other are of the same comparison."""
    text = "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49, d = 0.92."
    assert prose(text) == [([A, B], {"t": "3.49", "d": "0.92"})]


def test_each_sentence_is_a_comparison_of_its_own() -> None:
    """Groups of one sentence are not compared by the test of the next."""
    one = "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49."
    other = "C (M = 1.0, SD = 0.5, n = 9) and D (M = 2.0, SD = 0.5, n = 8), t(15) = 4.10."
    assert prose(f"{one} {other}") == [
        ([A, B], {"t": "3.49"}),
        ([("1.0", "0.5", 9), ("2.0", "0.5", 8)], {"t": "4.10"}),
    ]
    assert prose(one.replace(", t(56) = 3.49.", ". The test was t(56) = 3.49.")) == []


def test_the_statement_runs_from_the_first_number_to_the_last() -> None:
    """What is quoted has all numbers of the comparison and no more."""
    text = "Here A (n = 30, M = 5.20, SD = 1.10) and B (n = 28, M = 4.10, SD = 1.30) differed, t(56) = 3.49, clearly."
    (found,) = in_prose(paper(text))
    assert found.estimate.text == text[text.index("n = 30") : text.index(", clearly")]
    assert found.words == text


@pytest.mark.parametrize(
    "text",
    [
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30), t(56) = 3.49.",
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, n = 28), t(56) = 3.49.",
        "A (SD = 1.10, n = 30) and B (SD = 1.30, n = 28), t(56) = 3.49.",
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28).",
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) > 3.49.",
        "A (M = 5.20, SD = 1.10, n = 30) and B (M > 4.10, SD = 1.30, n = 28), t(56) = 3.49.",
        "A (M = 5.20, SD = 0.00, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49.",
        "A (M = 5.20, SD = 1.10, n = 1) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49.",
        "A (M = 5.20, SD = 1.10, n = 30.5) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49.",
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49, F(1, 56) = 12.2.",
    ],
)
def test_sentences_that_leave_something_open_are_not_read(text: str) -> None:
    """A number that is missing, a bound, a size below 2, or two tests leave open what belongs together."""
    assert prose(text) == []


@pytest.mark.parametrize(("count", "read_"), [(2, 1), (8, 1), (9, 0)])
def test_more_than_eight_groups_are_not_read(count: int, read_: int) -> None:
    """The corners of the rounding intervals of many groups take too long to try."""
    groups = ", ".join(f"A{order} (M = {order}.0, SD = 1.0, n = 10)" for order in range(count))
    assert len(prose(f"{groups}, F(1, 56) = 3.49.")) == read_


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("Measure | M | SD | n | M | SD | n | t", "Mood | 5.20 | 1.10 | 30 | 4.10 | 1.30 | 28 | 3.49"),
        ("Measure | M (SD) | n | M (SD) | n | t", "Mood | 5.20 (1.10) | 30 | 4.10 (1.30) | 28 | 3.49"),
        ("Measure | A (n = 30) | B (n = 28) | t", "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49"),
        ("Measure | A (N = 30) | B (N = 28) | t", "Mood, mean ± SD | 5.20 ± 1.10 | 4.10 ± 1.30 | 3.49"),
        ("Measure | A (n = 30) | B (n = 28) | t", "Mood, mean (±SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49"),
    ],
)
def test_a_table_row_has_its_sizes_beside_the_means_or_in_the_heads(heads: str, row: str) -> None:
    """Means and SDs by the heads of the columns, or by the label of the row."""
    assert rows(table(heads, row)) == [([A, B], {"t": "3.49"})]


def test_sizes_of_thousands_have_commas() -> None:
    """n = 1,204 is one thousand two hundred and four cases."""
    made = table(
        "Measure | A (n = 1,204) | B (n = 28) | t", "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49"
    )
    assert rows(made) == [([("5.20", "1.10", 1204), B], {"t": "3.49"})]


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("Measure | A | B | t", "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49"),
        ("Measure | A (n = 30) | B | t", "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49"),
        ("Measure | A (n = 30) | B (n = 28) | t", "Mood | 5.20 (1.10) | 4.10 (1.30) | 3.49"),
        ("Measure | A (n = 30) | B (n = 28) | t", "Mood, M (SD) | 5.20 (1.10) | – | 3.49"),
        ("Measure | A (n = 30) | B (n = 28) | p", "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | .001"),
        ("Measure | A (n = 30) | B (n = 28) | t", "Mood, M (SD) | 5.20 (0.00) | 4.10 (1.30) | 3.49"),
        ("Measure | M | n | M | n | t", "Mood | 5.20 | 30 | 4.10 | 28 | 3.49"),
    ],
)
def test_incomplete_rows_are_not_read(heads: str, row: str) -> None:
    """A group without a size, a mean without an SD, or a row without a test has nothing to compare."""
    assert rows(table(heads, row)) == []


def test_each_row_is_read_apart() -> None:
    """The label of the row is the words around the comparison, and begins the statement."""
    made = table(
        "Measure | A (n = 30) | B (n = 28) | t",
        "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49",
        "Sleep, n | 12 | 14 | –",
        "Pain, M (SD) | 1.0 (0.5) | 2.0 (0.5) | 7.61",
    )
    found = list(in_tables(made))
    assert [each.words for each in found] == ["Mood, M (SD)", "Pain, M (SD)"]
    assert found[0].estimate.text == "Mood, M (SD): M = 5.20, SD = 1.10, M = 4.10, SD = 1.30, t = 3.49"


def test_a_head_without_a_size_ends_the_reach_of_the_one_before_it() -> None:
    """The size of one group is not that of the next."""
    heads = "Measure | Drug (n = 30) | Placebo | Waiting (n = 28) | t"
    assert rows(table(heads, "Mood, M (SD) | 5.20 (1.10) | 4.80 (1.00) | 4.10 (1.30) | 3.49")) == []
    assert rows(table(heads, "Mood, M (SD) | 5.20 (1.10) | – | 4.10 (1.30) | 3.49")) == [
        ([A, B], {"t": "3.49"})
    ]


@pytest.mark.parametrize("symbol", ["F", "d", "g"])
def test_all_tests_of_groups_are_read_from_columns(symbol: str) -> None:
    """F, d and g are read as t is."""
    made = table(
        f"Measure | A (n = 30) | B (n = 28) | {symbol}", "Mood, M (SD) | 5.20 (1.10) | 4.10 (1.30) | 3.49"
    )
    assert rows(made) == [([A, B], {symbol: "3.49"})]
