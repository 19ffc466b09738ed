"""Stars of estimates in tables against the p-values that their standard errors or statistics give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf

from report.audit.agreement import reported_span
from report.audit.checks import Check, Rule, Severity
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import Span, span_of
from report.audit.papers import Paper
from report.audit.probabilities import probability
from report.audit.quantities import SymbolQuantity
from report.audit.table_layout import PrintedTable
from report.audit.table_notes import star_levels
from report.audit.table_rows import in_tables

_NAME = "star-level"
_LEADS = ("b", "beta")
_REGRESSION = re.compile(
    r"regress|coefficient|dependent variable|\bOLS\b|logit|probit|predictor|fixed effects|model",
    re.IGNORECASE,
)
_CONSTANT = re.compile(r"constant|intercept|_?cons\b|threshold|variance|sigma|rho", re.IGNORECASE)
#: How far p must be below the level of more stars, as a share of it.
_BELOW = 0.8
#: Degrees of freedom of the largest p-value that is accepted.
_FEW = (8.0,)


def check_stars(paper: Paper) -> Iterator[Check]:
    """A check of each estimate in a table with stars and a legend of them."""
    if paper.mentions & {"one-sided", "correction"}:
        return
    common = _common(paper)
    read = [each for each in in_tables(paper) if star_levels(each.table.words) or common]
    starred = {id(each.table) for each in read if any(map(_stars, each.estimate.quantities.values()))}
    for each in read:
        lead = next((symbol for symbol in _LEADS if each.estimate.has(symbol)), "")
        p = _p_values(each.estimate, lead) if lead and id(each.table) in starred else None
        if p is not None:
            stars, levels = _stars_of(each.estimate, lead), star_levels(each.table.words) or common
            is_marked_elsewhere = (
                not stars and "beta" in each.estimate.quantities and _stars(each.estimate["beta"])
            )
            if (not stars or stars in levels) and not is_marked_elsewhere:
                yield _judged(each.estimate, each.table, stars, levels, p)


def _common(paper: Paper) -> Mapping[str, float]:
    """The legend that all notes of a paper share, for tables whose note a file has moved; none if they differ."""
    found = [levels for passage in paper.passages if (levels := star_levels(passage.text))]
    return found[0] if found and all(levels == found[0] for levels in found) else {}


def _stars(quantity: SymbolQuantity) -> str:
    return next((mark for mark in quantity.marks if mark.startswith("*")), "")


def _stars_of(each: ReportedEstimate, lead: str) -> str:
    """The stars of the estimate, or else of its test statistic or p-value."""
    marked = [_stars(each[name]) for name in (lead, "t", "z", "p") if name in each.quantities]
    return next((stars for stars in marked if stars), "")


def _p_values(each: ReportedEstimate, lead: str) -> Span | None:
    """The p-values of the estimate: the printed ones, or those that its statistic or standard error allows."""
    if "p" in each.quantities and each["p"].number.relation != "ns":
        return reported_span(each["p"].number, 1.0)
    statistic = next((name for name in ("t", "z") if each.has(name)), "")
    if statistic:
        size = span_of(each[statistic].number)
        return _between(min(abs(size.low), abs(size.high)), max(abs(size.low), abs(size.high)))
    if lead != "b" or not each.has("SE") or each["SE"].number.low <= 0:
        return None
    estimate, error = span_of(each["b"].number), each["SE"].number
    low, high = sorted((abs(estimate.low), abs(estimate.high)))
    return _between(0.0 if 0 in estimate else low / error.high, high / error.low)


def _between(low: float, high: float) -> Span:
    return Span(0.0 if high == inf else probability("z", high), probability("t", low, _FEW))


def _judged(
    each: ReportedEstimate, table: PrintedTable, stars: str, levels: Mapping[str, float], p: Span
) -> Check:
    most = levels[stars] if stars else 1.0
    least = max((level for level in levels.values() if level < most), default=0.0)
    statement = f"{each.text}, {stars or 'no star'}"
    computed = f"p = {p}"
    if p.low > most:
        return _finding(each, statement, computed, f"{stars} means p < {most}", "contradiction")
    if p.high < _BELOW * least and _is_regression(each, table):
        meaning = f"{stars or 'no star'} means p > {least}"
        return _finding(each, statement, computed, meaning, "inconsistent")
    return Check(_NAME, "agrees", (each.place,), statement, computed, values={"low": p.low, "high": p.high})


def _is_regression(each: ReportedEstimate, table: PrintedTable) -> bool:
    """Whether stars are to be expected: in a table of regressions with stars, except at constants."""
    return bool(_REGRESSION.search(table.words)) and not _CONSTANT.search(each.text.partition(":")[0])


def _finding(
    each: ReportedEstimate, statement: str, computed: str, meaning: str, severity: Severity
) -> Check:
    low, high = computed.removeprefix("p = ").split(" to ")
    question = f"In this table {meaning}, but the numbers give p between {low} and {high}. "
    question += "Is one of the numbers or a mark a misprint?"
    return Check(_NAME, "finding", (each.place,), statement, computed, severity, question)


RULE = Rule(
    name=_NAME,
    title="stars of estimates in tables",
    formula="p ≤ level(stars) and p > level(more stars), p from b/SE, t or z, or as printed",
    source="the legend of the table, or else the one that all tables share; Wald (1943)",
    needs="a table with b and SE, t, z or p, with stars, and a legend of stars in its note or caption. What is in "
    "parentheses beside or below an estimate is what the note says, such as `standard errors in parentheses`",
    rounding="all values that round to the printed ones, with the normal distribution or at least 8 df",
    abstains="papers that mention one-sided tests or corrections; missing stars at constants and outside regressions; "
    "rows whose stars are at the β beside b",
    run=check_stars,
)
