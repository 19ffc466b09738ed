"""The published model of latent variables (Bollen, 1989, chapter 8), which allows for errors of measurement."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from democracy.paths import EFFECTS
from report.rows.stat import Stat
from report.study.product import stats, value

if TYPE_CHECKING:
    from pandas import DataFrame

SYNTAX = """
ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem65 =~ y5 + y6 + y7 + y8
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7
y4 ~~ y8
y6 ~~ y8
"""
PATHS = (("dem60", "ind60"), ("dem65", "dem60"), ("dem65", "ind60"))
PARTS = (
    ("b", "Estimate", "fixed3", "*b*", "raw coefficient"),
    ("se", "Std. Err", "fixed3", "*SE*", "standard error"),
    ("p", "", "p", "*p*", "p-value"),
    ("beta", "Est. Std", "fixed2", "β", "standardised coefficient"),
)
FIT = (
    ("chisq", "chi2", "fixed2", "χ²", "chi-square"),
    ("df", "DoF", "count", "*df*", "degrees of freedom"),
    ("p", "chi2 p-value", "p", "*p*", "p-value of chi-square"),
    ("cfi", "CFI", "unit3", "CFI", "comparative fit index"),
    ("rmsea", "", "unit3", "RMSEA", "root mean square error of approximation"),
)


def rmsea(chisq: float, df: int, n: int) -> float:
    """The root of (chi-square - df) / (df * n), at least 0 (Steiger, 1990), with n as lavaan has it, not n - 1."""
    return math.sqrt(max(0.0, chisq - df) / (df * n))


@value
def latent_model(countries: DataFrame) -> Any:
    """The model estimated by semopy, which knows latent variables."""
    from semopy import Model

    model = Model(SYNTAX)
    with warnings.catch_warnings():
        # semopy's default stops at three digits. BFGS goes on; it needs no bounds, since all variances end far from
        # them, and its line search steps back from where there is no likelihood.
        warnings.filterwarnings("ignore", "Method BFGS cannot handle bounds")
        warnings.filterwarnings("ignore", "invalid value encountered in dot")
        model.fit(countries[model.vars["observed"]], solver="BFGS")
    return model


@stats
def latent(latent_model: Any) -> Iterator[Stat]:
    """The paths between the latent variables, and the model's fit."""
    from scipy.stats import norm
    from semopy import calc_stats

    table = latent_model.inspect(std_est=True).set_index(["lval", "op", "rval"])
    n = int(latent_model.n_samples)
    for outcome, predictor in PATHS:
        estimate, name = table.loc[(outcome, "~", predictor)], f"{outcome}_on_{predictor}"
        # semopy's own p is 1 less a number close to 1, which leaves nothing of a small one.
        p = float(2 * norm.sf(abs(estimate["z-value"])))
        numbers = {part: float(estimate[column]) for part, column, *_ in PARTS if column} | {"p": p}
        for part, _, format, symbol, text in PARTS:
            about = {"model": "latent", "outcome": outcome, "predictor": predictor, "statistic": part}
            words = f"{text}: {EFFECTS[name]}, latent variables"
            yield Stat(f"latent.{name}.{part}", numbers[part], format, words, symbol, n, about=about)
    fit = calc_stats(latent_model).loc["Value"]
    for part, column, format, symbol, text in FIT:
        number = float(fit[column]) if column else rmsea(float(fit["chi2"]), int(fit["DoF"]), n)
        words = f"{text} of the model of latent variables"
        about = {"model": "latent", "statistic": part}
        yield Stat(f"latent.fit.{part}", number, format, words, symbol, n, about=about)
