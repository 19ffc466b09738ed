"""Correlation matrices can be those of data, agree with the text, and respect reliabilities."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import table, table_with_note, verdicts

from report.audit.checks import Rule
from report.audit.correlation_tables import matrices_of
from report.audit.papers import Paper, paper_of
from report.audit.rules.attenuation import RULE as ATTENUATION
from report.audit.rules.correlation_matrix import RULE as MATRIX
from report.audit.rules.matrix_text import RULE as TEXT
from report.text.reading.html import page_copy

# cor() in R with set.seed(5); n <- 80; a <- rnorm(n); b <- .6 * a + rnorm(n); c <- a + b; d <- -.5 * a + rnorm(n),
# rounded; eigen(): .006. With r(a, c) = -.83: -.518.
HEADS = "Variable|M|α|1|2|3|4"
ROWS = ("1. Worry|2.1|.70|–|||", "2. Rumination|3.1|.75|.50**|–||", "3. Poor sleep|2.2|.80|{}**|.89**|–|")
LAST = "4. Optimism|3.0|.85|-.26*|-.21|-.27*|–"


def _of(rule: Rule, paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in rule.run(paper)]


def test_a_matrix_has_no_negative_eigenvalue() -> None:
    """One that is singular may have by rounding."""
    assert _of(MATRIX, table(HEADS, *(each.format(".83") for each in ROWS), LAST)) == ["agrees"]
    assert _of(MATRIX, table(HEADS, *(each.format("-.83") for each in ROWS), LAST)) == ["impossible"]
    assert _of(MATRIX, table(HEADS, *(each.format("") for each in ROWS), LAST)) == []


def test_the_words_of_the_paper_may_explain_it() -> None:
    """Pairwise deletion gives such matrices."""
    rows = (*(each.format("-.83") for each in ROWS), LAST, "Note. Pairwise deletion|||||||")
    assert _of(MATRIX, table(HEADS, *rows)) == ["worth a look"]


def test_each_triangle_is_a_matrix() -> None:
    """Women below and men above the diagonal."""
    rows = ("1. Worry|(.90)|.10|.20", "2. Rumination|.50|(.80)|.30", "3. Sleep|,40|.30|(.70)")
    both = matrices_of(table("Variable|1|2|3", *rows))
    assert [{pair: number.text for pair, (number, _) in each.values.items()} for each in both] == [
        {(1, 2): ".50", (1, 3): ",40", (2, 3): ".30"},
        {(1, 2): ".10", (1, 3): ".20", (2, 3): ".30"},
    ]
    assert {order: number.text for order, number in both[0].reliabilities.items()} == {
        1: ".90",
        2: ".80",
        3: ".70",
    }


def test_other_tables_are_no_matrices() -> None:
    """Numbered rows without numbered columns, and means in numbered columns."""
    assert matrices_of(table("Variable|M|SD", "1. Worry|.5|.1", "2. Mood|.4|.1", "3. Sleep|.3|.1")) == ()
    assert (
        matrices_of(table("Item|1|2|3", "1. Worry|2.5|3.1|1.2", "2. Mood|2.4|4.1|2.2", "3. Sleep|3|2|2"))
        == ()
    )


def test_a_correlation_is_limited_by_reliabilities() -> None:
    """√(.70·.80) = .748, √(.75·.80) = .775; worth a look, since samples exceed it."""
    found = _of(ATTENUATION, table(HEADS, *(each.format(".74") for each in ROWS), LAST))
    assert found.count("worth a look") == 1
    text = "The scales (α = .60 and α = .65) were related, r(98) = {}."
    assert verdicts(ATTENUATION, text.format(".60")) == ["agrees"]
    assert verdicts(ATTENUATION, text.format(".72")) == ["worth a look"]
    assert verdicts(ATTENUATION, "Corrected for attenuation: " + text.format(".72")) == []


def _with_text(sentence: str) -> Paper:
    cells = [HEADS.split("|"), *(row.format(".83").split("|") for row in ROWS), LAST.split("|")]
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in cells]
    rows = f"<thead><tr>{lines[0].replace('td>', 'th>')}</tr></thead>" + "".join(
        f"<tr>{row}</tr>" for row in lines[1:]
    )
    body = f"<h2>Results</h2><p>{sentence}</p><table>{rows}</table>"
    return paper_of(page_copy(f"<html><body>{body}</body></html>"), Path("p.html"))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Worry was positively correlated with rumination (r = .50, p < .001).", ["agrees"]),
        ("Worry was positively correlated with rumination (r = .05, p = .64).", ["contradiction"]),
        ("The correlation between worry and optimism was r(78) = -.26.", ["agrees"]),
        ("The correlation between worry and optimism was r(78) = .26.", ["contradiction"]),
        ("Rumination was associated with poor sleep, r = .98, p < .001.", ["contradiction"]),
        ("Rumination was associated with poor sleep, r = .31, p < .001.", ["worth a look"]),
        ("Worry and rumination were both correlated with age (r = .05, p = .64).", []),
        ("Worry was correlated with rumination and age (r = .05).", []),
        ("Worry was correlated with rumination in women (r = .05).", []),
        ("Worry was correlated with rumination and optimism (r = .05 and r = -.26).", []),
        ("The partial correlation between worry and optimism was r = .26.", []),
    ],
)
def test_the_text_agrees_with_the_matrix(sentence: str, expected: list[str]) -> None:
    """Where a sentence relates exactly two variables of the matrix."""
    assert _of(TEXT, _with_text(sentence)) == expected


def _values(paper: Paper) -> list[dict[tuple[int, int], str]]:
    return [{pair: number.text for pair, (number, _) in each.values.items()} for each in matrices_of(paper)]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("|Worry|Sleep|Mood", ("Worry|–||", "Sleep|.30|–|", "Mood|.20|.10|–")),
        ("|Worry|Sleep", ("Worry|–|", "Sleep|.30|–", "Mood|.20|.10", "M|3.1|4.1", "α|.80|.90")),
        ("|M|SD|Worry|Sleep|Mood", ("Worry|3|1|(.8)||", "Sleep|2|1|.30|(.9)|", "Mood|3|1|.20|.10|(.7)")),
        ("|Sleep|Mood|Worry*", ("Worry|.30|.20|–", "Sleep|–|.10|", "Mood||–|")),
    ],
)
def test_rows_and_columns_with_names_instead_of_numbers(heads: str, rows: tuple[str, ...]) -> None:
    """In a table about correlations; statistics and reliabilities are no variables."""
    found = _values(table_with_note("Table 1. Correlations", "", heads, *rows))
    expected = {(1, 2): ".30", (1, 3): ".20", (2, 3): ".10"}
    assert found == ([expected] if not heads.endswith("*") else [])
    assert _values(table_with_note("Table 1. Pairwise p-values", "", heads, *rows)) == []
