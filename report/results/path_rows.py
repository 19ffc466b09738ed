"""Rows of one path model, for a study that gives its ids and words itself: parameters, significance and fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from report.results.path_statistics import BASELINE, EMPTY_WHEN_SATURATED, FIT, PARAMETER
from report.rows.levels import Levels
from report.rows.stat import Claim, Stat


def parameter_rows(
    path: str, estimate: Any, n: int, words: str, about: Mapping[str, str], levels: Levels
) -> Iterator[Stat]:
    """The raw and standardised statistics of a parameter, below `path`."""
    for part, attribute, format, symbol, meaning in PARAMETER:
        place = {**about, "statistic": part}
        if "ci_" in part:
            place["confidence"] = f"{levels.confidence:g}"
        number = getattr(estimate, attribute)
        yield Stat(f"{path}.{part}", number, format, f"{meaning}: {words}", symbol, n, about=place)


def bonferroni_row(
    path: str, p: float | None, comparisons: int, n: int, words: str, about: Mapping[str, str]
) -> Stat:
    """The corrected p-value of a parameter that is one of several `comparisons`."""
    text, place = f"p-value after Bonferroni's correction: {words}", {**about, "statistic": "p_bonferroni"}
    return Stat(f"{path}.p_bonferroni", bonferroni(p, comparisons), "p", text, "*p*", n, about=place)


def bonferroni(p: float | None, comparisons: int) -> float | None:
    """A p-value times the number of comparisons, at most 1 (Dunn, 1961)."""
    return None if p is None else min(1.0, p * comparisons)


def significance_claims(path: str, p: float | None, words: str, levels: Levels) -> Iterator[Claim]:
    """Whether a parameter is significant, and whether it is at trend level; one without a p-value is neither."""
    evidence = (f"{path}.p",)
    yield Claim(f"{path}.significant", levels.is_significant(p), f"significant: {words}", evidence)
    yield Claim(f"{path}.trend", levels.is_trend(p), f"at trend level: {words}", evidence)


def fit_rows(prefix: str, fit: Any, words: str, about: Mapping[str, str]) -> Iterator[Stat]:
    """The fit indices of a model; those that are meaningless for a saturated model are undefined."""
    for part, attribute, format, symbol, meaning in (*FIT, *BASELINE):
        silent = fit.saturated and part in EMPTY_WHEN_SATURATED
        number = None if silent else getattr(fit.fit, attribute)
        text = f"{meaning}, {words}" + (" (saturated: not defined)" if silent else "")
        place = {**about, "statistic": part}
        yield Stat(f"{prefix}.{part}", number, format, text, symbol, fit.n, about=place)
