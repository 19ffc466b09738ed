"""Models that the text prints as equations are estimated from the matrix that the paper prints."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from papers_in_text import _table

from report.audit.checks import Check
from report.audit.papers import Paper, paper_of
from report.audit.printed_matrices import matrix_for, name_of
from report.audit.rules.refit import RULE
from report.audit.text_models import models_in_text
from report.text.reading.html import page_copy

# The matrix of golden/printed_numbers.R: β of mood on stress and worry .062 and .381; on sleep and worry 0 and .400,
# R² = .160.
CAPTION = "<p>Table 1. Correlations (N = 120)</p>"
ROWS = ["1. Stress|–|||", "2. Sleep quality|.42|–||", "3. Worry|.31|.55|–|", "4. Mood|.18|.22|.40|–"]
MATRIX = CAPTION + _table("Variable|1|2|3|4", ROWS)
MODEL = "The model was sleep_quality ~ stress and mood ~ sleep_quality + worry. "


def _paper(text: str, *tables: str, facts: dict[str, object] | None = None) -> Paper:
    page = f"<html><body><h2>Results</h2><p>{text}</p>{''.join(tables)}</body></html>"
    return paper_of(page_copy(page), Path("p.html"), facts)


def _of(paper: Paper) -> list[Check]:
    return list(RULE.run(paper))


def _verdicts(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in _of(paper)]


@pytest.mark.parametrize(
    ("sentence", "right", "wrong"),
    [
        ("Stress predicted sleep quality (β = {}, p < .001).", ".42", ".24"),
        ("Mood was strongly predicted by worry (β = {}, p < .001).", ".40", ".54"),
        ("The path from worry to mood was strong (β = {}).", ".39", ".43"),
        ("There was an effect of worry on mood, β = {}.", ".41", ".38"),
        ("The model had an R² = {} for mood.", ".16", ".19"),
    ],
)
def test_sentences_about_paths(sentence: str, right: str, wrong: str) -> None:
    """Standardised estimates and R² within the rounding of the matrix agree."""
    assert _verdicts(_paper(MODEL + sentence.format(right), MATRIX)) == ["agrees"]
    assert _verdicts(_paper(MODEL + sentence.format(wrong), MATRIX)) == ["inconsistent"]


def test_rows_about_paths() -> None:
    """Labels with arrows in both directions, and in the syntax of equations."""
    rows = ["stress → sleep quality|.42", "mood ← worry|.54", "mood ~ sleep_quality|.00", "stress → mood|.30"]
    paper = _paper(
        "The model was sleep_quality ~ stress; mood ~ sleep_quality + worry.", MATRIX, _table("Path|β", rows)
    )
    assert _verdicts(paper) == ["agrees", "inconsistent", "agrees"]


def test_equations_of_regressions() -> None:
    """`y = b0 + b1 x + b2 z + e`."""
    text = "We estimated mood = b0 + b1 stress + b2 worry + e. Worry predicted mood (β = {}, p < .001)."
    assert _verdicts(_paper(text.format(".38"), MATRIX)) == ["agrees"]
    assert _verdicts(_paper(text.format(".48"), MATRIX)) == ["inconsistent"]


def test_a_matrix_in_sentences() -> None:
    """`r(x, y) = .31` and `x and y (r = .40)`; all pairs must be there, and none twice with other numbers."""
    text = (
        "We estimated mood ~ stress + worry (N = 120). In the sample, r(stress, worry) = .31, r(mood, stress) = .18, "
        "and there was a relation between mood and worry (r = .40). Worry predicted mood (β = {})."
    )
    assert _verdicts(_paper(text.format(".38"))) == ["agrees"]
    assert _verdicts(_paper(text.format(".48"))) == ["inconsistent"]
    assert _verdicts(_paper(text.format(".48").replace("r(mood, stress)", "r(mood, age)"))) == []
    assert _verdicts(_paper(text.format(".48") + " In women, r(stress, worry) = .21.")) == []


def test_a_matrix_of_covariances() -> None:
    """Covariances with SDs of 2, 3 and 4 and the correlations .31, .18 and .40."""
    rows = ["1. Stress|4.000||", "2. Worry|1.860|9.000|", "3. Mood|1.440|4.800|16.000"]
    table = "<p>Table 1. Covariances (N = 120)</p>" + _table("Variable|1|2|3", rows)
    text = "We estimated mood ~ stress + worry. Worry predicted mood (β = {}, p < .001)."
    assert _verdicts(_paper(text.format(".38"), table)) == ["agrees"]
    assert _verdicts(_paper(text.format(".39"), table)) == ["inconsistent"]


def test_the_facts_need_no_matrix_that_the_paper_prints() -> None:
    """Its variables are the names of the table, or the abbreviations in them."""
    printed = {"mood ~ worry": {"beta": "0.48"}, "r2 mood": "0.16"}
    model = {"name": "m", "n": 120, "syntax": "mood ~ stress + worry", "printed": printed}
    assert _verdicts(_paper("", MATRIX, facts={"models": [model]})) == ["inconsistent", "agrees"]
    short = model | {"syntax": "mood ~ PSS + worry"}
    table = MATRIX.replace("1. Stress", "1. Perceived stress (PSS)")
    assert _verdicts(_paper("", table, facts={"models": [short]})) == ["inconsistent", "agrees"]


@pytest.mark.parametrize(
    "words", ["Age was a covariate.", "Pairwise deletion was used.", "Controlling for age, it held."]
)
def test_words_that_may_explain_a_difference(words: str) -> None:
    """Worth a look."""
    text = MODEL + "Stress predicted sleep quality (β = .24, p < .001). "
    assert _verdicts(_paper(text + words, MATRIX)) == ["worth a look"]


@pytest.mark.parametrize(
    "text",
    [
        "The model was mood ~ sleep_quality + worry. Worry predicted stress (β = .54).",
        "The model was mood ~ worry, then mood ~ worry + stress. Worry predicted mood (β = .54).",
        "The model was mood ~ worry + income. Worry predicted mood (β = .54).",
        "The model was mood ~ s(worry). Worry predicted mood (β = .54).",
        "Worry predicted mood (β = .54). The p ~ .05 was not reached.",
        "Of the others (N = 80), the model was mood ~ worry. Worry predicted mood (β = .54).",
    ],
)
def test_what_says_nothing_about_the_model(text: str) -> None:
    """Another path, two models, a variable without correlations, other syntax, no equation, two samples."""
    assert _of(_paper(text, MATRIX)) == []


def test_names() -> None:
    """Case, spaces and signs do not matter; of two matrices with the variables, none is chosen."""
    assert name_of("Sleep-quality") == name_of("sleep_quality")
    assert matrix_for(_paper("", MATRIX), ("worry", "mood")) is not None
    assert matrix_for(_paper("", MATRIX, "<p>Table 2. Correlations</p>", MATRIX), ("worry", "mood")) is None
    assert models_in_text(_paper("The model was mood ~ worry.", MATRIX)) == []


def test_long_names_are_read_in_little_time() -> None:
    """A hostile text has a name of many parts."""
    began = process_time()
    assert models_in_text(_paper("a." * 20_000, MATRIX)) == []
    assert process_time() - began < 10


def test_estimates_of_separate_regressions_agree() -> None:
    """β and R² by the variances of the sample: solve(R[c(1, 3), c(1, 3)], R[c(1, 3), 2]) is .276 and .464, R² .371.

    The model implies less correlation of stress and worry, hence a smaller variance of sleep quality: .479 and .331.
    """
    text = "The model was worry ~ mood; sleep_quality ~ stress + worry. There was an effect of worry on sleep quality, "
    for beta, r2 in ((".46", ".37"), (".48", ".33")):
        found = _verdicts(_paper(f"{text}β = {beta}. The model had an R² = {r2} for sleep quality.", MATRIX))
        assert found == ["agrees", "agrees"]
    assert _verdicts(_paper(f"{text}β = .56.", MATRIX)) == ["inconsistent"]
