"""R², adjusted R² and F of a regression imply each other."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, paper, verdicts

from report.audit.estimate_reading import estimates
from report.audit.rules.explained_variance import RULE


@pytest.mark.parametrize(
    ("r2", "verdict"),
    [
        (".192", "agrees"),
        (".19", "agrees"),
        ("19.2%", "agrees"),
        (".35", "inconsistent"),
        ("35%", "inconsistent"),
    ],
)
def test_r2_follows_from_f(r2: str, verdict: str) -> None:
    """9.20·3/(9.20·3 + 116) = .192, printed as a fraction or in percent."""
    assert verdicts(RULE, f"The model was good, R2 = {r2}, F(3, 116) = 9.20, p < .001.") == [verdict]


def test_an_adjusted_r2_that_is_printed_as_r2_is_worth_a_look() -> None:
    """1 − (1 − .1922)·119/116 = .171."""
    assert verdicts(RULE, "The model was good, R2 = .171, F(3, 116) = 9.20, p < .001.") == ["worth a look"]


@pytest.mark.parametrize(("adjusted", "verdict"), [(".171", "agrees"), (".140", "inconsistent")])
def test_adjusted_r2_follows_from_f(adjusted: str, verdict: str) -> None:
    """Both kinds of R² are checked where both are printed."""
    text = f"The model was good, R2 = .192, adjusted R2 = {adjusted}, F(3, 116) = 9.20, p < .001."
    assert verdicts(RULE, text) == ["agrees", verdict]


def test_adjusted_r2_cannot_exceed_r2() -> None:
    """The adjustment subtracts; F is not needed to see it."""
    check = only(RULE, "The model was good, R2 = .192, adjusted R2 = .22.")
    assert (check.severity, check.computed) == ("impossible", "Adjusted R² exceeds R².")


@pytest.mark.parametrize("adjusted", [".192", ".19", ".10"])
def test_an_adjusted_r2_within_rounding_is_no_finding(adjusted: str) -> None:
    """Equal in print, or smaller: without F there is nothing more to check."""
    assert checks(RULE, f"The model was good, R2 = .192, adjusted R2 = {adjusted}.") == []


@pytest.mark.parametrize(
    "word", ["Step 2", "The interaction", "The pseudo share", "The mixed model", "The change"]
)
def test_parts_of_models_and_other_kinds_are_not_checked(word: str) -> None:
    """F may test something else than the printed R²."""
    check = only(RULE, f"{word} was good, R2 = .35, F(3, 116) = 9.20, p < .001.")
    assert check.verdict == "not checkable"


@pytest.mark.parametrize("df", ["3, 0", "0, 116", "116"])
def test_degrees_of_freedom_of_zero_give_no_check(df: str) -> None:
    """No share follows from a misprinted test, and nothing is divided by zero."""
    assert checks(RULE, f"The model was good, R2 = .35, F({df}) = 0.00, p = .99.") == []


@pytest.mark.parametrize(
    ("test", "expected"),
    [("F(3, 116) = 9.20", True), ("F(3, 0) = 9.20", False), ("F(116) = 9.20", False), ("t(3) = 2.00", False)],
)
def test_an_f_with_both_degrees_of_freedom_is_known(test: str, expected: bool) -> None:
    """Only such a test gives an effect size."""
    (each,) = estimates(paper(f"It was so, {test}, p = .02."))
    assert each.has_f is expected
