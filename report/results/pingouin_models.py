"""Frames of pingouin: correlations, regressions, mediation, and reliability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from report.results.coefficients import Coefficient, model_fit, term_name
from report.results.frame_lines import Line, bounds_of, effects_of, lines, p_of
from report.results.options import read_with
from report.results.pingouin_checks import mcnemar
from report.results.pingouin_frames import FRAMES as TESTS
from report.results.pingouin_frames import chi_square
from report.results.quantities import (
    ESTIMATE,
    USUAL_CONFIDENCE,
    Quantity,
    Result,
    degrees,
    estimate,
    f_degrees,
    interval,
    one_sided,
    p_value,
    statistic,
)
from report.rows.errors import Fault, ResultError

#: Symbols of correlations by pingouin's name of the method.
_METHODS = {
    "pearson": ("*r*", "correlation"),
    "spearman": ("*r*~s~", "Spearman's rank correlation"),
    "kendall": ("τ", "Kendall's rank correlation"),
    "bicor": ("*r*~bi~", "biweight midcorrelation"),
    "percbend": ("*r*~pb~", "percentage bend correlation"),
    "shepherd": ("*r*~π~", "Shepherd's pi correlation"),
    "skipped": ("*r*~skip~", "skipped correlation"),
    "rm_corr": ("*r*~rm~", "repeated-measures correlation"),
}


def correlation(frame: Any, *, covariates: int | None = None) -> Iterator[Result]:
    """`corr`, `partial_corr` and `rm_corr`, with df from the frame, or as n implies.

    The frame of `partial_corr` does not state the number of covariates: `covariates` determines the df.
    """
    line, *_ = lines(frame)
    # Frames of partial_corr have neither power nor Bayes factor, which those of corr have.
    plain = "power" in line or "bf10" in line
    outside = 0 if plain and covariates is None else covariates
    yield _correlation(line, line["index"], outside, "")


def _correlation(line: Line, method: str, covariates: int | None, label: str) -> Result:
    symbol, words = _METHODS.get(method, ("*r*", "correlation"))
    side, bounds = one_sided(line.get("alternative")), bounds_of(line)
    found = [estimate(line["r"], symbol, words, "unit")]
    if "dof" in line:
        found.append(degrees(line["dof"]))
    elif "n" in line and covariates is not None and method != "kendall":  # Its p comes from ranks or z.
        found.append(degrees(line["n"] - 2 - covariates))
    found.append(p_value(line.get("p_corr", p_of(line)), alternative=side))
    found += interval(*bounds[:2], format="unit") if bounds else ()
    found += effects_of(line, "bf10", "power")
    size = int(line["n"]) if "n" in line else None
    level = bounds[2] if bounds else None
    return Result("correlation", tuple(found), term_name(label) if label else "", label, size, level, side)


def correlations(frame: Any, *, covariates: int | None = None) -> Iterator[Result]:
    """`pairwise_corr`: each pair of variables, `x_with_y`; a corrected p replaces p."""
    for line in lines(frame):
        outside = covariates if "covar" in line else 0
        yield _correlation(line, str(line["method"]), outside, f"{line['x']} with {line['y']}")


def linear(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`linear_regression`: terms and explained variance; df where the frame still has it, or as n implies."""
    rows = lines(frame)
    df = getattr(frame, "df_resid_", None if n is None else n - len(rows))
    for line in rows:
        yield _coefficient(line, line["t"], df, letter="t").result(n, _level(line))
    first = rows[0]
    yield model_fit(n, r2=first.get("r2"), adjusted_r2=first.get("adj_r2"))


def logistic(frame: Any, *, exponentiate: bool = False, n: int | None = None) -> Iterator[Result]:
    """`logistic_regression`; `exponentiate` gives odds ratios."""
    for line in lines(frame):
        yield _coefficient(line, line["z"], None, "OR" if exponentiate else "").result(n, _level(line))


