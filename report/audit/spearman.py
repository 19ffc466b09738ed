"""The p-values of Spearman's rank correlation: exact, by the t and by the normal approximation."""

from __future__ import annotations

from math import sqrt

from report.audit.numbers import PrintedNumber, Span
from report.audit.probabilities import probabilities, probability
from report.audit.rank_distributions import difference_counts, exact_p

#: The most cases with an exact distribution.
_LARGEST = 9


def spearman_span(rho: PrintedNumber, df: tuple[PrintedNumber, ...]) -> Span:
    """The p-values of all correlations of ranks that round to the printed one, by any of the usual methods.

    The normal approximation has z = ρ·√(n − 1), with a continuity correction of one step of the sum of squared
    differences; the exact value counts the permutations of up to nine ranks (Kendall & Gibbons, 1990, ch. 4).
    """
    cases = round(df[0].value) + 2
    ends = abs(rho.low), abs(rho.high)
    far, near = min(1.0, max(ends)), 0.0 if rho.low <= 0 <= rho.high else min(ends)
    by_t = probabilities("r", rho, df)
    pairs = cases * (cases * cases - 1) / 12
    steps = (probability("z", max(0.0, end) * sqrt(cases - 1)) for end in (far, near - 1 / pairs))
    found = [by_t.low, by_t.high, *steps]
    if cases <= _LARGEST:
        found += [exact_p(difference_counts(cases), pairs * (1 - end)) for end in (far, near)]
    return Span(min(found), max(found))
