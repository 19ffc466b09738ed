"""An RMSEA lies in its interval, whose limits follow from χ², df and N."""

from __future__ import annotations

import pytest
from papers_in_text import paper, verdicts

from report.audit.rules.rmsea_intervals import RULE, check_rmsea_intervals

#: χ², df, N, RMSEA and its limits: uniroot() over pchisq(x, df, ncp) in R.
GOLDEN = [
    ("8.20", 5, 120, ".073", ".000", ".159"),
    ("48.2", 24, 249, ".064", ".037", ".090"),
    ("20.00", 24, 300, ".000", ".000", ".037"),
    ("306.50", 87, 500, ".071", ".062", ".080"),
]


@pytest.mark.parametrize(("chi2", "df", "n", "rmsea", "low", "high"), GOLDEN)
def test_limits_follow_from_the_test_of_fit(
    chi2: str, df: int, n: int, rmsea: str, low: str, high: str
) -> None:
    """The limits of the noncentral distribution agree; others are questioned."""
    text = "The model fitted (χ²({}, N = {}) = {}, RMSEA = {}, 90% CI [{}, {}])."
    assert verdicts(RULE, text.format(df, n, chi2, rmsea, low, high)) == ["agrees"]
    assert verdicts(RULE, text.format(df, n, chi2, rmsea, low, ".195")) == ["inconsistent"]


@pytest.mark.parametrize("interval", ["90% CI [.010, .030]", "90% CI [.080, .158]", "90% CI: .158–.010"])
def test_an_rmsea_outside_its_interval_is_impossible(interval: str) -> None:
    """Whatever χ² and N are."""
    assert verdicts(RULE, f"The model fitted, RMSEA = .073 ({interval}).") == ["impossible"]


def test_limits_of_a_scaled_test_are_not_recomputed() -> None:
    """Several scalings are in use; the RMSEA must lie in its interval all the same."""
    text = "With MLR the model fitted (χ²(5, N = 120) = 8.20, RMSEA = .073, 90% CI [{}, .195])."
    assert verdicts(RULE, text.format(".010")) == ["agrees"]
    assert verdicts(RULE, text.format(".100")) == ["impossible"]


def test_an_rmsea_that_no_n_gives_is_left_to_the_other_rule() -> None:
    """One error is questioned once."""
    text = "The model fitted (χ²(5, N = 120) = 8.20, RMSEA = .043, 90% CI [.000, .158])."
    assert verdicts(RULE, text) == ["agrees"]


def test_the_interval_of_another_index_is_not_taken() -> None:
    """It must follow the RMSEA at once."""
    text = "The model fitted (RMSEA = .073, CFI = .95; b = 0.30, 95% CI [0.10, 0.50])."
    assert list(check_rmsea_intervals(paper(text))) == []
