"""Tables of the R package lavaan: `parameterEstimates` and `fitMeasures`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import term_name
from report.results.quantities import (
    MODEL,
    Quantity,
    Result,
    estimate,
    interval,
    p_value,
    standard_error,
    statistic,
)

Table = list[dict[str, Any]]
CONFIDENCE = 0.95

#: The operators of lavaan as they are written in ids.
_JOINTS = {"~": "on", "~~": "with", "=~": "by", "~1": "intercept"}


def estimates(table: Table, *, confidence: float = CONFIDENCE) -> Iterator[Result]:
    """Each parameter, `y_on_x`, `a_with_b`, `factor_by_item`, a defined one by its name.

    Groups after the first are named, `group_2_y_on_x`; lavaan puts defined parameters into group 0.
    """
    for line in table:
        left, sign, right = (str(line.get(part, "")) for part in ("lhs", "op", "rhs"))
        group = f"group {line['group']:g} " if line.get("group", 1) > 1 else ""
        name = left if sign == ":=" else f"{left} {_JOINTS.get(sign, sign)} {right}"
        level = confidence if _has_interval(line) else None
        term = term_name(f"{group}{name}")
        yield Result(
            "path", tuple(_parameter(line)), term, f"{left} {sign} {right}".strip(), confidence=level
        )


def _has_interval(line: dict[str, Any]) -> bool:
    """Whether the interval of a parameter has a width; lavaan writes one of none for parameters that are fixed."""
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
    ("aic", "aic", "fixed2", "AIC", "Akaike's information criterion"),
    ("bic", "bic", "fixed2", "BIC", "Bayesian information criterion"),
    ("ntotal", "n", "count", "*n*", "cases"),
)


def fit(table: Table) -> Iterator[Result]:
    """The fit measures, as the fit of a path model names them; the level is that of RMSEA's interval."""
    line = table[0]
    found = tuple(
        Quantity(name, line[theirs], format, words, symbol)
        for theirs, name, format, symbol, words in _FIT
        if theirs in line
    )
    size = round(line["ntotal"]) if "ntotal" in line else None
    yield Result(MODEL, found, "fit", n=size, confidence=line.get("rmsea.ci.level", 0.9))
