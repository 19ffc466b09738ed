"""Frames of pingouin: t-tests, analyses of variance, pairwise tests, and tests of ranks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from report.results.coefficients import term_name
from report.results.frame_lines import Line, bounds_of, effects_of, lines, p_of
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
from report.rows.errors import Fault, ResultError


def t_test(frame: Any, *, sizes: tuple[int, ...] = ()) -> Iterator[Result]:
    """`ttest`: *t*, its df and p, the interval of the mean difference, Cohen's *d* and the Bayes factor.

    The frame has no interval for *d*; with the sizes of the groups, or of the one sample, it is computed from the
    standard error of Hedges and Olkin (1985, p. 86), as by `pingouin.compute_esci`.
    """
    line, *_ = lines(frame)
    side = one_sided(line.get("alternative"))
    found = [statistic(line["t"], "*t*", "t statistic"), degrees(line["dof"])]
    found.append(p_value(p_of(line), alternative=side))
    bounds = bounds_of(line)
    if bounds:
        found += interval(*bounds[:2], "difference", "mean difference")
    found += effects_of(line)
    if bounds and sizes:
        found += interval(*_d_bounds(float(line["cohen_d"]), sizes, bounds[2]), "d", "effect size")
    size = sum(sizes) or None
    yield Result(TEST, tuple(found), n=size, confidence=bounds[2] if bounds else None, alternative=side)


def _d_bounds(d: float, sizes: tuple[int, ...], confidence: float) -> tuple[float, float]:
    from scipy.stats import t

    total = sum(sizes)
    error = math.sqrt(sum(1 / each for each in sizes) + d**2 / (2 * total))
    half = float(t.ppf((1 + confidence) / 2, total - len(sizes))) * error
    return d - half, d + half


#: Rows of a table that contain the error term, not a test.
_ERRORS = ("within", "residual", "error")


def anova(frame: Any, *, corrected: bool = False) -> Iterator[Result]:
    """`anova`, `rm_anova`, `mixed_anova`, `ancova` and `welch_anova`: an *F* test of each source.

    `corrected` takes Greenhouse and Geisser's (1959) degrees of freedom and p where the frame has them. A table
    with one source is one result without a term.
    """
    rows = lines(frame)
    error = next((each["df"] for each in rows if _source(each).casefold() in _ERRORS), None)
    tests = [each for each in rows if _source(each).casefold() not in _ERRORS]
    for line in tests:
        term = "" if len(tests) == 1 else term_name(_source(line).replace(" * ", " by "))
        yield Result(TEST, tuple(_f_test(line, error, corrected)), term, _source(line))


def _source(line: Line) -> str:
    return str(line["source"])


def _f_test(line: Line, error: Any, corrected: bool) -> Iterator[Quantity]:
    between = _first(line, "ddof1", "df1", "df")
    within = _first(line, "ddof2", "df2") or error
    yield statistic(line["f"], "*F*", "F statistic")
    if corrected and "p_gg_corr" in line:
        yield from f_degrees(between * line["eps"], within * line["eps"])
        yield p_value(line["p_gg_corr"], "p-value with Greenhouse and Geisser's correction")
    else:
        yield from f_degrees(between, within)
        yield p_value(p_of(line))
    if "eps" in line:
        yield Quantity("epsilon", line["eps"], "unit", "Greenhouse and Geisser's epsilon", "ε")
    if "p_gg_corr" in line:
        yield Quantity("p_gg", line["p_gg_corr"], "p", "Greenhouse and Geisser's p-value", "*p*")
    if "p_spher" in line:
        yield Quantity("p_sphericity", line["p_spher"], "p", "p-value of Mauchly's test", "*p*")
    if "ss" in line:
        yield Quantity("sumsq", line["ss"], "fixed2", "sum of squares", "*SS*")
    yield from effects_of(line, "np2", "n2", "ng2")


def _first(line: Line, *names: str) -> Any:
    return next((line[name] for name in names if name in line), None)


def ranks(frame: Any) -> Iterator[Result]:
    """`kruskal` and `friedman`: a chi-square statistic with its df."""
    line, *_ = lines(frame)
    symbol, words = ("*H*", "Kruskal-Wallis statistic") if "h" in line else ("*Q*", "Friedman's statistic")
    value = line["h"] if "h" in line else line["q"]
    found = [statistic(value, symbol, words), degrees(line["ddof1"]), p_value(p_of(line))]
    if "q" in line and "w" in line:
        found.append(Quantity("kendall_w", line["w"], "unit", "Kendall's W", "*W*"))
    yield Result(TEST, tuple(found), "", _source(line))


def two_samples(frame: Any) -> Iterator[Result]:
    """`mwu` and `wilcoxon`."""
    line, *_ = lines(frame)
    side = one_sided(line.get("alternative"))
    found = (*_rank_statistic(line), p_value(p_of(line), alternative=side), *effects_of(line))
    yield Result(TEST, found, alternative=side)


def _rank_statistic(line: Line) -> Iterator[Quantity]:
    if "u_val" in line:
        yield statistic(line["u_val"], "*U*", "Mann-Whitney U", "df")
    elif "w_val" in line:
        yield statistic(line["w_val"], "*T*", "Wilcoxon signed-rank statistic", "df")


def pairs(frame: Any) -> Iterator[Result]:
    """`pairwise_tests`: each pair of levels, `a_vs_b`; where p was corrected, `p` is the corrected one."""
    rows = lines(frame)
    several = len({each["contrast"] for each in rows}) > 1
    for line in rows:
        names = [str(line[name]) for name in ("a", "b")]
        label = f"{names[0]} vs {names[1]}"
        inside = _within(line)
        head = f"{line['contrast']} ".replace(" * ", " by ") if several else ""
        side = one_sided(line.get("alternative"))
        term = term_name(f"{head}{inside} {label}")
        yield Result(TEST, tuple(_pair_test(line, side)), term, f"{inside} {label}".strip(), alternative=side)


def _within(line: Line) -> str:
    """The level within which a pair of an interaction is compared: the cell between Contrast and A."""
    names = list(line)
    between = names[names.index("contrast") + 1 : names.index("a")]
    return str(line[between[0]]) if between else ""


def _pair_test(line: Line, side: str) -> Iterator[Quantity]:
    if "t" in line and "dof" in line:
        yield statistic(line["t"], "*t*", "t statistic")
        yield degrees(line["dof"])
    else:
        yield from _rank_statistic(line)
    if "p_corr" in line:
        yield p_value(line["p_corr"], f"p-value with {line.get('p_adjust', 'a')} correction", side)
        yield Quantity("p_uncorrected", line["p_unc"], "p", "uncorrected p-value", "*p*")
    else:
        yield p_value(line["p_unc"], alternative=side)
    yield from effects_of(line)


def tukey(frame: Any) -> Iterator[Result]:
    """`pairwise_tukey` and `pairwise_gameshowell`: each difference of means, with p for all pairs together."""
    for line in lines(frame):
        label = f"{line['a']} minus {line['b']}"
        found = [estimate(line["diff"], "Δ*M*", "difference of means"), standard_error(line["se"])]
        found.append(statistic(line["t"], "*t*", "t statistic"))
        found += [degrees(line["df"])] if "df" in line else []
        p = line["p_tukey"] if "p_tukey" in line else p_of(line)
        found += [p_value(p, "p-value adjusted for all pairs"), *effects_of(line)]
        yield Result(ESTIMATE, tuple(found), term_name(label), label)


def chi_square(result: Any, *, test: str = "pearson", n: int | None = None) -> Iterator[Result]:
    """`chi2_independence`, the frame or all three that it returns: one of its tests, with Cramér's *V*.

    N is the sum of the observed counts, which only the whole result has.
    """
    counts, frame = (result[1], result[2]) if isinstance(result, tuple) else (None, result)
    size = n if counts is None else round(float(counts.to_numpy().sum()))
    known = {str(line["test"]): line for line in lines(frame)}
    if test not in known:
        raise ResultError(Fault("", f"no test named {test}", f"one of {', '.join(known)}"))
    line = known[test]
    found = [statistic(line["chi2"], "χ²", "chi-square statistic"), degrees(line["dof"]), p_value(p_of(line))]
    found += [] if size is None else [Quantity("n", size, "count", "cases", "*N*")]
    yield Result("chi2", (*found, *effects_of(line, "cramer")), n=size)


def _needs(*names: str) -> frozenset[str]:
    return frozenset(names)


FRAMES = (
    (_needs("test", "lambda", "chi2", "dof"), chi_square),
    (_needs("contrast", "a", "b", "p_unc"), pairs),
    (_needs("a", "b", "diff", "se", "t"), tukey),
    (_needs("source", "f", "p_unc"), anova),
    (_needs("source", "ddof1", "h", "p_unc"), ranks),
    (_needs("source", "ddof1", "q", "p_unc"), ranks),
    (_needs("t", "dof", "alternative", "cohen_d"), t_test),
    (_needs("u_val", "alternative"), two_samples),
    (_needs("w_val", "alternative"), two_samples),
)
