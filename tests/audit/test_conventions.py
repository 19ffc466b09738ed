"""Statements that are true under a convention of the text are not questioned, and are without it."""

from __future__ import annotations

import pytest
from papers_in_text import paper
from scipy import stats

from report.audit.audited import audit
from report.audit.conventions import conventions


def shown(p: float) -> str:
    """A p-value with three decimals."""
    return f"{p:.3f}".removeprefix("0")


ONE_SIDED = shown(stats.t.sf(1.80, 58))
TWO_SIDED = 2 * stats.t.sf(2.20, 58)


def correlation(r: float, df: int) -> str:
    """The p-value of a correlation."""
    return shown(2 * stats.t.sf(r * (df / (1 - r * r)) ** 0.5, df))


def findings(text: str) -> list[str]:
    """The rules of the findings that are more than worth a look."""
    return [each.rule for each in audit(paper(text)).findings]


#: Each with what takes the convention away.
TRUE = [
    *(
        (f"{words}, t(58) = 1.80, p = {ONE_SIDED}.", words, "the groups were compared", "reported-p")
        for words in (
            "a TOST procedure was used",
            "an equivalence test was passed",
            "a non-inferiority trial was run",
            "an upper-tailed test was used",
            "a single-tailed test was used",
            "the alternative hypothesis was directional",
            "we tested a directional prediction",
        )
    ),
    *(
        (
            f"{words}. Groups differed, t(58) = 2.20, p = {shown(1.7 * TWO_SIDED)}.",
            words,
            "We tested groups",
            "reported-p",
        )
        for words in (
            "The Westfall-Young method was used",
            "P-values were adjusted",
            "We used the multivariate t method",
            "We report multiplicity-adjusted values",
        )
    ),
    (
        f"P-values come from permutations. Groups differed, t(58) = 2.20, p = {shown(1.25 * TWO_SIDED)}.",
        "P-values come from permutations",
        "We tested groups",
        "reported-p",
    ),
    (
        f"The partial correlation was r = .34, n = 50, p = {correlation(0.34, 42)}.",
        "partial ",
        "",
        "reported-p",
    ),
    (
        f"The random slope varied, χ2(1) = 3.20, p = {shown(stats.chi2.sf(3.2, 1) / 2)}.",
        "random slope",
        "outcome",
        "reported-p",
    ),
    (
        "We used Fisher's exact test. Groups differed, χ2(1) = 4.20, p = .061.",
        "We used Fisher's exact test. ",
        "",
        "reported-p",
    ),
    (
        "We used Fisher's exact test. Exposure mattered (OR = 2.90, 95% CI 1.02–8.30, p = .072).",
        "We used Fisher's exact test. ",
        "",
        "confidence-interval",
    ),
    (
        "Errors are clustered. Age mattered (b = 0.50, SE = 0.20, p = .067).",
        "Errors are clustered. ",
        "",
        "wald",
    ),
    (
        "Tests were one-sided. Age mattered (b = 1.40, SE = 0.80, p = .040).",
        "Tests were one-sided. ",
        "",
        "wald",
    ),
    (
        "We used Bonferroni's correction. Age mattered (b = 2.10, SE = 0.80, p = .061).",
        "We used Bonferroni's correction. ",
        "",
        "wald",
    ),
    (
        "The Poisson model fitted (AIC = 245.60, deviance = 67.35).",
        "Poisson",
        "logistic",
        "information-criteria",
    ),
    (
        "It mattered (B = 2.50, 95% CI [.07, .55], β = .31, p = .012).",
        ", β = .31",
        "",
        "confidence-interval",
    ),
    (
        "We report weighted percentages. In all, 120 of 250 (52%) agreed.",
        "weighted ",
        "",
        "percentage",
    ),
    (
        "By Tukey's test, groups differed, Q(3, 28) = 4.10, p = .019.",
        "By Tukey's test",
        "As expected",
        "reported-p",
    ),
]


@pytest.mark.parametrize(("text", "words", "other", "rule"), TRUE)
def test_a_true_statement_under_a_convention(text: str, words: str, other: str, rule: str) -> None:
    """Not a finding with the words, and one without them."""
    assert findings(text) == []
    assert rule in findings(text.replace(words, other))


def test_a_correlation_with_its_number_of_cases() -> None:
    """`r(30)` of 30 persons has 28 degrees of freedom."""
    assert findings(f"Scores correlated, r(30) = .36, p = {correlation(0.36, 28)}.") == []
    assert findings(f"Scores correlated, r(30) = .36, p = {correlation(0.36, 24)}.") == ["reported-p"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("non-directional hypotheses", "one-sided"),
        ("a right-sided stroke", "one-sided"),
        ("unilateral neglect", "one-sided"),
        ("the exact same words", "resampled"),
        ("bootstrap intervals of p = 5 samples", "resampled p"),
    ],
)
def test_words_of_other_things(words: str, name: str) -> None:
    """They are no conventions."""
    assert name not in conventions(words)
