"""Covariance matrices in tables agree with variances, standard deviations and correlations."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import _table, table_with_note

from report.audit.correlation_tables import matrices_of
from report.audit.covariance_tables import covariances_of
from report.audit.papers import Paper, paper_of
from report.audit.rules.covariance_matrix import RULE
from report.text.reading.html import page_copy

# The covariances of golden/printed_numbers.R, rounded; SDs 3.70, 3.55 and 2.32.
CAPTION = "Table 1. Covariance matrix of the scales"
HEADS = "Variable|1|2|3"
ROWS = ("1. Zeal|13.71||", "2. Calm|{}|12.60|", "3. Doubt|-1.08|2.72|5.37")


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in RULE.run(paper)]


def test_a_covariance_is_at_most_the_product_of_both_deviations() -> None:
    """√(13.71·12.60) = 13.14."""
    assert _of(table_with_note(CAPTION, "", HEADS, *(row.format("7.66") for row in ROWS))) == ["agrees"] * 4
    found = _of(table_with_note(CAPTION, "", HEADS, *(row.format("13.66") for row in ROWS)))
    assert found == ["impossible", "agrees", "agrees"]


def test_named_rows_and_columns() -> None:
    """Labels that are heads instead of numbers."""
    rows = ("Zeal|13.71||", "Calm|{}|12.60|", "Doubt|-1.08|2.72|5.37")
    heads = "Variable|Zeal|Calm|Doubt"
    assert _of(table_with_note(CAPTION, "", heads, *(row.format("7.66") for row in rows))) == ["agrees"] * 4
    assert "impossible" in _of(table_with_note(CAPTION, "", heads, *(row.format("-13.66") for row in rows)))


def test_no_data_have_some_matrices() -> None:
    """Each pair is possible, but a and b are nearly the same, and c is related to them with opposite signs."""
    rows = ("1. Zeal|13.71||", "2. Calm|12.66|12.60|", "3. Doubt|-5.08|5.72|5.37")
    assert _of(table_with_note(CAPTION, "", HEADS, *rows)) == ["agrees", "agrees", "agrees", "impossible"]
    note = "Note. Pairwise deletion."
    assert _of(table_with_note(CAPTION, note, HEADS, *rows))[-1] == "worth a look"


@pytest.mark.parametrize(
    ("note", "rows"),
    [
        ("Correlations are above the diagonal.", ("13.71|{}|-.13", "7.66|12.60|.33", "-1.08|2.72|5.37")),
        (
            "Correlations below, covariances above the diagonal.",
            ("13.71|7.66|-1.08", "{}|12.60|2.72", "-.13|.33|5.37"),
        ),
    ],
)
def test_correlations_in_the_other_triangle(note: str, rows: tuple[str, ...]) -> None:
    """7.66/√(13.71·12.60) = .583."""
    named = [f"{name}|{row}" for name, row in zip(("1. Zeal", "2. Calm", "3. Doubt"), rows, strict=True)]
    right = table_with_note(CAPTION, note, HEADS, *(row.format(".58") for row in named))
    assert _of(right) == ["agrees"] * 4
    wrong = table_with_note(CAPTION, note, HEADS, *(row.format(".85") for row in named))
    assert _of(wrong) == ["inconsistent", "agrees", "agrees"]


def test_correlations_in_a_matrix_of_the_same_names() -> None:
    """In another table, in another order."""
    covariances = _table(HEADS, [row.format("7.66") for row in ROWS])
    for r, expected in ((".58", "agrees"), (".48", "inconsistent")):
        others = _table(HEADS, ["1. Calm|–||", f"2. Zeal|{r}|–|", "3. Doubt|.33|-.13|–"])
        between = "".join(f"<p>Paragraph {place} says more about the scales.</p>" for place in range(8))
        page = f"<p>{CAPTION}</p>{covariances}{between}<p>Table 2. Correlations</p>{others}"
        paper = paper_of(page_copy(f"<html><body>{page}</body></html>"), Path("p.html"))
        assert _of(paper)[0] == expected


def test_standard_deviations_are_roots_of_variances() -> None:
    """√13.71 = 3.70; with the other divisor, 3.69."""
    rows = ("1. Zeal|{}|13.71||", "2. Calm|3.55|7.66|12.60|", "3. Doubt|2.32|-1.08|2.72|5.37")
    heads = "Variable|SD|1|2|3"
    for sd, expected in (("3.70", "agrees"), ("3.69", "agrees"), ("3.07", "inconsistent")):
        found = _of(table_with_note(CAPTION, "", heads, *(row.format(sd) for row in rows)))
        assert found == ["agrees", "agrees", "agrees", expected, "agrees", "agrees", "agrees"]


def test_latent_and_residual_covariances_are_worth_a_look() -> None:
    """They are estimates, which need not be those of data."""
    rows = [row.format("13.66") for row in ROWS]
    assert _of(table_with_note("Table 1. Residual covariances", "", HEADS, *rows))[0] == "worth a look"


def test_other_tables_are_no_covariance_matrices() -> None:
    """Without a diagonal, with one of 1, without the word, or with other numbers in both triangles."""
    diagonal = ("1. Zeal|1.00||", "2. Calm|.58|1.00|", "3. Doubt|-.13|.33|1.00")
    without = ("1. Zeal|–||", "2. Calm|7.66|–|", "3. Doubt|-1.08|2.72|–")
    both = ("1. Zeal|13.71|1.2|3.1", "2. Calm|7.66|12.60|2.2", "3. Doubt|-1.08|2.72|5.37")
    for rows in (diagonal, without, both):
        assert covariances_of(table_with_note(CAPTION, "", HEADS, *rows)) == ()
    assert (
        covariances_of(table_with_note("Table 1. Costs", "", HEADS, *(row.format("7.66") for row in ROWS)))
        == ()
    )


def test_small_covariances_are_no_correlations() -> None:
    """Covariances of items are below 1; only the triangle of correlations is read as one."""
    rows = ("1. Zeal|.71|.58|-.13", "2. Calm|.41|.70|.33", "3. Doubt|-.06|.16|.33")
    note = "Correlations are above the diagonal."
    paper = table_with_note("Table 1. Covariances", note, HEADS, *rows)
    (matrix,) = matrices_of(paper)
    assert [number.text for number, _ in matrix.values.values()] == [".58", "-.13", ".33"]


@pytest.mark.parametrize(
    ("words", "correlations_are_above"),
    [
        ("Covariances (below the diagonal) and correlations (above)", True),
        ("Correlations above the diagonal, covariances below", True),
        ("Covariances are below and correlations above the diagonal", True),
        ("Below the diagonal: covariances; above: correlations", True),
        ("The upper triangle has correlations, the lower covariances", True),
        ("Correlations (below the diagonal) and covariances (above)", False),
        ("Correlations are shown below the diagonal, covariances above", False),
        ("Below the diagonal are correlations; covariances are above", False),
    ],
)
def test_words_about_both_triangles(words: str, correlations_are_above: bool) -> None:
    """The one that is named with the correlations, before or after them."""
    rows = ("1. Zeal|13.71|.58|-.13", "2. Calm|7.66|12.60|.33", "3. Doubt|-1.08|2.72|5.37")
    if not correlations_are_above:
        rows = ("1. Zeal|13.71|7.66|-1.08", "2. Calm|.58|12.60|2.72", "3. Doubt|-.13|.33|5.37")
    assert set(_of(table_with_note(f"Table 1. {words}", "", HEADS, *rows))) == {"agrees"}
