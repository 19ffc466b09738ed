"""A Wald interval is b ± z·SE, so that the estimate is in its middle; of ratios on the log scale."""

from __future__ import annotations

import pytest
from papers_in_text import checks, only, table, verdicts

from report.audit.rules.interval_widths import RULE


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("b = 0.25, SE = 0.10, 95% CI [0.05, 0.45]", "agrees"),
        ("b = 0.250, SE = 0.100, 95% CI [0.054, 0.446]", "agrees"),
        ("b = 0.250, SE = 0.100, 95% CI [0.019, 0.481]", "agrees"),
        ("b = 0.250, SE = 0.100, 95% CI [0.150, 0.350]", "inconsistent"),
        ("b = 0.250, SE = 0.100, 95% CI [−0.146, 0.646]", "inconsistent"),
        ("b = 0.250, SE = 0.100, 90% CI [0.085, 0.415]", "agrees"),
        ("b = 0.250, SE = 0.100, 99% CI [0.054, 0.446]", "inconsistent"),
        ("b = 0.3, SE = 0.1, 95% CI [0.1, 0.4]", "agrees"),
        ("MD = 2.50, SE = 1.00, 95% CI [0.54, 4.46]", "agrees"),
        ("MD = 2.50, SE = 2.00, 95% CI [0.54, 4.46]", "inconsistent"),
    ],
)
def test_half_the_width_is_a_quantile_of_standard_errors(text: str, verdict: str) -> None:
    """1.96 standard errors at 95 percent, up to 2.78 with 4 degrees of freedom."""
    assert verdicts(RULE, f"It mattered ({text}).") == [verdict]


@pytest.mark.parametrize("symbol", ["b", "MD"])
@pytest.mark.parametrize(
    ("estimate", "verdict"),
    [("2.50", "agrees"), ("3.50", "agrees"), ("0.60", "inconsistent"), ("4.40", "inconsistent")],
)
def test_the_estimate_is_near_the_middle(symbol: str, estimate: str, verdict: str) -> None:
    """The middle of 0.54 to 4.46 is 2.50, half the width 1.96."""
    assert verdicts(RULE, f"It mattered ({symbol} = {estimate}, 95% CI [0.54, 4.46]).") == [verdict]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("OR = 2.10, 95% CI [1.20, 3.68]", "agrees"),
        ("OR = 5.20, 95% CI [0.90, 98.0]", "agrees"),
        ("HR 0.75 (95% CI 0.60 to 0.94)", "agrees"),
        ("OR = 1.21, 95% CI [1.20, 3.68]", "inconsistent"),
        ("OR = 3.60, 95% CI [1.20, 3.68]", "inconsistent"),
        ("HR = 0.61, 95% CI [0.60, 0.94]", "inconsistent"),
    ],
)
def test_ratios_are_in_the_middle_of_the_logarithms(text: str, verdict: str) -> None:
    """√(1.20·3.68) = 2.10."""
    assert verdicts(RULE, f"It mattered ({text}).") == [verdict]


@pytest.mark.parametrize(
    "text",
    [
        "b = 0.25, SE = 0.10, bootstrap 95% CI [0.20, 0.26]",
        "b = 0.25, SE = 0.10, 95% credible interval, that is 95% CI [0.20, 0.26]",
        "β = 0.25, SE = 0.10, 95% CI [0.20, 0.26]",
        "M = 2.50, 95% CI [2.49, 4.46]",
        "b = 0.25, 95% CI [0.30, 0.90]",
        "OR = 0.00, 95% CI [0.00, 0.90]",
    ],
)
def test_other_intervals_are_not_judged(text: str) -> None:
    """Resampling and posterior intervals are skewed, β has that of b, and other rules report the rest."""
    assert checks(RULE, f"It mattered ({text}).") == []


def test_the_question_gives_the_ratio() -> None:
    """0.1/0.1 = 1, with rounding nearly exactly."""
    check = only(RULE, "It mattered (b = 0.2500, SE = 0.1000, 95% CI [0.1500, 0.3500]).")
    assert check.question.startswith(
        "Half the width of the interval is 0.9990 to 1.001 standard errors, not 1.901 to 2.776"
    )


def test_rows_of_tables_are_judged() -> None:
    """Ends in two columns, with a standard error; a mention of the bootstrap anywhere excludes tables."""
    rows = ("Age | 0.250 | 0.100 | 0.054 | 0.446", "Sex | 0.250 | 0.200 | 0.054 | 0.446")
    heads = "Predictor | b | SE | 95% CI LL | 95% CI UL"
    assert [each.verdict for each in RULE.run(table(heads, *rows))] == ["agrees", "finding"]
    assert list(RULE.run(table(heads, *rows, "Bootstrap with 5000 samples | | | | "))) == []
