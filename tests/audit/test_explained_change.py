"""R² with and without a predictor gives the p-value of its path: z² = N·ΔR²/(1 − R²)."""

from __future__ import annotations

import pytest
from papers_in_text import paper

from report.audit.checks import Check
from report.audit.model_facts import models_of
from report.audit.rules.explained_change import RULE, impossible_changes


def facts(p: str, r2: str = "0.42", without: str = "0.12", syntax: str = "y ~ m + x") -> dict[str, object]:
    """A model of 29 cases whose R² is printed with and without m."""
    printed = {"y ~ m": {"beta": "-0.56", "p": p}, "r2 y": r2, "r2 y on x": without}
    return {"models": [{"name": "EBI", "n": 29, "syntax": syntax, "printed": printed}]}


def checks(*given: str, **options: str) -> list[Check]:
    """The checks of such a model."""
    return list(RULE.run(paper("The path (β = -0.56, p = .03) mattered.", facts(*given, **options))))


@pytest.mark.parametrize("p", ["0.0001", "< 0.001", "< .05", "0.000"])
def test_a_p_value_that_follows_from_the_change_agrees(p: str) -> None:
    """z = √(29·.30/.58) = 3.87, p = .0001."""
    assert [each.verdict for each in checks(p)] == ["agrees"]


@pytest.mark.parametrize("p", ["0.03", "0.5", "> 0.01"])
def test_another_p_value_is_impossible(p: str) -> None:
    """Rounding of both R² moves p between .00008 and .00015 only."""
    (check,) = checks(p)
    assert (check.verdict, check.severity) == ("finding", "impossible")
    assert check.question.startswith(
        "R² rises from 0.12 to 0.42 by m, which with N = 29 gives p = 7.68e−05 to 0.0001"
    )


def test_the_finding_is_located_in_the_text() -> None:
    """The printed path is marked, if it is found."""
    (check,) = checks("0.03")
    assert len(check.places) == 1


def test_without_a_change_p_is_one() -> None:
    """Equal shares give z = 0; their rounding allows ΔR² up to .01, z up to 0.7 and p down to .48."""
    assert [each.verdict for each in checks("0.60", "0.42", "0.42")] == ["agrees"]
    assert [each.verdict for each in checks("0.30", "0.42", "0.42")] == ["finding"]


def test_an_r2_that_falls_counts_as_no_change() -> None:
    """A predictor never lowers R²: p is 1 at most."""
    assert [each.verdict for each in checks("1.00", "0.12", "0.42")] == ["agrees"]


@pytest.mark.parametrize("r2", ["1.00", "1.0", "1"])
def test_an_r2_of_one_gives_no_error(r2: str) -> None:
    """No variance is left, so that p is 0 at R² = 1 and above."""
    assert [each.verdict for each in checks("< .001", r2)] == ["agrees"]


def test_a_large_p_value_contradicts_an_r2_of_one() -> None:
    """R² = 1.00 is at least .995: z is at least √(29·.87/.005) = 71."""
    assert [each.verdict for each in checks("0.90", "1.00")] == ["finding"]


@pytest.mark.parametrize("syntax", ["y ~ m + x\nz ~ x\ny ~~ z"])
def test_covarying_residuals_are_not_checked(syntax: str) -> None:
    """The formula holds for an equation on its own."""
    assert checks("0.03", syntax=syntax) == []


def test_the_other_r2_must_be_of_all_other_predictors() -> None:
    """With a third predictor, the printed R² of x alone says nothing about m."""
    assert checks("0.03", syntax="y ~ m + x + w") == []


def test_impossible_changes_are_the_paths_with_a_finding() -> None:
    """Other rules leave these paths out."""
    (wrong,) = models_of(paper("", facts("0.03")))
    (right,) = models_of(paper("", facts("0.0001")))
    assert [each.predictor for each in impossible_changes(wrong)] == ["m"]
    assert list(impossible_changes(right)) == []
