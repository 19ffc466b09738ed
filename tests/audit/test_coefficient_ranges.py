"""Coefficients have limits: α, κ, ICC, ω, areas under a curve, correlations and standard deviations."""

from __future__ import annotations

import pytest
from papers_in_text import only, verdicts

from report.audit.rules.coefficient_ranges import RULE


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Internal consistency was high (Cronbach's α = {}).", ".88", "1.08"),
        ("Reliability was good, alpha = {}.", "-.20", "1.20"),
        ("McDonald's omega was {} in this sample.", ".91", "1.10"),
        ("Both raters agreed (kappa = {}).", ".82", "1.12"),
        ("Coders agreed, Cohen's κ = {}.", "-.05", "-1.05"),
        ("The ICC(2, 1) was {} for all raters.", "1.00", "1.01"),
        ("The ROC curve had AUC = {}.", ".95", "1.05"),
        ("Scores correlated (r = {}, p < .001).", "1.00", "1.14"),
        ("Scores were M = 3.2, SD = {}.", "1.1", "-1.1"),
    ],
)
def test_values_beyond_the_limits_are_findings(text: str, right: str, wrong: str) -> None:
    """A value at the limit is possible."""
    assert verdicts(RULE, text.format(right)) == ["agrees"]
    assert verdicts(RULE, text.format(wrong)) == ["impossible"]


@pytest.mark.parametrize(
    "text",
    [
        "The conductivity was κ = 1.12 in steel.",
        "The significance level was α = 1.05 by mistake.",
        "After the dose, AUC = 1.85 and the peak was late.",
        "By ROC analysis, AUC = 95.5%.",
        "The raters found kappa = 1.2 x 10-4.",
        "The radius was r = 1.14, P = 3.2 kPa.",
        "The SD was 3.2 or more.",
    ],
)
def test_other_meanings_of_the_letters_are_not_checked(text: str) -> None:
    """Without the word of its subject, or with a unit, a letter may stand for something else."""
    assert "impossible" not in verdicts(RULE, text)


def test_the_question_names_the_limits() -> None:
    """A lower limit is a minus sign."""
    check = only(RULE, "Both raters agreed (kappa = 1.12).")
    assert check.question == "κ is between −1 and 1, but 1.12 is printed. Is one of the numbers a misprint?"