def _coefficient(line: Line, tested: Any, df: Any, ratio: str = "", letter: str = "") -> Coefficient:
    low, high = (bounds_of(line) or (None, None, None))[:2]
    return Coefficient(
        str(line["names"]), line["coef"], line["se"], tested, p_of(line), low, high, df, ratio, letter=letter
    )


def _level(line: Line) -> float | None:
    bounds = bounds_of(line)
    return bounds[2] if bounds else None


def mediation(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`mediation_analysis`: paths as `m_on_x`, and the total, direct and indirect effects."""
    for line in lines(frame):
        path = str(line["path"]).replace(" ~ ", " on ")
        low, high = (bounds_of(line) or (None, None, None))[:2]
        each = Coefficient(path, line["coef"], line["se"], p=p_of(line), lower=low, upper=high)
        yield each.result(n, _level(line)).adding(p_value(p_of(line)))


#: The types of Shrout and Fleiss (1979), as pingouin named them before 0.6, in the notation of McGraw and Wong (1996).
_FORMER_TYPES = {"1": "1", "2": "A", "3": "C"}


def _type(name: str) -> str:
    """The type of an intraclass correlation, so that a newer pingouin does not change ids: ICC2k is ICC(A,k)."""
    former = re.fullmatch(r"ICC([123])(k?)", name)
    return f"ICC({_FORMER_TYPES[former[1]]},{former[2] or 1})" if former else name


def intraclass(frame: Any) -> Iterator[Result]:
    """`intraclass_corr`: each type of the coefficient (Shrout & Fleiss, 1979; McGraw & Wong, 1996)."""
    for line in lines(frame):
        bounds = bounds_of(line)
        found = [estimate(line["icc"], "ICC", "intraclass correlation", "unit")]
        found += interval(*bounds[:2], format="unit") if bounds else ()
        found += [statistic(line["f"], "*F*", "F statistic"), *f_degrees(line["df1"], line["df2"])]
        found.append(p_value(p_of(line)))
        level = bounds[2] if bounds else None
        name = _type(str(line["type"]))
        yield Result(ESTIMATE, tuple(found), term_name(name), name, confidence=level)


#: The tuples of frames by their lengths: their adapters, and what these read.
_FRAMES_OF: dict[int, tuple[Any, Any]] = {3: (chi_square, tuple), 2: (mcnemar, itemgetter(1))}


def several(result: Any, *, confidence: float = USUAL_CONFIDENCE, **options: Any) -> Iterator[Result]:
    """Tuples: Cronbach's alpha with its interval, and the frames of `chi2_independence` and `chi2_mcnemar`.

    The tuple of `cronbach_alpha` does not state its level: `confidence` must be the level passed to pingouin.
    """
    if all(hasattr(each, "columns") for each in result) and len(result) in _FRAMES_OF:
        adapter, content = _FRAMES_OF[len(result)]
        yield from read_with(adapter, content(result), options)
        return
    if len(result) != 2 or getattr(result[1], "__len__", lambda: 0)() != 2:
        items = ", ".join(type(each).__name__ for each in result) or "nothing"
        what = f"is made from a tuple of {items}, which no adapter reads"
        remedy = (
            "plain numbers do not identify themselves: make rows of them with Stat, or pass one result object"
        )
        raise ResultError(Fault("", what, remedy))
    alpha, (low, high) = result
    found: tuple[Quantity, ...] = (
        estimate(alpha, "α", "Cronbach's alpha", "unit"),
        *interval(low, high, format="unit"),
    )
    yield Result(ESTIMATE, found, confidence=confidence)


FRAMES = (
    *TESTS,
    (frozenset({"x", "y", "method", "r"}), correlations),
    (frozenset({"r", "dof", "pval"}), correlation),
    (frozenset({"n", "r", "p_val"}), correlation),
    (frozenset({"names", "coef", "se", "t"}), linear),
    (frozenset({"names", "coef", "se", "z"}), logistic),
    (frozenset({"path", "coef", "se", "sig"}), mediation),
    (frozenset({"type", "icc", "df1", "df2"}), intraclass),
)
ADAPTERS = {"tuple": several}
