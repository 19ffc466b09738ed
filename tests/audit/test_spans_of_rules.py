"""Values that rounding allows: Spearman's p, mean squares, and estimates from a rounded matrix."""

from __future__ import annotations

import pytest
from papers_in_text import paper
from scipy.stats import spearmanr

from report.audit.anova_rows import mean_square, with_error_terms
from report.audit.numbers import printed
from report.audit.quantities import SymbolQuantity, quantity_of
from report.audit.rules.refit import _span
from report.audit.spearman import spearman_span


def test_the_p_values_of_a_rank_correlation() -> None:
    """Those of the t approximation of scipy and of the exact distribution lie in the span."""
    ranks, others = [1, 2, 3, 4, 5, 6], [2, 1, 3, 4, 6, 5]
    rho, p = spearmanr(ranks, others)
    span = spearman_span(printed(f"{rho:.2f}"), (printed("4"),))
    assert span.low <= p <= span.high
    assert span.low <= 0.0167 <= span.high  # exact, cor.test of R
    assert span.high < 0.1


def test_all_estimates_are_needed_for_a_span() -> None:
    """Deviations of single correlations add up, in both directions."""
    found = _span([0.30, 0.28, 0.31, 0.30, 0.34])
    assert found is not None
    assert (found.low, found.high) == (pytest.approx(0.24), pytest.approx(0.36))
    assert _span([0.30, None, 0.31]) is None


def row(**texts: str) -> dict[str, SymbolQuantity]:
    """The quantities of a row of an analysis of variance."""
    symbols = {name: "M" if name in ("MS", "SS") else name for name in texts}
    found = {name: quantity_of(symbols[name], f"{symbols[name]} = {text}") for name, text in texts.items()}
    return {name: each for name, each in found.items() if each is not None}


def test_a_mean_square_is_printed_or_follows() -> None:
    """From the sum of squares and its df; without either there is none."""
    assert mean_square(row(SS="56.0", df="28")).low == pytest.approx(55.95 / 28)  # type: ignore[union-attr]
    assert mean_square(row(MS="2.0")).high == pytest.approx(2.05)  # type: ignore[union-attr]
    assert mean_square(row(df="28")) is None


def test_an_f_has_the_df_of_the_next_error_row() -> None:
    """Unless its mean square contradicts it."""
    effect, error = row(MS="9.0", df="1", F="4.50"), row(MS="2.0", df="28")
    (first, _) = with_error_terms([("Age", effect), ("Error", error)])
    assert [each.value for each in first["F"].df] == [1, 28]
    (other, _) = with_error_terms([("Age", effect), ("Error", row(MS="7.0", df="28"))])
    assert not other["F"].df
    assert paper("x").alpha == 0.05
