"""The statistics of the R package tidystats: their names in ids, formats and symbols.

Names and symbols are those of its `tidy_stats` methods (version 0.7); its `write_stats` writes infinite and missing
numbers as texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Any, NamedTuple

from report.results.coefficients import term_name
from report.results.quantities import Quantity, interval


class _Form(NamedTuple):
    """The name of a statistic in ids, its format, and its symbol if it differs from the one in the file."""

    name: str
    format: str = "fixed2"
    symbol: str = ""


_COUNT = "count"
#: Statistics by their name in the file; others are named after it and have two decimals.
_FORMS: Mapping[str, _Form] = {
    "estimate": _Form("estimate"),
    "SE": _Form("se", symbol="*SE*"),
    "standard error": _Form("se", symbol="*SE*"),
    "statistic": _Form("statistic"),
    "df": _Form("df", "df", "*df*"),
    "df numerator": _Form("df", "df", "*df*"),
    "df denominator": _Form("df_residual", "df", "*df*"),
    "residual df": _Form("residual_df", "df", "*df*"),
    "null df": _Form("null_df", "df", "*df*"),
    "p": _Form("p", "p", "*p*"),
    "lower": _Form("ci_lower"),
    "upper": _Form("ci_upper"),
    "R squared": _Form("r2", "unit", "*R*²"),
    "adj. R squared": _Form("adjusted_r2", "unit", "adjusted *R*²"),
    "sigma": _Form("sigma", symbol="σ"),
    "log likelihood": _Form("logl", symbol="log *L*"),
    "AIC": _Form("aic", symbol="AIC"),
    "BIC": _Form("bic", symbol="BIC"),
    "N": _Form("n", _COUNT, "*N*"),
    "n": _Form("n", _COUNT, "*n*"),
    "observations": _Form("n", _COUNT, "*N*"),
    "number of observations": _Form("n", _COUNT, "*n*"),
    "number of complete cases": _Form("n", _COUNT, "*n*"),
    "number of trials": _Form("n", _COUNT, "*n*"),
    "N subjects": _Form("n", _COUNT, "*n*"),
    "Number of subjects": _Form("n", _COUNT, "*n*"),
    "N raters": _Form("raters", _COUNT, "*k*"),
    "Number of judges": _Form("raters", _COUNT, "*k*"),
    "missing": _Form("missing", _COUNT),
    "clusters": _Form("clusters", _COUNT),
    "k": _Form("npar", _COUNT),
    "n parameters": _Form("npar", _COUNT),
    "mean": _Form("mean", symbol="*M*"),
    "standard deviation": _Form("sd", symbol="*SD*"),
    "median": _Form("median", "df", "*Mdn*"),
    "minimum": _Form("min", "df"),
    "maximum": _Form("max", "df"),
    "range": _Form("range", "df"),
    "mode": _Form("mode", "df"),
    "pct": _Form("pct", "percent", "%"),
    "proportion": _Form("pct", "percent", "%"),
    "correlation": _Form("estimate", "unit", "*r*"),
    "r": _Form("estimate", "unit", "*r*"),
    "EMM": _Form("estimate", symbol="*M*"),
    "ges": _Form("eta2_generalized", "unit", "η~G~²"),
    "pes": _Form("eta2_partial", "unit", "η~p~²"),
    "Cohen's d": _Form("d", symbol="*d*"),
    "Hedge's g": _Form("g", symbol="*g*"),
    "Hedges's g": _Form("g", symbol="*g*"),
    "Glass' delta": _Form("delta", symbol="Δ"),
    "Cliff's Delta": _Form("delta", "unit", "δ"),
    "ICC": _Form("estimate", "unit", "ICC"),
    "ICC(A,1)": _Form("estimate", "unit", "ICC"),
    "ICC(C,1)": _Form("estimate", "unit", "ICC"),
    "alpha": _Form("estimate", "unit", "α"),
    "standardized estimate (all)": _Form("beta", symbol="β"),
    "standardized estimate (lv)": _Form("beta_lv", symbol="β"),
    "Comparative fit index": _Form("cfi", "index3", "CFI"),
    "Tucker-Lewis Index": _Form("tli", "index3", "TLI"),
    "Root mean square error of approximation": _Form("rmsea", "index3", "RMSEA"),
    "p (RMSEA <= 0.050)": _Form("rmsea_p", "p", "*p*"),
    "p (RMSEA >= 0.080)": _Form("rmsea_notclose_p", "p", "*p*"),
    "Standardized root mean square residual": _Form("srmr", "index3", "SRMR"),
    "Loglikelihood user model": _Form("logl", symbol="log *L*"),
    "Loglikelihood unrestricted model": _Form("unrestricted_logl", symbol="log *L*"),
    "Akaike information criterion": _Form("aic", symbol="AIC"),
    "Bayesian information criterion": _Form("bic", symbol="BIC"),
    "Sample-size adjusted Bayesian information criterion": _Form("sabic", symbol="SABIC"),
}
#: Estimates by the symbol and subscript that the file gives them: format and symbol.
_ESTIMATES = {
    ("M", "diff."): ("fixed2", "*MD*"),
    ("Mdn", "diff."): ("fixed2", "Δ*Mdn*"),
    ("r", "S"): ("unit", "*r*~s~"),
    ("r", "τ"): ("unit", "τ"),
    ("r", ""): ("unit", "*r*"),
    ("p̂", ""): ("unit", "*p̂*"),
    ("p", "success"): ("percent", "%"),
}
#: Symbols that are letters with a square, and abbreviations that are set upright.
_SQUARED = {"R²": "*R*²", "K²": "*K*²", "t²": "*t*²", "T²": "*T*²"}
_UPRIGHT = frozenset(("OR", "RR", "VR", "ICC", "BF", "ESS", "MCSE", "CMH", "PE", "EE"))
#: Statistics of ranks, which are whole numbers or halves.
_RANKS = ("W", "V", "AB", "S", "T", "k", "n")
#: Numbers that are written as texts.
TEXTS = {"Inf": inf, "-Inf": -inf, "NA": None, "NaN": None}
_HUNDRED = 100


def quantities_of(statistics: Sequence[Mapping[str, Any]], side: str) -> tuple[Quantity, ...]:
    """The quantities of a list of statistics; `side` is that of a one-sided test.

    Of two with the same name, as BF10 and BF01, the second has its subscript.
    """
    normal = any(each["name"] == "statistic" and each.get("symbol") == "z" for each in statistics)
    found: dict[str, Quantity] = {}
    for each in statistics:
        for quantity in _quantities(each, side):
            name = "residual_df" if normal and quantity.name == "df" else quantity.name
            if name in found:
                name = term_name(f"{name} {each.get('subscript', each.get('symbol', ''))}")
            found.setdefault(name, replace(quantity, name=name))
    return tuple(found.values())


def _quantities(each: Mapping[str, Any], side: str) -> Iterator[Quantity]:
    words = str(each["name"])
    form = _FORMS.get(words) or _unknown(words)
    value = _number(each["value"])
    if value is not None and words == "pct":
        value /= _HUNDRED
    if value is not None and form.name == "df":
        value = abs(value)  # The smaller model may come second in a comparison.
    format, symbol = _printed(form, each, value)
    label = f"one-sided {words}" if side and form.name == "p" else words
    yield Quantity(form.name, value, format, label, symbol)
    if "lower" in each:
        of = "" if form.name == "estimate" else form.name
        yield from interval(_number(each["lower"]), _number(each["upper"]), of, words, format)


def _unknown(words: str) -> _Form:
    """A statistic without a form of its own, such as the mean estimate of an older version."""
    return _Form("estimate" if "estimate" in words and "error" not in words else term_name(words))


def _printed(form: _Form, each: Mapping[str, Any], value: Any) -> tuple[str, str]:
    """The format and the symbol of a statistic."""
    symbol = str(each.get("symbol", ""))
    if form.name == "estimate" and not form.symbol:
        key = (symbol.replace("P", "p"), str(each.get("subscript", "")))
        key = ("p", "success") if key == ("p", "") else key
        if key in _ESTIMATES:
            return _ESTIMATES[key]
    if form.name == "statistic" and symbol in _RANKS and value is not None and (2 * value).is_integer():
        return "df", _styled(symbol)
    if form.format == _COUNT and value is not None and (value < 0 or not float(value).is_integer()):
        return "fixed2", form.symbol
    return form.format, form.symbol or _styled(symbol)


def _styled(symbol: str) -> str:
    """A symbol as Markdown: letters in italics, abbreviations and Greek upright."""
    if symbol in _SQUARED:
        return _SQUARED[symbol]
    return f"*{symbol}*" if symbol.isascii() and symbol.isalpha() and symbol not in _UPRIGHT else symbol


def _number(value: Any) -> Any:
    """A number of a file; missing ones are None, infinite ones a text."""
    if isinstance(value, str):
        return TEXTS.get(value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
