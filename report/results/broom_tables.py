"""Tables of the R package broom: tidy, glance and augment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from report.results.coefficients import RATIOS, model_fit, term_name
from report.results.options import OptionError
from report.results.quantities import (
    ESTIMATE,
    TEST,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    interval,
    one_sided,
    p_value,
    standard_error,
    statistic,
)
from report.rows.errors import Fault

Table = list[dict[str, Any]]
Line = dict[str, Any]
CONFIDENCE = 0.95


def terms(
    table: Table, *, test: str = "", df: Any = None, ratio: str = "", confidence: float = CONFIDENCE
) -> Iterator[Result]:
    """`tidy` of a model; the table does not state whether the statistic is *t* or *z*, so `test` must."""
    if test not in ("", "t", "z"):
        raise OptionError(Fault("", f"has the statistic test={test!r}", 'write test="t" or test="z"'))
    for line in table:
        found = [estimate(line["estimate"], ratio or _symbol(line), RATIOS.get(ratio, "coefficient"))]
        found += [standard_error(line["std.error"])] if "std.error" in line else []
        if "statistic" in line:
            found.append(statistic(line["statistic"], f"*{test}*" if test else "", "test statistic"))
        found += [] if (own := line.get("df", df)) is None else [degrees(own)]
        p = line.get("adj.p.value", line.get("p.value"))
        found += [] if p is None else [p_value(p)]
        found += _bounds(line)
        term, label = _named(line)
        yield Result(ESTIMATE, tuple(found), term, label, confidence=_level(line, confidence))


def _symbol(line: Line) -> str:
    """Differences of means in `TukeyHSD`, whose lines have no standard errors; otherwise coefficients."""
    return "Δ*M*" if "contrast" in line and "std.error" not in line else "*b*"


def _named(line: Line) -> tuple[str, str]:
    """The name and the label of a term; comparisons of its levels, as VC-OJ, are supp_vc_minus_oj."""
    term, contrast = str(line["term"]), str(line.get("contrast", ""))
    if not contrast:
        return term_name(term), term
    ends = re.fullmatch(r"([^-]+?)\s*-\s*([^-]+)|(.+?) - (.+)", contrast)
    words = " minus ".join(filter(None, ends.groups())) if ends else contrast
    return (
        f"{term_name(term)}_{re.sub(r'[^a-z0-9]+', '_', words.casefold()).strip('_')}",
        f"{term}: {contrast}",
    )


def _bounds(line: Line, of: str = "", words: str = "", format: str = "fixed2") -> tuple[Quantity, ...]:
    if "conf.low" not in line:
        return ()
    return interval(line["conf.low"], line["conf.high"], of, words, format)


def _level(line: Line, confidence: float) -> float | None:
    return confidence if "conf.low" in line else None


def anova(table: Table) -> Iterator[Result]:
    """`tidy` of an analysis of variance, with the df of its residuals if the table has them."""
    residual = next((line["df"] for line in table if str(line["term"]).lower() == "residuals"), None)
    for line in table:
        if "statistic" not in line:
            continue
        dfs = [degrees(line["df"])] if residual is None else f_degrees(line["df"], residual)
        squares = Quantity("sumsq", line["sumsq"], "fixed2", "sum of squares", "*SS*")
        found = (statistic(line["statistic"], "*F*", "F statistic"), *dfs, p_value(line["p.value"]), squares)
        yield Result(TEST, found, term_name(str(line["term"])), str(line["term"]))


#: Tests by words of R's `method`: kind of result, symbol of the statistic, symbol of the estimate.
_METHODS = (
    ("t-test", TEST, "*t*", ""),
    ("spearman", "correlation", "*S*", "*r*~s~"),
    ("kendall", "correlation", "*z*", "τ"),
    ("correlation", "correlation", "*t*", "*r*"),
    ("chi-squared", "chi2", "χ²", ""),
    ("wilcoxon", TEST, "*W*", ""),
    ("kruskal", TEST, "*H*", ""),
    ("fisher", ESTIMATE, "", "OR"),
    ("one-way", TEST, "*F*", ""),
    ("shapiro", TEST, "*W*", ""),
)


def test_kind(method: str) -> tuple[str, str, str]:
    """The kind of a test and the symbols of its statistic and estimate, from R's name of the method."""
    text = method.casefold()
    return next((tuple_[1:] for tuple_ in _METHODS if tuple_[0] in text), (TEST, "", ""))


def single_test(table: Table, *, confidence: float = CONFIDENCE) -> Iterator[Result]:
    """`tidy` of a test: t.test, cor.test, chisq.test, wilcox.test, ..."""
    line = table[0]
    kind, symbol, estimated = test_kind(str(line["method"]))
    side = one_sided(line.get("alternative"))
    format = "unit" if kind == "correlation" else "fixed2"
    found = [statistic(line["statistic"], symbol, f"statistic of {line['method']}")]
    found += _test_degrees(line)
    found.append(p_value(line["p.value"], alternative=side))
    if "estimate" in line:
        name = "difference" if kind == TEST else "estimate"
        found.append(estimate(line["estimate"], estimated, name, format, name))
        found += _bounds(
            line, name if name == "difference" else "", "mean difference" if kind == TEST else "", format
        )
    yield Result(kind, tuple(found), confidence=_level(line, confidence), alternative=side)


def _test_degrees(line: Line) -> list[Quantity]:
    if "num.df" in line:
        return [*f_degrees(line["num.df"], line["den.df"])]
    return [degrees(line["parameter"])] if "parameter" in line else []


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


def glance(table: Table) -> Iterator[Result]:
    """`glance` of a model: its fit."""
    line = table[0]
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
