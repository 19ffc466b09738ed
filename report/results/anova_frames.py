"""Tables of `statsmodels.stats.anova.anova_lm`: the terms of one model, or a comparison of nested models."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import term_name
from report.results.quantities import TEST, Quantity, Result, f_degrees, p_value, statistic


def terms(frame: Any) -> Iterator[Result]:
    """Each term with its *F* test, sum of squares, and partial eta squared (Cohen, 1973)."""
    residual = frame.loc["Residual"]
    for name, row in frame.drop(index="Residual").iterrows():
        squares = row["sum_sq"]
        found = (
            statistic(row["F"], "*F*", "F statistic"),
            *f_degrees(row["df"], residual["df"]),
            p_value(row["PR(>F)"]),
            Quantity("sumsq", squares, "fixed2", "sum of squares", "*SS*"),
            Quantity("meansq", squares / row["df"], "fixed2", "mean square", "*MS*"),
            eta2_partial(squares / (squares + residual["sum_sq"])),
        )
        yield Result(TEST, found, term_name(str(name)), str(name))


def eta2_partial(value: Any) -> Quantity:
    """Partial eta squared."""
    return Quantity("eta2_partial", value, "unit", "partial eta squared", "η~p~²")


def comparison(frame: Any) -> Iterator[Result]:
    """Each model against the one before it; of two models there is one test, without a term."""
    models = list(range(1, len(frame)))
    # The denominator is that of the largest model, as in R's anova of several models.
    within = frame["df_resid"].min()
    for number in models:
        row = frame.iloc[number]
        found = (
            statistic(row["F"], "*F*", "F statistic"),
            *f_degrees(row["df_diff"], within),
            p_value(row["Pr(>F)"]),
            Quantity("sumsq", row["ss_diff"], "fixed2", "sum of squares", "*SS*"),
        )
        single = len(models) == 1
        label = "" if single else f"model {number + 1} against model {number}"
        yield Result(TEST, found, "" if single else f"model_{number + 1}", label)


FRAMES = (
    (frozenset({"sum_sq", "df", "f", "pr(>f)"}), terms),
    (frozenset({"df_resid", "ssr", "df_diff", "ss_diff", "f", "pr(>f)"}), comparison),
)
