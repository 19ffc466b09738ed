"""Kendall's τ gives its p-value within what ties allow."""

from __future__ import annotations

from math import factorial

import numpy as np
import pytest
from papers_in_text import checks, verdicts
from scipy import stats

from report.audit.rank_distributions import exact_p, inversion_counts
from report.audit.rules.rank_correlations import RULE


@pytest.mark.parametrize(
    "text",
    [
        "Kendall's τ = .30, n = 40, p = {p}",
        "Kendall's tau-b = .30, p = {p}, N = 40",
        "Kendall's τb = 0.30 (n = 40, p = {p})",
        "a rank correlation of τ(n = 40) = .30, p = {p}",
        "Kendall's tau(N = 40) = .30; p = {p}",
    ],
)
@pytest.mark.parametrize(
    ("p", "verdict"), [(".006", "agrees"), (".60", "inconsistent"), (".0006", "inconsistent")]
)
def test_p_follows_from_tau_and_its_cases(text: str, p: str, verdict: str) -> None:
    """z is between .97·.30·√40 and 3·.30·√1560/√170: p from .006 to .07."""
    assert verdicts(RULE, f"They agreed ({text.format(p=p)}).") == [verdict]


@pytest.mark.parametrize("levels", [2, 3, 6, 1000])
@pytest.mark.parametrize("cases", [8, 15, 30, 80])
def test_data_with_any_ties_agree(levels: int, cases: int) -> None:
    """Whatever ties data have, exact or approximated, their p is accepted."""
    draw = np.random.default_rng(cases * levels)
    for _ in range(8):
        one = draw.integers(0, levels, cases)
        other = np.where(draw.random(cases) < 0.4, one, draw.integers(0, levels, cases))
        result = stats.kendalltau(one, other)
        if np.isfinite(result.pvalue) and result.pvalue >= 0.001:
            text = f"Kendall's τ = {result.statistic:.2f}, n = {cases}, p = {result.pvalue:.3f}"
            assert verdicts(RULE, f"They agreed ({text}).") == ["agrees"], text


@pytest.mark.parametrize("n", [4, 7, 12])
def test_inversions_are_those_of_permutations(n: int) -> None:
    """All n! permutations are counted, and the exact p is that of scipy."""
    counts = inversion_counts(n)
    assert sum(counts) == factorial(n)
    order = np.random.default_rng(n).permutation(n)
    result = stats.kendalltau(np.arange(n), order, method="exact")
    inversions = (1 - result.statistic) / 2 * (n * (n - 1) / 2)
    assert exact_p(counts, round(inversions)) == pytest.approx(result.pvalue)


@pytest.mark.parametrize(
    "text",
    [
        "Kendall's τ = .30, p = .60",
        "a time constant of τ = .30 s, n = 40, p = .60",
        "Kendall's τ = .30, n = 40",
    ],
)
def test_without_cases_p_or_a_correlation_there_is_no_check(text: str) -> None:
    """τ alone says nothing, and may be a time."""
    assert checks(RULE, f"We report {text}.") == []
