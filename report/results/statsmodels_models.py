"""Models of statsmodels: linear, robust, generalised linear, discrete, GEE, ordinal and mixed models.

Estimates, tests and degrees of freedom are those that the model's own summary prints.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from report.results.coefficients import Coefficient, model_fit, term_name
from report.results.quantities import Result, estimate, interval, standard_error
from report.rows.errors import Fault, ResultError

CONFIDENCE = 0.95

#: The ratio that an exponentiated coefficient represents, by the distribution and the link of the model.
_DISCRETE = {
    "Logit": "OR",
    "Poisson": "IRR",
    "NegativeBinomial": "IRR",
    "NegativeBinomialP": "IRR",
    "GeneralizedPoisson": "IRR",
}
_LINKS = {
    ("Binomial", "Logit"): "OR",
    ("Binomial", "Log"): "RR",
    ("Poisson", "Log"): "IRR",
    ("NegativeBinomial", "Log"): "IRR",
}


def regression(
    result: Any, *, exponentiate: bool = False, confidence: float = CONFIDENCE
) -> Iterator[Result]:
    """Each term of a model, and its fit below `fit`; `exponentiate` gives odds and rate ratios."""
    ratio = _ratio(result) if exponentiate else ""
    n = round(float(result.nobs))
    for each in _coefficients(result, ratio, confidence):
        yield each.result(n, confidence)
    yield fit_of(result, n)


def _coefficients(result: Any, ratio: str, confidence: float) -> Iterator[Coefficient]:
    values = _column(result.params)
    if values and isinstance(values[0], list):
        what = f"{type(result.model).__name__} has several equations, which have no single set of terms"
        raise ResultError(Fault("", what, "register an adapter, or make rows of each equation"))
    bounds = _column(result.conf_int(alpha=1 - confidence))
    columns = (_column(each) for each in (result.bse, result.tvalues, result.pvalues))
    rows = zip(_names(result), values, *columns, bounds, strict=True)
    for place, (name, value, error, tested, p, (low, high)) in enumerate(rows):
        # The predictors are followed by dispersions and thresholds, which have no ratio.
        own = ratio if place < _predictors(result) else ""
        yield Coefficient(name, value, error, tested, p, low, high, _df(result), own)


def _predictors(result: Any) -> int:
    return int(result.model.exog.shape[1])


def _names(result: Any) -> list[str]:
    index = getattr(result.params, "index", None)
    return [str(each) for each in (index if index is not None else result.model.data.param_names)]


def _column(values: Any) -> list[Any]:
    return list(getattr(values, "values", values).tolist())


def _df(result: Any) -> Any:
    """Residual degrees of freedom where the model tests with *t* (with clusters, those of the clusters)."""
    if not getattr(result, "use_t", False):
        return None
    return getattr(result, "df_resid_inference", None) or result.df_resid


def _ratio(result: Any) -> str:
    model = result.model
    family = getattr(model, "family", None)
    if family is not None:
        link = type(family.link).__name__.removesuffix("Class").capitalize()
        ratio = _LINKS.get((type(family).__name__, link), "exp(*b*)" if link == "Log" else "")
    elif type(model).__name__ == "OrderedModel":
        ratio = "OR" if getattr(model.distr, "name", "") == "logistic" else ""
    else:
        ratio = _DISCRETE.get(type(model).__name__, "")
    if not ratio:
        what = f"exponentiated coefficients of {_described(model)} are not ratios"
        raise ResultError(Fault("", what, "omit exponentiate, or use a logit or log link"))
    return ratio


def _described(model: Any) -> str:
    family = getattr(model, "family", None)
    link = f" ({type(family).__name__}, {type(family.link).__name__} link)" if family is not None else ""
    return f"{type(model).__name__}{link}"


def fit_of(result: Any, n: int) -> Result:
    """The fit of a model."""
    if (
        type(result.model).__name__ == "GEE"
    ):  # Statsmodels computes a likelihood as if cases were independent.
        return model_fit(n, groups=len(result.model.group_labels))
    parts = {
        "r2": _of(result, "rsquared"),
        "adjusted_r2": _of(result, "rsquared_adj"),
        "pseudo_r2": _of(result, "prsquared"),
        "logl": _of(result, "llf"),
        "aic": _of(result, "aic"),
        "bic": _of(result, "bic_llf") if hasattr(result, "bic_llf") else _of(result, "bic"),
        "deviance": _of(result, "deviance"),
    }
    return model_fit(n, _f_test(result), _chi2_test(result), **parts)


def _of(result: Any, name: str) -> Any:
    """A part of the fit, None where the model has none (GEE has no likelihood, quantile regression no *R*²)."""
    try:
        value = getattr(result, name, None)
    except (AttributeError, NotImplementedError, TypeError, ValueError):
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def _f_test(result: Any) -> tuple[Any, Any, Any, Any] | None:
    value = _of(result, "fvalue")
    if value is None or not result.df_model:
        return None
    return value, result.df_model, _of(result, "df_resid_inference") or result.df_resid, result.f_pvalue


def _chi2_test(result: Any) -> tuple[Any, Any, Any] | None:
    value = _of(result, "llr")
    return None if value is None else (value, result.df_model, result.llr_pvalue)


def ordinal(result: Any, *, exponentiate: bool = False, confidence: float = CONFIDENCE) -> Iterator[Result]:
    """An ordinal model: its predictors, its thresholds on the latent scale, and its fit.

    Statsmodels estimates the first threshold and the logarithms of the steps above it; the thresholds' standard
    errors follow by the delta method (Greene, 2018, section 4.6).
    """
    ratio, n = _ratio(result) if exponentiate else "", round(float(result.nobs))
    found = list(_coefficients(result, ratio, confidence))
    predictors = _predictors(result)
    for each in found[:predictors]:
        yield each.result(n, confidence)
    names = [each.term for each in found[predictors:]]
    yield from _thresholds(result, names, n, confidence)
    yield fit_of(result, n)


def _thresholds(result: Any, names: list[str], n: int, confidence: float) -> Iterator[Result]:
    import numpy as np
    from scipy.stats import norm

    params = np.asarray(result.params)[-len(names) :]
    covariance = np.asarray(result.cov_params())[-len(names) :, -len(names) :]
    steps = np.concatenate([params[:1], np.exp(params[1:])])
    slopes = np.tril(np.tile(np.concatenate([[1.0], steps[1:]]), (len(names), 1)))
    values, errors = np.cumsum(steps), np.sqrt(np.diag(slopes @ covariance @ slopes.T))
    half = norm.ppf((1 + confidence) / 2) * errors
    for name, value, error, width in zip(names, values, errors, half, strict=True):
        bounds = interval(value - width, value + width)
        quantities = (estimate(value, "τ", "threshold"), standard_error(error), *bounds)
        yield Result("threshold", quantities, f"threshold_{term_name(name)}", name, n, confidence)


def mixed(result: Any, *, confidence: float = CONFIDENCE) -> Iterator[Result]:
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
        logl=_of(result, "llf"),
        aic=_defined(_of(result, "aic")),
        bic=_defined(_of(result, "bic")),
        icc=_icc(result),
        groups=len(result.model.group_labels),
    )


def _mixed_coefficients(result: Any, confidence: float) -> Iterator[Coefficient]:
    bounds = _column(result.conf_int(alpha=1 - confidence))
    count = len(result.fe_params)
    columns = (_column(each)[:count] for each in (result.bse_fe, result.tvalues, result.pvalues))
    names = list(map(str, result.model.exog_names))
    values = _column(result.fe_params)
    for name, value, error, ratio, p, (low, high) in zip(
        names, values, *columns, bounds[:count], strict=True
    ):
        yield Coefficient(name, value, error, ratio, p, low, high, _df(result))


def _variances(result: Any, n: int) -> Iterator[Result]:
    names, matrix = list(map(str, result.model.data.exog_re_names)), _column(result.cov_re)
    for row, name in enumerate(names):
        yield _variance(matrix[row][row], f"{name} Var", name, n)
        for column in range(row):
            both = f"{names[column]} x {name} Cov"
            words = f"{names[column]} and {name}"
            yield _variance(matrix[row][column], both, words, n, "covariance", "σ")
    for name, value in zip(getattr(result.model.exog_vc, "names", []), _column(result.vcomp), strict=True):
        yield _variance(value, f"{name} Var", name, n)
    yield _variance(result.scale, "Residual Var", "residual", n)


def _variance(
    value: Any, name: str, label: str, n: int, words: str = "variance", symbol: str = "σ²"
) -> Result:
    return Result("variance", (estimate(value, symbol, words),), term_name(name), label, n)


def _icc(result: Any) -> float | None:
    matrix = _column(result.cov_re)
    # A single random slope is a 1 x 1 matrix too; an intercept's column of ones tells them apart.
    constant = len(matrix) == 1 and bool((result.model.exog_re == 1).all())
    if not constant or len(result.vcomp):
        return None
    return float(matrix[0][0] / (matrix[0][0] + result.scale))


def _defined(value: Any) -> Any:
    """REML has no information criteria; statsmodels gives NaN for them."""
    return None if value is None or math.isnan(value) else value


ADAPTERS = {
    **dict.fromkeys(
        (
            "RegressionResults",
            "RegressionResultsWrapper",
            "GLMResults",
            "GEEResults",
            "RLMResults",
            "DiscreteResults",
        ),
        regression,
    ),
    "OrderedResults": ordinal,
    "OrderedResultsWrapper": ordinal,
    "MixedLMResults": mixed,
    "MixedLMResultsWrapper": mixed,
}
