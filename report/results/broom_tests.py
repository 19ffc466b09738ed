"""Tests that the R package broom tidied: `htest` objects, Levene's test, MANOVA and pairwise comparisons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report.results.broom_tables import Line, Table, bounds, level_of, only_line
from report.results.coefficients import term_name
from report.results.quantities import (
    ESTIMATE,
    TEST,
    USUAL_CONFIDENCE,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    one_sided,
    p_value,
    statistic,
)

#: Tests by words of R's `method`: kind of result, symbol of the statistic, symbol of the estimate.
_METHODS = (
    ("t-test", TEST, "*t*", ""),
    ("spearman", "correlation", "*S*", "*r*~s~"),
    ("kendall", "correlation", "*z*", "τ"),
    ("correlation", "correlation", "*t*", "*r*"),
    ("chi-squared", "chi2", "χ²", ""),
    ("bartlett", "chi2", "χ²", ""),
    ("fligner", "chi2", "χ²", ""),
    ("friedman", "chi2", "χ²", ""),
    ("proportions", "chi2", "χ²", ""),
    ("box-pierce", "chi2", "χ²", ""),
    ("box-ljung", "chi2", "χ²", ""),
    ("breusch-pagan", "chi2", "χ²", ""),
    ("signed rank", TEST, "*V*", ""),
    ("wilcoxon", TEST, "*W*", ""),
    ("kruskal", TEST, "*H*", ""),
    ("fisher", "ratio", "", "OR"),
    ("binomial", "proportion", "", ""),
    ("poisson", "rate", "", "λ"),
    ("compare two variances", "ratio of variances", "*F*", ""),
    ("one-way", TEST, "*F*", ""),
    ("shapiro", TEST, "*W*", ""),
    ("kolmogorov", TEST, "*D*", ""),
    ("lilliefors", TEST, "*D*", ""),
    ("anderson-darling", TEST, "*A*", ""),
    ("ansari", TEST, "*AB*", ""),
    ("mood", TEST, "*z*", ""),
)
#: Kinds of tests whose estimate is not a difference: words and format.
_ESTIMATES = {
    "correlation": ("estimate", "unit"),
    "chi2": ("estimate", "fixed2"),
    "ratio": ("odds ratio", "fixed2"),
    "proportion": ("proportion", "percent"),
    "rate": ("rate", "fixed2"),
    "ratio of variances": ("ratio of variances", "fixed2"),
}
#: Kinds of the table above that a phrase does not know by themselves.
_PHRASED = {"rate": ESTIMATE, "ratio of variances": TEST}
#: Kinds in which R's `statistic` and `parameter` are a count and its basis.
_COUNTS = ("proportion", "rate")
#: Statistics of ranks, which are whole numbers or halves.
_RANKS = ("*W*", "*V*", "*AB*")


def test_kind(method: str) -> tuple[str, str, str]:
    """The kind of a test and the symbols of its statistic and estimate, from R's name of the method."""
    text = method.casefold()
    return next((tuple_[1:] for tuple_ in _METHODS if tuple_[0] in text), (TEST, "", ""))


def single_test(table: Table, *, confidence: float = USUAL_CONFIDENCE) -> Iterator[Result]:
    """`tidy` of a test: t.test, cor.test, chisq.test, fisher.test, wilcox.test, ..."""
    line = only_line(table)
    kind, symbol, estimated = test_kind(str(line["method"]))
    side = one_sided(line.get("alternative"))
    found = [] if kind in _COUNTS else [*_statistic(line, symbol)]
    found.append(p_value(line["p.value"], alternative=side))
    if "estimate" in line:
        words, format = _ESTIMATES.get(kind, ("difference", "fixed2"))
        difference = words == "difference"
        found.append(
            estimate(line["estimate"], estimated, words, format, words if difference else "estimate")
        )
        of, label = (words, "mean difference") if difference else ("", "")
        found += bounds(line, of, label, format)
    n = int(line["parameter"]) if kind == "proportion" and "parameter" in line else None
    level = level_of(line, confidence)
    yield Result(_PHRASED.get(kind, kind), tuple(found), n=n, confidence=level, alternative=side)


def _statistic(line: Line, symbol: str) -> Iterator[Quantity]:
    if "statistic" not in line:
        return
    ranked = symbol in _RANKS and (2 * line["statistic"]).is_integer()
    yield statistic(line["statistic"], symbol, f"statistic of {line['method']}", "df" if ranked else "fixed2")
    if "num.df" in line:
        yield from f_degrees(line["num.df"], line["den.df"])
    elif "parameter" in line:
        yield degrees(line["parameter"])


def levene(table: Table) -> Iterator[Result]:
    """`tidy` of car's `leveneTest`: an *F* test."""
    line = only_line(table)
    tested = statistic(line["statistic"], "*F*", "Levene's statistic")
    yield Result(TEST, (tested, *f_degrees(line["df"], line["df.residual"]), p_value(line["p.value"])))


#: The criteria of a multivariate analysis of variance: column, symbol, words and format.
_CRITERIA = (
    ("pillai", "*V*", "Pillai's trace", "fixed2"),
    ("wilks", "Λ", "Wilks' lambda", "unit"),
    ("hl", "*T*", "Hotelling and Lawley's trace", "fixed2"),
    ("roy", "θ", "Roy's largest root", "fixed2"),
)


def multivariate(table: Table) -> Iterator[Result]:
    """`tidy` of `manova`: for each term the *F* approximation of its criterion."""
    for line in table:
        if "statistic" not in line:
            continue
        criteria = [
            Quantity(name, line[name], format, words, symbol)
            for name, symbol, words, format in _CRITERIA
            if name in line
        ]
        tested = statistic(line["statistic"], "*F*", "F approximation")
        found = (tested, *f_degrees(line["num.df"], line["den.df"]), p_value(line["p.value"]), *criteria)
        yield Result(TEST, found, term_name(str(line["term"])), str(line["term"]))


def pairwise(table: Table) -> Iterator[Result]:
    """`tidy` of `pairwise.t.test` and its relatives: the adjusted *p* of each pair."""
    for line in table:
        first, second = (_level(line[name]) for name in ("group1", "group2"))
        name = re.sub(r"^term_(?=\d)", "", term_name(first))
        term = f"{name}_minus_{re.sub(r'^term_', '', term_name(second))}"
        term = term if term[0].isalpha() else f"term_{term}"
        found = p_value(line["p.value"], "p-value adjusted for all pairs")
        yield Result(TEST, (found,), term, f"{first} minus {second}")


def _level(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
