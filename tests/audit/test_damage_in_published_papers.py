"""Kinds of false alarms that published papers raise: split symbols, joined cells, other tests beside an estimate."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers_in_text import paper, table, table_with_note, verdicts

from report.audit.papers import Paper, paper_of
from report.audit.rules import (
    directions,
    effect_sizes,
    fit_indices,
    matrix_text,
    significance_words,
    star_legends,
    star_levels,
    wald,
)
from report.audit.rules.reported_p import RULE
from report.text.reading.html import page_copy
from report.text.reading.markup import as_html

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("t(1, 65) = 2.06, p = .043", "agrees"),
        ("t(1,65) = 2.06, p = .043", "agrees"),
        ("t(1, 65) = 2.06, p = .202", "decision error"),
        ("d z = 1.00, p = .01", None),
        ("t(23) = 3.46, p = .002, d z = 1.00", "agrees"),
        ("t(3160) = 5.9, p = 3 8 10 9 . × −", "not checkable"),
        ("F(1, 491) , 0.01, p = .99", "agrees"),
        ("χ2(1) = 13.35, β = 0.06, SE = 0.02, p = .003", "agrees"),
        ("χ2(1) = 13.35, β = 0.06, SE = 0.02, p = .030", "inconsistent"),
        ("β = 0.0046, 95% CI [−0.016, 0.026], F(3, 21030) = 1.53, p = .67", "agrees"),
        ("β = 0.0046, 95% CI [−0.016, 0.026], F(3, 21030) = 1.53, p = .37", "inconsistent"),
        ("F(2, 1114) = 1.64 R2 = .004 (p = .438)", "not checkable"),
    ],
)
def test_tests_in_published_notations(text: str, verdict: str | None) -> None:
    """Degrees of freedom of a t like those of an F, split subscripts, lost powers and signs, p of a coefficient."""
    assert verdicts(RULE, f"Sites differed ({text}).") == ([verdict] if verdict else [])


@pytest.mark.parametrize("method", ["Tukey's test", "the false discovery rate", "Holm's method"])
def test_stepwise_corrections_explain_larger_p_values(method: str) -> None:
    """A p-value above the computed one is worth a look where the paper mentions such a method; a smaller one is not."""
    text = "Comparisons used {}.\n\nSites differed (t(72) = 1.91, p = {})."
    assert verdicts(RULE, text.format(method, ".083")) == ["worth a look"]
    assert verdicts(RULE, text.format(method, ".023")) == ["decision error"]
    assert verdicts(RULE, text.format("contrasts", ".083")) == ["inconsistent"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("b = −1.43, SE = 0.57, z = 0.12, t(14.5) = 2.51", ["agrees"]),
        ("b = −2.26, SE = 0.70, p < .001", ["worth a look"]),
        ("b = −2.26, SE = 0.90, p < .001", ["inconsistent"]),
    ],
)
def test_ratios_of_estimates(text: str, expected: list[str]) -> None:
    """Of two statistics one agrees; a bound may be the rounded p-value."""
    assert verdicts(wald.RULE, f"It mattered ({text}).") == expected


def test_bootstrapped_estimates_have_other_p_values() -> None:
    """b/SE of a bootstrap is no z."""
    text = "{} gave a lower share, b = −0.161, SE = 0.085, p = .029."
    assert verdicts(wald.RULE, text.format("A bootstrap")) == []
    assert verdicts(wald.RULE, text.format("A regression")) == ["decision error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("t(19) = 1.60, p = .13, d = 0.08", ["worth a look"]),
        ("t(150) = 122.51, p = .001, d = 0.54", ["inconsistent"]),
    ],
)
def test_small_effects_of_highly_correlated_measures(text: str, expected: list[str]) -> None:
    """Pairs with a correlation of .99 have a small d."""
    assert verdicts(effect_sizes.RULE, f"Search was slower ({text}).") == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("CFI = 118, RMSEA = .04", []),
        ("CFI = 1.18, RMSEA = .04", ["impossible"]),
    ],
)
def test_indices_without_decimals_are_in_the_wrong_column(text: str, verdict: list[str]) -> None:
    """CFI = 118 is a damaged table, 1.18 is none."""
    assert [
        each for each in verdicts(fit_indices.RULE, f"It fitted ({text}).") if each != "agrees"
    ] == verdict


@pytest.mark.parametrize(("words", "verdict"), [("multigroup model", "agrees"), ("model", "inconsistent")])
def test_rmsea_of_several_groups(words: str, verdict: str) -> None:
    """The RMSEA of a model of two groups is √2 times as large."""
    text = f"For the {words} of all (N = 1000), χ2(40) = 90.00, RMSEA = .050."
    assert verdicts(fit_indices.RULE, text)[-1] == verdict


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This was so in the absence of significant suppression in controls (p = .40).", []),
        ("It did not change the interaction to nonsignificant (b = −0.46, p < .001).", []),
        (
            "Neither of the secondary dependent variables of the experiments in both sites of this study was "
            "significantly correlated with ratings (p > .10).",
            [],
        ),
        ("The effect was significant (p = .40).", ["contradiction"]),
        ("The effect was nonsignificant (p < .001).", ["contradiction"]),
    ],
)
def test_negations_far_before_a_word_of_significance(text: str, expected: list[str]) -> None:
    """Absence, neither and a denied negation."""
    assert verdicts(significance_words.RULE, text) == expected


def test_marks_of_comparisons_in_a_caption_are_no_legend() -> None:
    """With words between them, stars with p-values mark comparisons."""
    caption = (
        "*p < .01: the index of treated cells was lower than that of others; **p < .01: so was the second."
    )
    assert verdicts(star_legends.RULE, caption) == []
    assert verdicts(star_legends.RULE, "*p < .01. **p < .05.") == ["contradiction"]


@pytest.mark.parametrize(("mark", "verdict"), [("*", "agrees"), ("", "inconsistent")])
def test_stars_may_be_at_the_p_value(mark: str, verdict: str) -> None:
    """A regression table with stars beside its p-values."""
    made = table_with_note(
        "Table 1. Regression of ratings",
        "*p < .05. **p < .01. ***p < .001",
        "Predictor | b | SE | t | p",
        f"Memorable | −0.17 | 0.08 | −2.17 | .031{mark}",
        "Smooth | −0.61 | 0.10 | −6.07 | < .001***",
    )
    first = next(iter(star_levels.RULE.run(made)))
    assert (first.severity if first.verdict == "finding" else first.verdict) == verdict


def test_nouns_of_several_words_differ() -> None:
    """Physical activity of one person is not that of another, and symptoms of health are not health."""
    text = (
        "Lower fear predicted fewer mental health symptoms. Lower fear predicted better mental health. "
        "Higher fear predicted poorer mental health."
    )
    assert "contradiction" not in verdicts(directions.RULE, text)


@pytest.mark.parametrize(("source", "expected"), [("(Smith & Lee, 2010)", []), ("", ["contradiction"])])
def test_correlations_of_other_studies(source: str, expected: list[str]) -> None:
    """A sentence that cites another study has its correlation."""
    matrix = table(
        "Variable | 1 | 2 | 3",
        "1. Resilience | – | |",
        "2. Optimism | .62 | – |",
        "3. Boredom | .11 | .20 | –",
    )
    text = paper(f"Resilience correlated with optimism, r = .26 {source}.")
    joined = paper_of(
        page_copy(
            "<html><body><h2>Results</h2>" + _html(matrix) + f"<p>{text.passages[-1].text}</p></body></html>"
        ),
        Path("p.html"),
    )
    assert [each.severity for each in matrix_text.RULE.run(joined) if each.verdict == "finding"] == expected


def _html(made: Paper) -> str:
    rows: dict[int, list[str]] = {}
    for passage in made.passages:
        assert passage.block.cell is not None
        rows.setdefault(passage.block.cell[1], []).append(passage.text)
    head = "".join(f"<th>{each}</th>" for each in ("Variable", "1", "2", "3"))
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows.values())
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def test_joined_cells_of_grobid_are_separated() -> None:
    """A cell over two columns with two numbers is two cells; other wide cells keep their columns."""
    rows = (
        "<row><cell>Variable</cell><cell>b</cell><cell>SE</cell><cell>p</cell></row>"
        '<row><cell>Age</cell><cell cols="2">0.300 0.100</cell><cell>.003</cell></row>'
        '<row><cell>Sex</cell><cell cols="2">see text</cell><cell>.04</cell></row>'
    )
    read = page_copy(
        as_html(TEI.format(f'<figure type="table"><table>{rows}</table></figure>').encode(), "xml").decode()
    )
    made = paper_of(read, Path("p.xml"))
    assert [each.verdict for each in wald.RULE.run(made)] == ["agrees"]
    assert [each.text for each in made.passages if each.block.column == "p"][-1] == ".04"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("F = 4.50 with 1 and 28 degrees of freedom, p = {}", (".043", ".143")),
        ("F with 1 and 28 degrees of freedom = 4.50, p = {}", (".043", ".143")),
        ("an F with 1 and 28 degrees of freedom of 4.50 (p = {})", (".043", ".143")),
        ("t = 2.20 with 28 degrees of freedom, p = {}", (".036", ".136")),
        ("t with 28 df was 2.20, p = {}", (".036", ".136")),
        ("χ2 with 1 degree, χ2(1, N = 45 = 4.84, p = {}", (".028", ".128")),
        ("t(28) = 2.20, prob. = {}", (".036", ".136")),
        ("F(1, 28) = 4.50, Prob > F = {}", (".043", ".143")),
    ],
)
def test_degrees_of_freedom_in_words_and_other_names_of_p(text: str, verdict: tuple[str, str]) -> None:
    """The right p-value agrees, the wrong one is on the other side of alpha."""
    right, wrong = (verdicts(RULE, f"Sites differed, {text.format(each)}.") for each in verdict)
    assert (right, wrong) == (["agrees"], ["decision error"])


def test_the_abstract_of_latex_without_a_title_is_read() -> None:
    """Pandoc leaves out the abstract of a document without a title."""
    abstract = r"\begin{abstract}It fell (t(28) = 2.20).\end{abstract}"
    text = rf"\documentclass{{article}}\begin{{document}}{abstract}Text.\end{{document}}"
    assert "t(28) = 2.20" in as_html(text.encode(), "tex").decode()
