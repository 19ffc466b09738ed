"""The template filters by name, and the rows that each needs."""

from __future__ import annotations

from collections.abc import Callable

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
from report.template.result_phrases import apa

FILTERS: dict[str, Callable[..., str]] = {
    "apa": apa,
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

#: The rows that each filter needs below a name, so that templates can be checked before they are rendered.
PARTS: dict[str, tuple[str, ...]] = {
    "beta_p": ("beta", "p"),
    "b_se_p": ("b", "se", "p"),
    "mean_sd": ("mean", "sd"),
    "n_pct": ("n", "pct"),
    "range": ("min", "max"),
    "r_p": ("df", "r", "p"),
    "chisq_df_p": ("chisq", "df", "p"),
    "rmsea_ci": ("rmsea", "rmsea_ci_lower", "rmsea_ci_upper"),
}
