"""A total effect is the sum of the direct and the indirect effects, in sentences and tables."""

from __future__ import annotations

import pytest
from papers_in_text import paper, table, verdicts

from report.audit.papers import Paper
from report.audit.rules.effect_totals import RULE, check_totals

#: Total, direct and indirect effect, and their proportion, from lm() in R: set.seed(7); n <- 120; x <- rnorm(n);
#: m <- .5 * x + rnorm(n); y <- .4 * m + .2 * x + rnorm(n); c of lm(y ~ x), c' of lm(y ~ x + m), ab; the second with
#: set.seed(8), m <- -.6 * x + rnorm(n) and y <- .7 * m + .5 * x + rnorm(n).
GOLDEN = [(".177", ".014", ".163", ".922"), (".189", ".645", "-.456", "-2.413")]

SENTENCES = [
    "The total effect of stress on sleep was significant (b = {0}, SE = 0.10, p < .001). The direct effect remained "
    "(b = {1}, p = .010), and the indirect effect through rumination was {2}, 95% CI [0.08, 0.35].",
    "Mediation was found (total effect: β = {0}, p < .001; direct effect: β = {1}, p = .02; indirect effect: β = {2}).",
    "Rumination mediated the link: c = {0}, p < .001; c′ = {1}, p = .02; a×b = {2}, 95% CI [0.01, 0.30].",
    "The total, direct, and indirect effects were {0}, {1}, and {2}, respectively.",
    "Total effect B = {0} (SE = 0.31), direct effect B = {1} (SE = 0.30), and indirect effect B = {2} (SE = 0.12).",
    "The total effect of {0} fell to a direct effect of {1}; the mediated effect was {2}.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("total", "direct", "indirect"), [each[:3] for each in GOLDEN])
def test_totals_are_sums(sentence: str, total: str, direct: str, indirect: str) -> None:
    """The effects of regressions agree; another direct effect is questioned."""
    assert verdicts(RULE, sentence.format(total, direct, indirect)) == ["agrees"]
    other = f"{float(direct) + 0.2:.3f}"
    assert verdicts(RULE, sentence.format(total, other, indirect)) == ["inconsistent"]


def test_a_decimal_comma_is_read() -> None:
    """European notation."""
    text = (
        "Total effect: β = ,42; p < ,001; direct effect: β = ,25; p = ,02; indirect effect: β = {}; p = ,04."
    )
    assert verdicts(RULE, text.format(",17")) == ["agrees"]
    assert verdicts(RULE, text.format(",12")) == ["inconsistent"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The total effect was b = {0}, the indirect effect b = {1}, and the proportion mediated was {2}%.",
        "The indirect effect ({1}, 95% CI 0.01 to 0.30) accounted for {2}% of the total effect ({0}).",
    ],
)
def test_proportions_are_ratios(sentence: str) -> None:
    """The ratio of the printed effects agrees; another is questioned."""
    total, _, indirect, share = GOLDEN[0]
    percent = f"{100 * float(share):.1f}"
    assert verdicts(RULE, sentence.format(total, indirect, percent)) == ["agrees"]
    assert verdicts(RULE, sentence.format(total, indirect, "61.5")) == ["inconsistent"]


def test_a_proportion_follows_from_the_direct_effect() -> None:
    """It is one minus the ratio."""
    text = "The total effect (b = 0.50) fell to a direct effect of b = 0.30; the proportion mediated was {}."
    assert verdicts(RULE, text.format("40%")) == ["agrees"]
    assert verdicts(RULE, text.format("0.60")) == ["inconsistent"]


def test_small_differences_are_worth_a_look() -> None:
    """Models may have other missing cases."""
    text = "The total effect was b = 0.50, the direct effect b = 0.30, and the indirect effect b = 0.22."
    assert verdicts(RULE, text) == ["worth a look"]


def _of(paper: Paper) -> list[str]:
    return [each.severity if each.verdict == "finding" else each.verdict for each in check_totals(paper)]


def test_columns_are_read() -> None:
    """Marks and standard errors beside the numbers do not matter."""
    rows = ("Age|.21*|.10|.31**", "Sex|.21 (.05)|.15 (.02)|.46 (.03)", "Site|.21|–|.21")
    assert _of(table("Predictor|Direct effect|Indirect effect|Total effect", *rows)) == [
        "agrees",
        "inconsistent",
    ]


def test_rows_are_read() -> None:
    """Consecutive rows are the parts of one total, also several indirect effects."""
    heads = "Effect|b|SE|p"
    one = ("Total effect|0.50|0.1|.001", "Direct effect|0.30|.1|.01", "Indirect effect|{}|.1|.01")
    assert _of(table(heads, *(each.format("0.20") for each in one))) == ["agrees"]
    assert _of(table(heads, *(each.format("0.26") for each in one))) == ["inconsistent"]
    several = (*one[:2], "Indirect effect via A|0.12|.1|.01", "Indirect effect via B|0.08|.1|.01")
    assert _of(table(heads, *several)) == ["agrees"]
    arrows = ("Direct effect: X → Y|0.50|0.1|.001", "X → M → Y|0.30|.1|.01", "Total effect: X → Y|{}|.1|.01")
    assert _of(table(heads, *(each.format("0.80") for each in arrows))) == ["agrees"]
    assert _of(table(heads, *(each.format("0.90") for each in arrows))) == ["inconsistent"]


@pytest.mark.parametrize(
    "text",
    [
        "The total effect was b = 0.50, the direct effect b = 0.30, the indirect effect via A 0.12, via B 0.08.",
        "The total effect of X on Y was b = 0.50, the direct effect of Z on Y b = 0.30, the indirect effect b = 0.02.",
        "The total effect was b = 0.50, the direct effect β = 0.30, and the indirect effect b = 0.02.",
        "In a logistic model the total effect was 0.50, the direct effect 0.30, the indirect effect 0.02.",
        "The conditional indirect effect was 0.02; the total effect was 0.50 and the direct effect 0.30.",
        "The total effect was b = 0.50, the direct effect b = 0.30; the specific indirect effect was b = 0.02.",
    ],
)
def test_other_designs_are_left_alone(text: str) -> None:
    """Several mediators, causes, scales, and models in which effects do not add up."""
    assert set(verdicts(RULE, text)) <= {"not checkable"}


def test_numbers_of_other_quantities_are_not_effects() -> None:
    """P-values, effect sizes, statistics, counts and percentages."""
    text = (
        "The total effect was significant (p = .030), the direct effect size was 0.30, the indirect effect of 3 items "
        "and the total effect (t = 2.41) were tested; 20.5% had a direct effect of 12.5%."
    )
    assert list(check_totals(paper(text))) == []
