"""Mixed models of statsmodels: fixed effects, variances of random effects, and the fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import Coefficient, model_fit, term_name
from report.results.quantities import Result, estimate
from report.results.statsmodels_parts import listed, part_of, residual_df


def mixed(result: Any, *, confidence: float) -> Iterator[Result]:
    """A linear mixed model: fixed effects, the (co)variances of the random effects, and the residual variance.

    With a random intercept alone, `fit.icc` is the intraclass correlation (Snijders & Bosker, 2012, eq. 3.2).
    """
    n = round(float(result.nobs))
    effects = list(_mixed_coefficients(result, confidence))
    for each in effects:
        yield each.result(n, confidence)
    yield from _variances(result, n)
    yield model_fit(
        n,
        logl=part_of(result, "llf"),
        aic=part_of(result, "aic"),
        bic=part_of(result, "bic"),
        icc=_icc(result),
        groups=len(result.model.group_labels),
    )


def _mixed_coefficients(result: Any, confidence: float) -> Iterator[Coefficient]:
    bounds = listed(result.conf_int(alpha=1 - confidence))
    count = len(result.fe_params)
    columns = (listed(each)[:count] for each in (result.bse_fe, result.tvalues, result.pvalues))
    names = list(map(str, result.model.exog_names))
    values = listed(result.fe_params)
    for name, value, error, ratio, p, (low, high) in zip(
        names, values, *columns, bounds[:count], strict=True
    ):
        yield Coefficient(name, value, error, ratio, p, low, high, residual_df(result))


def _variances(result: Any, n: int) -> Iterator[Result]:
    names, matrix = list(map(str, result.model.data.exog_re_names)), listed(result.cov_re)
    for row, name in enumerate(names):
        yield _variance(matrix[row][row], f"{name} Var", name, n)
        for column in range(row):
            both = f"{names[column]} x {name} Cov"
            words = f"{names[column]} and {name}"
            yield _variance(matrix[row][column], both, words, n, "covariance", "σ")
    for name, value in zip(getattr(result.model.exog_vc, "names", []), listed(result.vcomp), strict=True):
        yield _variance(value, f"{name} Var", name, n)
    yield _variance(result.scale, "Residual Var", "residual", n)


def _variance(
    value: Any, name: str, label: str, n: int, words: str = "variance", symbol: str = "σ²"
) -> Result:
    return Result("variance", (estimate(value, symbol, words),), term_name(name), label, n)


def _icc(result: Any) -> float | None:
    matrix = listed(result.cov_re)
    # A single random slope is a 1 x 1 matrix too; an intercept's column of ones tells them apart.
    constant = len(matrix) == 1 and bool((result.model.exog_re == 1).all())
    if not constant or len(result.vcomp):
        return None
    return float(matrix[0][0] / (matrix[0][0] + result.scale))


ADAPTERS = {"MixedLMResults": mixed, "MixedLMResultsWrapper": mixed}
