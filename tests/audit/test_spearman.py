"""Spearman's ρ agrees with its p-value by any of the usual methods."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from papers_in_text import verdicts
from scipy import stats

from report.audit.rank_distributions import difference_counts, exact_p
from report.audit.rules.reported_p import RULE


@pytest.mark.parametrize(
    "text", ["Spearman's rho = {}, n = 6", "rs(4) = {}", "ρ(4) = {}", "the rank correlation was r(4) = {}"]
)
@pytest.mark.parametrize(("rho", "p"), [(".94", ".017"), (".89", ".033"), (".83", ".058")])
def test_exact_p_values_agree(text: str, rho: str, p: str) -> None:
    """cor.test(x, y, method = "spearman") of R gives these for n = 6."""
    assert verdicts(RULE, f"They were related, {text.format(rho)}, p = {p}.") == ["agrees"]


@pytest.mark.parametrize("rho", [".94", ".83"])
@pytest.mark.parametrize("p", [".30", ".0001"])
def test_other_p_values_are_questioned(rho: str, p: str) -> None:
    """No method gives them."""
    found = verdicts(RULE, f"They were related, Spearman's rho = {rho}, n = 6, p = {p}.")
    assert found in (["inconsistent"], ["decision error"])


def test_pearsons_r_has_one_p_value() -> None:
    """The exact p of ranks is not accepted for it."""
    assert verdicts(RULE, "They were related, Pearson's r(4) = .83, p = .058.") == ["decision error"]


@pytest.mark.parametrize("cases", [5, 7, 9, 12, 20, 60])
def test_data_agree_by_t_and_by_permutation(cases: int) -> None:
    """Random data have a p that is accepted, by the t approximation and from permutations."""
    draw = np.random.default_rng(cases)
    for _ in range(6):
        one = draw.permutation(cases)
        rho, p = stats.spearmanr(one, np.arange(cases))
        texts = [f"{p:.3f}"]
        if cases <= 9:
            half = cases * (cases * cases - 1) / 12 * (1 - rho)
            texts.append(f"{exact_p(difference_counts(cases), half):.3f}")
        for each in texts:
            text = f"They were related, Spearman's ρ({cases - 2}) = {rho:.2f}, p = {each}."
            assert verdicts(RULE, text) == ["agrees"], text


@pytest.mark.parametrize("n", [3, 4, 6])
def test_differences_are_counted(n: int) -> None:
    """The counts are those of all permutations."""
    found = [
        sum((place - rank) ** 2 for place, rank in enumerate(order)) // 2 for order in permutations(range(n))
    ]
    assert difference_counts(n) == tuple(np.bincount(found))
