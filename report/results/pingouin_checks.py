"""Frames of pingouin that test assumptions, tests of several variables, and equivalence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from report.results.coefficients import term_name
from report.results.frame_lines import Line, lines, p_of
from report.results.quantities import TEST, Quantity, Result, degrees, f_degrees, p_value, statistic


def cochran(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`cochran`: the test of binary measures within participants."""
    line, *_ = lines(frame)
    found = (statistic(line["q"], "*Q*", "Cochran's Q"), degrees(line["dof"]), p_value(p_of(line)))
    yield Result(TEST, found, n=n)


def assumption(frame: Any) -> Iterator[Result]:
    """`normality` and `homoscedasticity`: one test, or one for each variable or group."""
    found = lines(frame)
    for line in found:
        letter = "W" if "w" in line else "T"
        words = "Shapiro-Wilk statistic" if "normal" in line else "Levene's or Bartlett's statistic"
        quantities = (statistic(line[letter.lower()], f"*{letter}*", words), p_value(p_of(line)))
        label = str(line["index"]) if len(found) > 1 else ""
        yield Result(TEST, quantities, term_name(label) if label else "", label)


def hotelling(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`multivariate_ttest`: Hotelling's T², as an *F* test."""
    line, *_ = lines(frame)
    found = (
        statistic(line["f"], "*F*", "F statistic of Hotelling's T²"),
        *f_degrees(line["df1"], line["df2"]),
        p_value(p_of(line)),
    )
    yield Result(TEST, found, n=n)


def covariances(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`box_m`: Box's test of equal covariance matrices."""
    yield _chi_square(lines(frame)[0], "Box's M as chi-square", n)


def _chi_square(line: Line, words: str, n: int | None) -> Result:
    return Result(
        "chi2", (statistic(line["chi2"], "χ²", words), degrees(line["df"]), p_value(p_of(line))), n=n
    )


def equivalence(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`tost`: the larger p-value of the two one-sided tests, with their df."""
    line, *_ = lines(frame)
    yield Result(TEST, (degrees(line["dof"]), p_value(p_of(line), "p-value of the equivalence test")), n=n)


def mcnemar(frame: Any, *, n: int | None = None) -> Iterator[Result]:
    """`chi2_mcnemar`, the frame that it returns second: the corrected χ²; the exact p is another row."""
    line, *_ = lines(frame)
    found = (
        statistic(line["chi2"], "χ²", "McNemar's chi-square statistic with continuity correction"),
        degrees(line["dof"]),
        p_value(line["p_approx"]),
        Quantity("p_exact", line["p_exact"], "p", "exact p-value", "*p*"),
    )
    yield Result("chi2", found, n=n)


def sphericity(result: Any) -> Iterator[Result]:
    """`sphericity`: Mauchly's test."""
    found = (statistic(result.chi2, "χ²", "Mauchly's test as chi-square"), degrees(result.dof))
    yield Result("chi2", (*found, p_value(result.pval)))


FRAMES = (
    (frozenset({"chi2", "dof", "p_approx", "p_exact"}), mcnemar),
    (frozenset({"source", "dof", "q"}), cochran),
    (frozenset({"pval", "normal"}), assumption),
    (frozenset({"pval", "equal_var"}), assumption),
    (frozenset({"t2", "f", "df1", "df2"}), hotelling),
    (frozenset({"chi2", "df", "pval", "equal_cov"}), covariances),
    (frozenset({"bound", "dof", "pval"}), equivalence),
)
ADAPTERS = {"SpherResults": sphericity}
