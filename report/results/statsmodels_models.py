"""Models of statsmodels: linear, robust, generalised linear, discrete, GEE and ordinal models.

Estimates, tests and degrees of freedom are those that the model's own summary prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import Coefficient, model_fit, term_name
from report.results.quantities import Result, estimate, interval, standard_error
from report.results.statsmodels_parts import listed, part_of, residual_df
from report.rows.errors import Fault, ResultError

#: The ratio that an exponentiated coefficient represents, by the distribution and the link of the model.
_DISCRETE = {
    "Logit": "OR",
    "Poisson": "IRR",
    "NegativeBinomial": "IRR",
    "NegativeBinomialP": "IRR",
    "GeneralizedPoisson": "IRR",
    "ZeroInflatedPoisson": "IRR",
    "ZeroInflatedGeneralizedPoisson": "IRR",
    "ZeroInflatedNegativeBinomialP": "IRR",
    "ConditionalLogit": "OR",
    "ConditionalPoisson": "IRR",
}
#: How statsmodels names the coefficients of the model of excess zeros, before those of the counts.
_INFLATION = "inflate_"
_LINKS = {
    ("Binomial", "Logit"): "OR",
    ("Binomial", "Log"): "RR",
    ("Poisson", "Log"): "IRR",
    ("NegativeBinomial", "Log"): "IRR",
}


def regression(result: Any, *, exponentiate: bool = False, confidence: float) -> Iterator[Result]:
    """Each term of a model, and its fit below `fit`; `exponentiate` gives odds and rate ratios."""
    ratio = _ratio(result) if exponentiate else ""
    # GEE of categories has one record of each case for every category but one.
    n = round(float(result.nobs)) // getattr(result.model, "ncut", 1)
    for each in _coefficients(result, ratio, confidence):
        yield each.result(n, confidence)
    yield fit_of(result, n)


def _coefficients(result: Any, ratio: str, confidence: float) -> Iterator[Coefficient]:
    values = listed(result.params)
    if values and isinstance(values[0], list):
        what = f"{type(result.model).__name__} has several equations, which have no single set of terms"
        raise ResultError(Fault("", what, "register an adapter, or make rows of each equation"))
    bounds = listed(result.conf_int(alpha=1 - confidence))
    columns = (listed(each) for each in (result.bse, result.tvalues, result.pvalues))
    rows = zip(_names(result), values, *columns, bounds, strict=True)
    for place, (name, value, error, tested, p, (low, high)) in enumerate(rows):
        own = ratio and _own_ratio(result, ratio, name, place)
        yield Coefficient(name, value, error, tested, p, low, high, residual_df(result), own)


def _own_ratio(result: Any, ratio: str, name: str, place: int) -> str:
    """The ratio of one coefficient: of excess zeros OR; dispersions and thresholds, which come last, have none."""
    inflation = getattr(result.model, "k_inflate", 0)
    if place < inflation:
        return (
            "OR" if getattr(result.model, "inflation", "") == "logit" and name.startswith(_INFLATION) else ""
        )
    return ratio if place < inflation + _predictors(result) else ""


def _predictors(result: Any) -> int:
    return int(result.model.exog.shape[1])


def _names(result: Any) -> list[str]:
    index = getattr(result.params, "index", None)
    return [str(each) for each in (index if index is not None else result.model.data.param_names)]


def _ratio(result: Any) -> str:
    model = result.model
    family = getattr(model, "family", None)
    if type(model).__name__ == "NominalGEE":
        ratio = "RRR"
    elif family is not None:
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
    # Statsmodels computes a likelihood of GEE as if cases were independent.
    if type(result.model).__name__ in ("GEE", "OrdinalGEE", "NominalGEE"):
        return model_fit(n, groups=len(result.model.group_labels))
    parts = {
        "r2": part_of(result, "rsquared"),
        "adjusted_r2": part_of(result, "rsquared_adj"),
        "pseudo_r2": part_of(result, "prsquared"),
        "logl": part_of(result, "llf"),
        "aic": part_of(result, "aic"),
        "bic": part_of(result, "bic_llf") if hasattr(result, "bic_llf") else part_of(result, "bic"),
        "deviance": part_of(result, "deviance"),
    }
    return model_fit(n, _f_test(result), _chi2_test(result), **parts)


def _f_test(result: Any) -> tuple[Any, Any, Any, Any] | None:
    value = part_of(result, "fvalue")
    if value is None or not result.df_model:
        return None
    return value, result.df_model, part_of(result, "df_resid_inference") or result.df_resid, result.f_pvalue


def _chi2_test(result: Any) -> tuple[Any, Any, Any] | None:
    value = part_of(result, "llr")
    return None if value is None else (value, result.df_model, result.llr_pvalue)


def ordinal(result: Any, *, exponentiate: bool = False, confidence: float) -> Iterator[Result]:
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


ADAPTERS = {
    **dict.fromkeys(
        (
            "RegressionResults",
            "RegressionResultsWrapper",
            "GLMResults",
            "GEEResults",
            "NominalGEEResults",
            "OrdinalGEEResults",
            "RLMResults",
            "DiscreteResults",
        ),
        regression,
    ),
    "OrderedResults": ordinal,
    "OrderedResultsWrapper": ordinal,
}
