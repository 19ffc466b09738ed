"""Fit indices of structural equation models: ranges, and RMSEA from χ², df and N."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt

from report.audit.checks import Check, Rule
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, shown
from report.audit.papers import Paper
from report.audit.printed_sizes import sizes_of

_RANGES = {"CFI": (0.0, 1.0), "NFI": (0.0, 1.0), "RMSEA": (0.0, 5.0), "SRMR": (0.0, 1.0), "R2": (-1.0, 1.0)}
SCALED = re.compile(
    r"scaled|robust(?! (?:standard error|SE|variance))|satorra|bentler|MLR|MLM|WLSMV|DWLS|ULSMV|corrected χ|yuan",
    re.IGNORECASE,
)
#: Models of several groups, whose RMSEA is √(number of groups) times as large (Steiger, 1998).
_GROUPS = re.compile(
    r"multi-?\s?group|multiple[- ]groups?|invarian(?:ce|t)|equality constraints across", re.IGNORECASE
)
_MOST_GROUPS = 8


def check_indices(paper: Paper) -> Iterator[Check]:
    """A check of the range of each index, and of each RMSEA whose χ², df and N are printed."""
    scaled = bool(SCALED.search(paper.text))
    sizes = sizes_of(paper)
    groups = _MOST_GROUPS if _GROUPS.search(paper.text) else 1
    for each in estimates(paper):
        for symbol, (low, high) in _RANGES.items():
            if (
                each.has(symbol)
                and "percent" not in each[symbol].marks
                and not _is_count(each[symbol].number)
            ):
                yield _in_range(each, symbol, each[symbol].number, Span(low, high))
        if each.has("RMSEA", "chi2"):
            yield _rmsea(each, sizes, groups, scaled=scaled)


def _is_count(number: PrintedNumber) -> bool:
    """Whether a number has no decimals and is too large for an index, as in the wrong column of a damaged table."""
    return number.unit >= 1 and abs(number.value) > 1


def _in_range(each: ReportedEstimate, symbol: str, number: PrintedNumber, allowed: Span) -> Check:
    computed = f"{symbol} lies between {shown(max(0.0, allowed.low))} and {shown(allowed.high)}"
    if allowed.meets(Span(number.low, number.high)):
        return Check("fit-index", "agrees", (each.place,), each.text, computed)
    question = f"{computed}. Is {symbol} = {number.text} a misprint?"
    return Check("fit-index", "finding", (each.place,), each.text, computed, "impossible", question)


def _rmsea(each: ReportedEstimate, sizes: list[int], groups: int, *, scaled: bool) -> Check:
    chi2, reported = each["chi2"], each["RMSEA"].number
    df, own = degrees_and_sizes(each, sizes)
    if scaled:
        return _abstention(each, "χ² may be scaled")
    if not df or not own:
        return _abstention(each, "df or N is not printed")
    spans = [rmsea_span(chi2.number, df, cases) for n in own if n > 5 for cases in (n, n - 1)]
    computed = "; ".join(
        f"RMSEA {span} for N = {n}" for n, span in zip([n for n in own for _ in (0, 1)], spans, strict=False)
    )[:200]
    factors = [sqrt(count) for count in range(1, groups + 1)]
    printed = Span(reported.low, reported.high)
    if any(Span(span.low * by, span.high * by).meets(printed) for span in spans for by in factors):
        return Check("fit-index", "agrees", (each.place,), each.text, computed)
    question = f"χ² and df give {computed}, but {reported.text} is printed. Is one of them a misprint, or is N another?"
    needed = max(0.0, (chi2.number.value - df) / (df * reported.value**2)) if reported.value else 0.0
    remedy = f"RMSEA = {reported.text} would need N near {needed:.0f}." if needed > 1 else ""
    return Check("fit-index", "finding", (each.place,), each.text, computed, "inconsistent", question, remedy)


def degrees_and_sizes(each: ReportedEstimate, sizes: list[int]) -> tuple[float, list[int]]:
    """The degrees of freedom of a χ², 0 if not printed, and its number of cases, or else those of the paper."""
    chi2 = each["chi2"]
    df = chi2.df[0].value if chi2.df else each["df"].number.value if each.has("df") else 0.0
    return df, [int(chi2.n.value)] if chi2.n else sizes


def rmsea_span(chi2: PrintedNumber, df: float, cases: int) -> Span:
    """The RMSEA of all χ² that round to the printed one."""
    low, high = (sqrt(max(0.0, value - df) / (df * cases)) for value in (chi2.low, chi2.high))
    return Span(low, high)


def _abstention(each: ReportedEstimate, reason: str) -> Check:
    return Check("fit-index", "not checkable", (each.place,), each.text, reason=reason)


RULE = Rule(
    name="fit-index",
    title="fit indices of structural equation models",
    formula="0 ≤ CFI, NFI, SRMR ≤ 1; RMSEA = √(max(0, χ² − df)/(df·N)), with N or N − 1",
    source="Steiger and Lind (1980); Bentler (1990); Steiger (1998) for several groups",
    needs="an index with its χ² and df in one parenthesis or table row; N anywhere in the paper",
    rounding="all values of χ² and of the index that round to the printed ones; any printed N is accepted, and "
    "in papers about several groups, √2 to √8 times the RMSEA",
    abstains="the paper mentions a scaled or robust χ²; no N; an index above 1 without decimals",
    run=check_indices,
)
