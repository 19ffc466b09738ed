"""Tables of the R package broom: tidy, glance and augment."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import Any

from report.results.coefficients import RATIOS, model_fit, term_name
from report.results.options import OptionError
from report.results.quantities import (
    ESTIMATE,
    TEST,
    USUAL_CONFIDENCE,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    interval,
    p_value,
    standard_error,
    statistic,
)
from report.rows.errors import Fault, ResultError

Table = list[dict[str, Any]]
Line = dict[str, Any]
_TWO = 2


def terms(
    table: Table, *, test: str = "", df: Any = None, ratio: str = "", confidence: float = USUAL_CONFIDENCE
) -> Iterator[Result]:
    """`tidy` of a model; the table does not state whether the statistic is *t* or *z*, so `test` must."""
    if test not in ("", "t", "z"):
        raise OptionError(Fault("", f"has the statistic test={test!r}", 'write test="t" or test="z"'))
    _check_scale(table, ratio)
    prefixes = _prefixes(table)
    for line, prefix in zip(table, prefixes, strict=True):
        found = [estimate(line["estimate"], ratio or _symbol(line), RATIOS.get(ratio, "coefficient"))]
        found += [standard_error(line["std.error"])] if "std.error" in line else []
        if "statistic" in line:
            found.append(statistic(line["statistic"], f"*{test}*" if test else "", "test statistic"))
        found += [] if (own := line.get("df", df)) is None else [degrees(own)]
        p = line.get("adj.p.value", line.get("p.value"))
        found += [] if p is None else [p_value(p)]
        found += bounds(line)
        term, label = _named(line, prefix)
        yield Result(ESTIMATE, tuple(found), term, label, confidence=level_of(line, confidence))


def _symbol(line: Line) -> str:
    """Differences of means in `TukeyHSD`, whose lines have no standard errors; otherwise coefficients."""
    return "Δ*M*" if "contrast" in line and "std.error" not in line else "*b*"


def _check_scale(table: Table, ratio: str) -> None:
    """Raise a fault if estimates are exponentiated and `ratio` does not name them, or the reverse."""
    if not ratio and _tested_on(table, math.log):
        remedy = 'name the ratio: ratio="OR", ratio="IRR" or ratio="HR"'
        raise OptionError(Fault("", "has exponentiated estimates", remedy))
    if ratio and _tested_on(table, float):
        remedy = f"write it with tidy(…, exponentiate = TRUE), or omit ratio={ratio!r}"
        raise OptionError(Fault("", "has coefficients, not ratios", remedy))


def _tested_on(table: Table, scale: Callable[[float], float]) -> bool:
    """Whether statistics equal estimates on this scale divided by standard errors, which broom never exponentiates."""
    tested = [line for line in table if {"std.error", "statistic"} <= line.keys() and line["std.error"]]
    if not tested or (scale is math.log and any(line["estimate"] <= 0 for line in tested)):
        return False
    return all(
        math.isclose(
            scale(line["estimate"]) / line["std.error"], line["statistic"], rel_tol=1e-4, abs_tol=1e-6
        )
        for line in tested
    )


#: Columns that distinguish the equations of a model, its responses or its strata, in which terms recur.
_EQUATIONS = ("y.level", "response", "component", "stratum")


def _prefixes(table: Table) -> list[str]:
    """What precedes the name of each term, if names are not unique without it."""
    names = [line.get("term") for line in table]
    column = next((each for each in _EQUATIONS if any(each in line for line in table)), "")
    if not column or len(set(names)) == len(names):
        return [""] * len(table)
    return [_text(line.get(column, "")) for line in table]


def _text(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _named(line: Line, prefix: str = "") -> tuple[str, str]:
    """The name and the label of a term; comparisons of its levels, as VC-OJ, are supp_vc_minus_oj."""
    term = f"{prefix} {line['term']}".strip()
    contrast = str(line.get("contrast", ""))
    if not contrast:
        return term_name(term), term
    ends = re.fullmatch(r"([^-]+?)\s*-\s*([^-]+)|(.+?) - (.+)", contrast)
    words = " minus ".join(filter(None, ends.groups())) if ends else contrast
    return (
        f"{term_name(term)}_{re.sub(r'[^a-z0-9]+', '_', words.casefold()).strip('_')}",
        f"{term}: {contrast}",
    )


def bounds(line: Line, of: str = "", words: str = "", format: str = "fixed2") -> tuple[Quantity, ...]:
    """The interval of a line, if it has one."""
    if "conf.low" not in line:
        return ()
    return interval(line["conf.low"], line["conf.high"], of, words, format)


def level_of(line: Line, confidence: float) -> float | None:
    """The level of the interval of a line, if it has one."""
    return confidence if "conf.low" in line else None


def anova(table: Table) -> Iterator[Result]:
    """`tidy` of an analysis of variance, with the df of the residuals of its stratum if the table has them."""
    if any("df.residual" in line for line in table):
        yield from _comparison(table)
        return
    residuals = {
        line.get("stratum"): line["df"] for line in table if str(line["term"]).lower() == "residuals"
    }
    tested = [line for line in table if "statistic" in line]
    for line, prefix in zip(tested, _prefixes(tested), strict=True):
        term, label = _named(line, prefix)
        yield _f_of(line, residuals.get(line.get("stratum")), term, label)


def _comparison(table: Table) -> Iterator[Result]:
    """Nested models, each against the one before it, by the residuals of the largest; two models are one test."""
    within = min(line["df.residual"] for line in table)
    for number, line in enumerate(table, 1):
        if "statistic" in line:
            single = len(table) == _TWO
            label = "" if single else f"model {number} against model {number - 1}"
            yield _f_of(line, within, "" if single else f"model_{number}", label)


def _f_of(line: Line, residual: Any, term: str, label: str) -> Result:
    dfs = [degrees(line["df"])] if residual is None else f_degrees(line["df"], residual)
    squares = Quantity("sumsq", line["sumsq"], "fixed2", "sum of squares", "*SS*")
    found = (statistic(line["statistic"], "*F*", "F statistic"), *dfs, p_value(line["p.value"]), squares)
    return Result(TEST, found, term, label)


#: Columns of glance and the corresponding parts of a fit.
_GLANCE = {
    "r.squared": "r2",
    "adj.r.squared": "adjusted_r2",
    "sigma": "sigma",
    "logLik": "logl",
    "AIC": "aic",
    "BIC": "bic",
    "deviance": "deviance",
    "concordance": "concordance",
    "nevent": "events",
}


def only_line(table: Table) -> Line:
    """The line of a table that describes a single model or test; results of several would be lost silently."""
    if len(table) == 1:
        return table[0]
    what = f"has {len(table)} lines, each for a different model or test"
    raise ResultError(Fault("", what, "write each to a separate file"))


def glance(table: Table) -> Iterator[Result]:
    """`glance` of a model: its fit."""
    line = only_line(table)
    parts = {part: line[column] for column, part in _GLANCE.items() if column in line}
    names = ("statistic", "df", "df.residual", "p.value")
    tested = tuple(line[name] for name in names) if all(name in line for name in names) else None
    size = line.get("nobs", line.get("n"))
    yield model_fit(None if size is None else round(size), tested, **parts)


def augment(table: Table) -> Iterator[Result]:
    """`augment` of a model: the number of cases and the largest of their diagnostics, but no values of single cases."""
    found = [Quantity("n", len(table), "count", "cases", "*n*")]
    columns = (
        (".cooksd", "cooksd_max", "largest Cook's distance"),
        (".hat", "hat_max", "largest leverage"),
        (".std.resid", "std_resid_max", "largest standardised residual"),
    )
    for column, name, words in columns:
        sizes = [abs(line[column]) for line in table if column in line]
        found += [Quantity(name, max(sizes), "fixed2", words)] if sizes else []
    yield Result("model", tuple(found), "cases", n=len(table))
