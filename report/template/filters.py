"""Lists the template filters by name, and the rows that each needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from report.rows.errors import Fault, StudyError
from report.template.apa_phrases import (
    b_se_p,
    beta_p,
    chisq_df_p,
    ci,
    eq,
    mean_sd,
    n_pct,
    pct,
    r_p,
    rmsea_ci,
    span_of,
    words,
)
from report.template.own_filters import OwnFilter, own_filters
from report.template.result_phrases import apa, chi2, estimate_ci, f_test, hr_ci, or_ci, t_test

FILTERS: dict[str, Callable[..., str]] = {
    "apa": apa,
    "t_test": t_test,
    "f_test": f_test,
    "chi2": chi2,
    "or_ci": or_ci,
    "hr_ci": hr_ci,
    "estimate_ci": estimate_ci,
    "eq": eq,
    "beta_p": beta_p,
    "b_se_p": b_se_p,
    "ci": ci,
    "mean_sd": mean_sd,
    "n_pct": n_pct,
    "pct": pct,
    "range": span_of,
    "r_p": r_p,
    "chisq_df_p": chisq_df_p,
    "rmsea_ci": rmsea_ci,
    "words": words,
}


def filters_of(own: Mapping[str, str | Callable[..., str]]) -> dict[str, Callable[..., str]]:
    """The engine's filters and a study's own; one with the name of an engine's filter is a fault."""
    taken = [name for name in own if name in FILTERS]
    if taken:
        raise StudyError(
            Fault("Study", f"filter {name!r} is a filter of the engine", "rename yours") for name in taken
        )
    return {**FILTERS, **own_filters(own)}


def parts_of(filters: Mapping[str, Callable[..., str]]) -> dict[str, tuple[str, ...]]:
    """The rows that each filter needs below a name, where that is known."""
    own = {name: each.parts for name, each in filters.items() if isinstance(each, OwnFilter) and each.parts}
    return {**PARTS, **own}


#: The rows that each filter needs below a name, so that templates can be checked before they are rendered.
PARTS: dict[str, tuple[str, ...]] = {
    "t_test": ("statistic", "df", "p"),
    "f_test": ("statistic", "df", "df_residual", "p"),
    "chi2": ("statistic", "df", "p"),
    "or_ci": ("estimate", "ci_lower", "ci_upper"),
    "hr_ci": ("estimate", "ci_lower", "ci_upper"),
    "estimate_ci": ("estimate", "ci_lower", "ci_upper"),
    "beta_p": ("beta", "p"),
    "b_se_p": ("b", "se", "p"),
    "mean_sd": ("mean", "sd"),
    "n_pct": ("n", "pct"),
    "range": ("min", "max"),
    "r_p": ("df", "r", "p"),
    "chisq_df_p": ("chisq", "df", "p"),
    "rmsea_ci": ("rmsea", "rmsea_ci_lower", "rmsea_ci_upper"),
}
