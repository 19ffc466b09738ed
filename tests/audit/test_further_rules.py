"""Effect sizes, explained variance, fit against the null model, criteria, bounds, sums and rank tests."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest

from report.audit.audited import audit
from report.audit.checks import Check
from report.audit.papers import paper_of
from report.audit.rank_distributions import exact_p, mann_whitney_counts, signed_rank_counts
from report.audit.registry import RULES
from report.text.blocks import Copy
from report.text.reading.html import page_copy
from report.text.reading.plain_text import text_blocks

WRONG = [
    (
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28) differed, t(56) = 4.49, p < .001.",
        "group-means",
    ),
    (
        "A (n = 30, M = 5.20, SD = 1.10) and B (n = 28, M = 4.10, SD = 1.30) differed, t(53) = 2.49, p = .016.",
        "group-means",
    ),
    (
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28) differed, d = 1.92.",
        "group-means",
    ),
    (
        "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), F(1, 56) = 3.49, p = .067.",
        "group-means",
    ),
    ("The binary answer (0 = no, 1 = yes; M = 0.40, SD = 0.25, n = 20) was rare.", "binary-sd"),
    ("The dichotomous item had M = 0.43, SD = 0.50, n = 20.", "binary-sd"),
    ("Age varied (M = 34.2, SD = 28.3, range 18 to 65, n = 40).", "sd-bounds"),
    ("Age varied (M = 70.2, SD = 8.3, range = 18-65).", "sd-bounds"),
    ("Age varied (M = 34.2, SD = 2.1, range 18 to 65, n = 40).", "sd-bounds"),
    ("Groups differed, F(1, 58) = 6.20, p = .016, ηp2 = .24.", "effect-size"),
    ("Groups differed, F(1, 58) = 6.20, p = .016, η2 = .24.", "effect-size"),
    ("It mattered, F(2, 117) = 5.00, p = .008, f2 = 0.85.", "effect-size"),
    ("Groups differed, t(58) = 2.49, p = .016, d = 6.50.", "effect-size"),
    ("The model held, R2 = .35, F(3, 116) = 9.20, p < .001.", "explained-variance"),
    ("The model held, R2 = .192, adjusted R2 = .22, F(3, 116) = 9.20, p < .001.", "explained-variance"),
    ("The model held, R2 = .192, adjusted R2 = .140, F(3, 116) = 9.20, p < .001.", "explained-variance"),
    (
        "The null model, χ2(28) = 812.40. The model fitted, χ2(20) = 48.20, CFI = .990.",
        "incremental-fit",
    ),
    ("The model fitted, χ2(20) = 48.20, CFI = .944, TLI = .964.", "incremental-fit"),
    ("With N = 200, the model had LL = -512.30, AIC = 1033.60.", "information-criteria"),
    ("With N = 200, the model had AIC = 1034.60, BIC = 1080.10, LL = -512.30.", "information-criteria"),
    ("Women scored higher (M = 5.40) than men (M = 4.10), mean difference = 1.80.", "mean-difference"),
    ("U = 420, n1 = 20, n2 = 18, p = .001 for the groups.", "rank-test"),
    ("It differed, U(20, 18) = 105, p = .480.", "rank-test"),
    ("It differed, W(n = 12) = 90, p = .010.", "rank-test"),
    ("In all 120 patients were randomised to training (n = 62) or waiting (n = 60).", "subgroup-sum"),
    ("We tested 120 adults (80 women, 50 men).", "subgroup-sum"),
]
RIGHT = [
    "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), t(56) = 3.49, p < .001, d = 0.92.",
    "A (n = 30, M = 5.20, SD = 1.10) and B (n = 28, M = 4.10, SD = 1.30), t(53.2) = -3.47, p = .001, g = 0.91.",
    "Times (n = 30, M = 5.20, SD = 1.10; n = 30, M = 4.10, SD = 1.30), t(29) = 5.49, p < .001, d = 1.00.",
    "A (M = 5.20, SD = 1.10, n = 30) and B (M = 4.10, SD = 1.30, n = 28), adjusted for age, t(55) = 4.49, p < .001.",
    "A (M = 5.20, SD = 1.10, n = 30), B (M = 4.10, SD = 1.30, n = 28), C (M = 4.00, SD = 1.2, n = 9), t(35) = 0.21.",
    "The binary answer (0 = no, 1 = yes; M = 0.40, SD = 0.50, n = 20) was rare.",
    "Age varied (M = 34.2, SD = 8.3, range 18 to 65, n = 40).",
    "Scores (interquartile range 2 to 4; M = 4.9, SD = 2.8, n = 90) were low.",
    "Scores (M = 3.2, SD = 0.1, possible range 0 to 10, n = 90) were low.",
    "Groups differed, F(1, 58) = 6.20, p = .016, ηp2 = .10; F(1.5, 43.2) = 6.20, ηp2 = .18.",
    "Groups differed, F(1, 58) = 6.20, p = .016, η2 = .04.",
    "Groups differed, t(58) = 2.49, p = .016, d = 0.64; t(29) = 2.10, p = .045, d = -0.38.",
    "The model held, R2 = .192, adjusted R2 = .171, F(3, 116) = 9.20, p < .001.",
    "The step held, R2 = .35, ΔR2 = .05, F(1, 116) = 8.93, p = .003.",
    "The null model, χ2(28) = 812.40. The model fitted, χ2(20) = 48.20, CFI = .964, TLI = .950, NFI = .941.",
    "The robust null model, χ2(28) = 812.40. The model fitted, χ2(20) = 48.20, CFI = .990.",
    "With N = 200, the model had AIC = 1034.60, BIC = 1051.09, LL = -512.30.",
    "With N = 200, the model had deviance = 1024.60, AIC = 1034.60.",
    "Women scored higher (M = 5.40) than men (M = 4.10), mean difference = 1.30.",
    "The adjusted means were M = 5.40 and M = 4.10, with a mean difference = 1.80.",
    "U = 105, n1 = 20, n2 = 18, p = .028 for the groups.",
    "It differed, W(n = 12) = 10, p = .021. W = 0.95, p = .03 for normality.",
    "In all 120 patients were randomised to training (n = 62) or waiting (n = 58).",
    "In all 120 patients were randomised to training (n = 62) or waiting (n = 58), most of them women (n = 90).",
    "In all 120 patients were randomised to training (n = 62) or waiting (n = 48), and 10 withdrew.",
    "We tested 120 adults (70 women, 50 men) and 60 students (40 women, 19 men).",
]


def findings(text: str, *, shows_all: bool = False) -> list[Check]:
    """The findings in a text."""
    copy = Copy("text", {"": tuple(text_blocks(f"Results\n\n{text}"))})
    return audit(paper_of(copy, Path("p.txt")), shows_all=shows_all).findings


@pytest.mark.parametrize(("text", "rule"), WRONG)
def test_a_planted_error_is_found(text: str, rule: str) -> None:
    """Each error is one finding of its rule, worded as a question."""
    (found,) = {each.rule: each for each in findings(text)}.values()
    assert found.rule == rule
    assert found.question.endswith("?")


@pytest.mark.parametrize("text", RIGHT)
def test_a_consistent_statement_is_not_questioned(text: str) -> None:
    """Consistent statements, and those on which a rule abstains, have no finding."""
    assert findings(text) == []


def test_the_criteria_of_a_table_are_read() -> None:
    """Rows of a table of models are checked by their heads."""
    head = "<tr><th>Model</th><th>LL</th><th>AIC</th></tr>"
    rows = "<tr><td>One</td><td>−512.30</td><td>1034.60</td></tr><tr><td>Two</td><td>−510.10</td><td>1035.20</td></tr>"
    page = f"<html><body><table><thead>{head}</thead><tbody>{rows}</tbody></table></body></html>"
    (found,) = audit(paper_of(page_copy(page), Path("p.html"))).findings
    assert found.rule == "information-criteria"
    assert "Two" in found.statement


def test_uncertain_differences_are_only_worth_a_look() -> None:
    """d of unequal groups and R² that is an adjusted one are reported with --all alone."""
    text = "Groups differed, t(58) = 2.49, p = .016, d = 0.90; R2 = .171, F(3, 116) = 9.20, p < .001."
    assert findings(text) == []
    assert {each.severity for each in findings(text, shows_all=True)} == {"worth a look"}
    rule = next(each for each in RULES if each.name == "sample-size")
    assert not rule.on


def test_rank_distributions_agree_with_enumeration() -> None:
    """Counts of U and of the signed-rank sum equal those of all arrangements."""
    counts = [0] * 13
    for chosen in combinations(range(7), 3):
        counts[sum(chosen) - 3] += 1
    assert mann_whitney_counts(3, 4) == tuple(counts)
    sums = [
        sum(rank for rank, sign in zip((1, 2, 3, 4), signs, strict=True) if sign)
        for signs in product((0, 1), repeat=4)
    ]
    assert signed_rank_counts(4) == tuple(sums.count(total) for total in range(11))
    assert exact_p(mann_whitney_counts(3, 4), 0) == pytest.approx(2 / 35)


@pytest.mark.parametrize(("df", "verdict"), [(2, "agrees"), (5, "finding"), (None, None)])
def test_degrees_of_freedom_of_a_model(df: int | None, verdict: str | None) -> None:
    """x → m → y with z: 10 moments minus 3 paths, 2 residual variances and 3 exogenous moments; nothing without df."""
    printed = {"m ~ x": "0.42"} | ({"df": str(df)} if df else {})
    model = {"name": "model", "n": 120, "syntax": "m ~ x\ny ~ m + z", "printed": printed}
    copy = Copy("text", {"": tuple(text_blocks("There were effects."))})
    checks = audit(paper_of(copy, Path("p.txt"), {"models": [model]})).checks
    assert [each.verdict for each in checks if each.rule == "model-df"] == ([verdict] if verdict else [])
