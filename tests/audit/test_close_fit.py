"""The p-value of close fit follows from χ², df and N, and agrees with the interval of the RMSEA."""

from __future__ import annotations

import pytest
from papers_in_text import paper, verdicts

from report.audit.rules.close_fit import RULE, check_close_fit
from report.audit.rules.reported_p import RULE as REPORTED

#: χ², df, N, RMSEA and 1 - pchisq(x, df, ncp = .05^2 * df * N) in R.
GOLDEN = [
    ("48.2", 24, 249, ".064", ".180"),
    ("8.20", 5, 120, ".073", ".278"),
    ("20.00", 24, 300, ".000", ".992"),
]

NOTATIONS = [
    "The model fitted (χ²({1}, N = {2}) = {0}, RMSEA = {3}, 90% CI [.000, .159], pclose = {4}, CFI = .96).",
    "The model fitted (χ²({1}, N = {2}) = {0}, RMSEA = {3}, PCLOSE = {4}).",
    "The model fitted (χ²({1}, N = {2}) = {0}, RMSEA = {3}, p close = {4}).",
    "The model fitted (χ2 = {0}, df = {1}, N = {2}, RMSEA = {3}, p(close fit) = {4}).",
    "The model fitted (χ2 = {0}, df = {1}, N = {2}, RMSEA = {3}, p(RMSEA ≤ .05) = {4}).",
    "The model fitted (χ²({1}, N = {2}) = {0}, RMSEA = {3} (p = {4}), CFI = .96).",
]


@pytest.mark.parametrize("text", NOTATIONS)
@pytest.mark.parametrize("golden", GOLDEN)
def test_p_follows_from_the_test_of_fit(text: str, golden: tuple[str, int, int, str, str]) -> None:
    """Another p-value is questioned; that of close fit is not taken for that of χ²."""
    assert verdicts(RULE, text.format(*golden)) == ["agrees"]
    assert verdicts(RULE, text.format(*golden[:4], ".480")) == ["inconsistent"]
    assert set(verdicts(REPORTED, text.format(*golden))) <= {"not checkable"}


def test_p_after_an_rmsea_may_be_that_of_the_test() -> None:
    """Without a name, either agrees."""
    text = "The model fitted, χ²(24, N = 249) = 48.2, RMSEA = .064, p = {}."
    assert verdicts(RULE, text.format(".002")) == ["agrees"]
    assert verdicts(RULE, text.format(".180")) == ["agrees"]
    assert verdicts(RULE, text.format(".030")) == ["inconsistent"]


@pytest.mark.parametrize(
    ("interval", "p", "verdict"),
    [
        ("[.061, .090]", "= .01", "agrees"),
        ("[.061, .090]", "= .18", "inconsistent"),
        ("[.037, .090]", "= .18", "agrees"),
        ("[.037, .090]", "= .02", "inconsistent"),
        ("[.000, .042]", "= .98", "agrees"),
        ("[.000, .042]", "= .18", "inconsistent"),
        ("[.050, .090]", "= .05", "agrees"),
        ("[.037, .090]", "> .05", "agrees"),
        ("[.037, .090]", "< .001", "inconsistent"),
    ],
)
def test_p_agrees_with_the_interval(interval: str, p: str, verdict: str) -> None:
    """Without χ²."""
    assert verdicts(RULE, f"It fitted, RMSEA = .064, 90% CI {interval}, pclose {p}.") == [verdict]


def test_other_tests_are_left_alone() -> None:
    """A scaled χ², an RMSEA of another N, a p-value before it."""
    for text in (
        "With MLR, χ²(24, N = 249) = 48.2, RMSEA = .064, pclose = .480.",
        "It fitted, χ²(24, N = 249) = 48.2, RMSEA = .090, pclose = .480.",
        "It fitted, χ²(24, N = 249) = 48.2, p = .002, RMSEA = .064.",
    ):
        assert list(check_close_fit(paper(text))) == []
