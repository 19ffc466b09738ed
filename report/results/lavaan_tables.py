"""Tables of the R package lavaan: parameters, standardised parameters, fit measures and comparisons of models."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from report.results.broom_tables import only_line
from report.results.coefficients import term_name
from report.results.quantities import (
    MODEL,
    USUAL_CONFIDENCE,
    Quantity,
    Result,
    degrees,
    estimate,
    interval,
    p_value,
    standard_error,
    statistic,
)

Table = list[dict[str, Any]]

#: The operators of lavaan as they are written in ids.
_JOINTS = {"~": "on", "~~": "with", "=~": "by", "~1": "intercept"}


def estimates(table: Table, *, confidence: float = USUAL_CONFIDENCE) -> Iterator[Result]:
    """Each parameter, `y_on_x`, `a_with_b`, `factor_by_item`, a defined one by its name; explained variances in `r2`.

    Groups after the first are named, `group_2_y_on_x`; lavaan puts defined parameters into group 0.
    """
    shares: dict[bool, Table] = {True: [], False: []}
    for line in table:
        shares[line.get("op") == "r2"].append(line)
    for line in shares[False]:
        left, sign, right = (str(line.get(part, "")) for part in ("lhs", "op", "rhs"))
        name = left if sign == ":=" else f"{left} {_JOINTS.get(sign, sign)} {right}"
        level = confidence if _has_interval(line) else None
        term, label = term_name(f"{_group(line)}{name}"), f"{left} {sign} {right}".strip()
        yield Result("path", tuple(_parameter(line)), term, label, confidence=level)
    if shares[True]:
        yield Result("model", tuple(map(_share, shares[True])), "r2")


def _group(line: dict[str, Any]) -> str:
    return f"group {line['group']:g} " if line.get("group", 1) > 1 else ""


def _share(line: dict[str, Any]) -> Quantity:
    """The explained variance of an outcome, which `rsquare = TRUE` adds."""
    name = term_name(f"{_group(line)}{line['lhs']}")
    return Quantity(name, line["est"], "unit", f"explained variance of {line['lhs']}", "*R*²")


def standardised(table: Table, *, confidence: float = USUAL_CONFIDENCE) -> Iterator[Result]:
    """The parameters of `standardizedSolution`: error, test and interval are those of standardised estimates."""
    columns = {
        "est.std": "est",
        "se": "se",
        "z": "z",
        "pvalue": "pvalue",
        "ci.lower": "ci.lower",
        "ci.upper": "ci.upper",
    }
    parts = ("lhs", "op", "rhs", "group")
    lines = [
        {part: line[part] for part in parts if part in line}
        | {ours: line[theirs] for theirs, ours in columns.items() if theirs in line}
        for line in table
    ]
    for each in estimates(lines, confidence=confidence):
        yield replace(each, quantities=tuple(map(_standardised, each.quantities)))


#: Names in ids and words of standardised parameters, by the names of raw ones.
_STANDARDISED = {
    "estimate": ("beta", "standardised estimate", "β"),
    "se": ("beta_se", "standard error of the standardised estimate", "*SE*"),
    "ci_lower": ("beta_ci_lower", "lower confidence bound of the standardised estimate", ""),
    "ci_upper": ("beta_ci_upper", "upper confidence bound of the standardised estimate", ""),
}


def _standardised(quantity: Quantity) -> Quantity:
    if quantity.name not in _STANDARDISED:
        return quantity
    name, words, symbol = _STANDARDISED[quantity.name]
    return replace(quantity, name=name, words=words, symbol=symbol)


def comparisons(table: Table) -> Iterator[Result]:
    """`lavTestLRT` or `anova` of nested models: a χ² difference for each model after the first."""
    for line in table:
        if "Pr(>Chisq)" in line:
            found = (
                statistic(line["Chisq diff"], "χ²", "difference in chi-square"),
                degrees(line["Df diff"]),
                p_value(line["Pr(>Chisq)"]),
            )
            model = str(line.get("", ""))
            yield Result("chi2", found, term_name(model) if model else "", model)


def _has_interval(line: dict[str, Any]) -> bool:
    """Whether the interval of a parameter has a width; lavaan writes a zero-width interval for a fixed parameter."""
    return "ci.lower" in line and line["ci.lower"] != line["ci.upper"]


def _parameter(line: dict[str, Any]) -> Iterator[Quantity]:
    yield estimate(line["est"], "*b*", "estimate")
    if "se" in line:
        yield standard_error(line["se"])
    if "z" in line:
        yield statistic(line["z"], "*z*", "Wald statistic")
        yield p_value(line["pvalue"])
    if _has_interval(line):
        yield from interval(line["ci.lower"], line["ci.upper"])
    if "std.all" in line:
        yield Quantity("beta", line["std.all"], "fixed2", "standardised estimate", "β")


#: Fit measures: name in lavaan, name in ids, format, symbol, words.
_FIT = (
    ("npar", "npar", "count", "", "free parameters"),
    ("chisq", "chisq", "fixed2", "χ²", "chi-square of the model"),
    ("df", "df", "df", "*df*", "degrees of freedom of the model"),
    ("pvalue", "p", "p", "*p*", "p-value of the chi-square test"),
    ("cfi", "cfi", "index3", "CFI", "comparative fit index"),
    ("tli", "tli", "index3", "TLI", "Tucker-Lewis index"),
    ("rmsea", "rmsea", "index3", "RMSEA", "root mean square error of approximation"),
    ("rmsea.ci.lower", "rmsea_ci_lower", "index3", "", "lower confidence bound of RMSEA"),
    ("rmsea.ci.upper", "rmsea_ci_upper", "index3", "", "upper confidence bound of RMSEA"),
    ("rmsea.pvalue", "rmsea_p", "p", "*p*", "p-value of the test of close fit"),
    ("srmr", "srmr", "index3", "SRMR", "standardised root mean square residual"),
    ("logl", "logl", "fixed2", "log *L*", "log-likelihood"),
    ("AIC", "aic", "fixed2", "AIC", "Akaike's information criterion"),
    ("aic", "aic", "fixed2", "AIC", "Akaike's information criterion"),
    ("BIC", "bic", "fixed2", "BIC", "Bayesian information criterion"),
    ("bic", "bic", "fixed2", "BIC", "Bayesian information criterion"),
    ("nobs", "n", "count", "*n*", "cases"),
    ("ntotal", "n", "count", "*n*", "cases"),
)


#: Scaled and robust measures, of estimators such as MLR and WLSMV; scaled indices only where there are no robust ones.
_SCALED = (
    ("chisq.scaled", "chisq", "fixed2", "χ²", "scaled chi-square of the model"),
    ("df.scaled", "df", "df", "*df*", "degrees of freedom of the scaled test"),
    ("pvalue.scaled", "p", "p", "*p*", "p-value of the scaled test"),
    ("chisq.scaling.factor", "factor", "fixed3", "", "scaling factor"),
    ("cfi.scaled", "cfi", "index3", "CFI", "scaled comparative fit index"),
    ("cfi.robust", "cfi", "index3", "CFI", "robust comparative fit index"),
    ("tli.scaled", "tli", "index3", "TLI", "scaled Tucker-Lewis index"),
    ("tli.robust", "tli", "index3", "TLI", "robust Tucker-Lewis index"),
    ("rmsea.scaled", "rmsea", "index3", "RMSEA", "scaled root mean square error of approximation"),
    ("rmsea.robust", "rmsea", "index3", "RMSEA", "robust root mean square error of approximation"),
    ("rmsea.ci.lower.scaled", "rmsea_ci_lower", "index3", "", "lower confidence bound of scaled RMSEA"),
    ("rmsea.ci.lower.robust", "rmsea_ci_lower", "index3", "", "lower confidence bound of robust RMSEA"),
    ("rmsea.ci.upper.scaled", "rmsea_ci_upper", "index3", "", "upper confidence bound of scaled RMSEA"),
    ("rmsea.ci.upper.robust", "rmsea_ci_upper", "index3", "", "upper confidence bound of robust RMSEA"),
)
Measures = tuple[tuple[str, str, str, str, str], ...]


def fit(table: Table) -> Iterator[Result]:
    """The fit measures, as the fit of a path model names them, scaled ones in `fit.scaled`.

    The level is that of RMSEA's interval.
    """
    line = only_line(table)
    size = round(line["ntotal"]) if "ntotal" in line else None
    level = line.get("rmsea.ci.level", 0.9)
    yield Result(MODEL, _measures(line, _FIT), "fit", n=size, confidence=level)
    if scaled := _measures(line, _SCALED):
        yield Result(MODEL, scaled, "fit.scaled", n=size, confidence=level)


def _measures(line: dict[str, Any], measures: Measures) -> tuple[Quantity, ...]:
    """The measures that a line has; of two with the same name, the later one."""
    found = {
        name: Quantity(name, line[theirs], format, words, symbol)
        for theirs, name, format, symbol, words in measures
        if theirs in line
    }
    return tuple(found.values())
