"""Multinomial models and marginal effects of statsmodels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import Coefficient
from report.results.quantities import Result
from report.results.statsmodels_models import fit_of
from report.rows.errors import Fault, ResultError


def multinomial(result: Any, *, exponentiate: bool = False, confidence: float) -> Iterator[Result]:
    """Each term for each outcome against the first, and the fit; `exponentiate` gives relative risk ratios."""
    bounds = result.conf_int(alpha=1 - confidence)
    if not hasattr(bounds, "itertuples"):
        what = "the outcomes of this multinomial model have no names"
        raise ResultError(Fault("", what, "fit it by a formula or from pandas objects"))
    n, name = round(float(result.nobs)), result.model.endog_names
    tables = [getattr(result, each) for each in ("params", "bse", "tvalues", "pvalues")]
    columns = [_stacked(each) for each in tables]
    ratio, limits = "RRR" if exponentiate else "", (bounds[each] for each in bounds)
    for (outcome, term), *cells in zip(bounds.index, *columns, *limits, strict=True):
        value, error, tested, p, low, high = map(float, cells)
        found = Coefficient(f"{name} {outcome} {term}", value, error, tested, p, low, high, ratio=ratio)
        yield found.result(n, confidence)
    yield fit_of(result, n)


def _stacked(table: Any) -> list[float]:
    """A table of terms by outcomes, outcome after outcome."""
    return [float(each) for each in getattr(table, "values", table).T.ravel()]


def marginal_effects(margins: Any, *, confidence: float) -> Iterator[Result]:
    """Each marginal effect of `get_margeff()`, with its standard error, test and interval."""
    if margins.margeff.ndim > 1:
        what = "marginal effects of a multinomial model have no single set of terms"
        raise ResultError(Fault("", what, "register an adapter, or report the model's coefficients"))
    columns = (margins.margeff, margins.margeff_se, margins.tvalues, margins.pvalues)
    bounds, symbol = margins.conf_int(alpha=1 - confidence), _symbol(margins)
    n = round(float(margins.results.nobs))
    for term, *cells, (low, high) in zip(margins.summary_frame().index, *columns, bounds, strict=True):
        value, error, tested, p = map(float, cells)
        effect = Coefficient(str(term), value, error, tested, p, float(low), float(high), symbol=symbol)
        yield effect.result(n, confidence)


def _symbol(margins: Any) -> str:
    """The symbol of an effect by the method of `get_margeff()`: a derivative or an elasticity."""
    return {"dydx": "*dy*/*dx*", "eyex": "*ey*/*ex*", "dyex": "*dy*/*ex*", "eydx": "*ey*/*dx*"}[
        margins.margeff_options["method"]
    ]


ADAPTERS = {
    "MultinomialResults": multinomial,
    "MultinomialResultsWrapper": multinomial,
    "DiscreteMargins": marginal_effects,
}
