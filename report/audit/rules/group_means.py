"""Tests and effect sizes against the means, standard deviations and sizes of the groups that they compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from report.audit.checks import Check, Rule
from report.audit.compared_groups import GroupComparison, in_prose, in_tables
from report.audit.comparisons import abstention, compared
from report.audit.group_statistics import Group, one_way, standardised, student, welch, welch_df
from report.audit.numbers import PrintedNumber, Span
from report.audit.papers import Paper
from report.audit.quantities import SymbolQuantity

_NAME = "group-means"
_OTHER = re.compile(
    r"adjust|marginal|least[- ]squares mean|imput|covari|ancova|controlling|baseline|change|pre-|post-|paired|repeated"
    r"|within|interaction|mixed|multilevel|weighted|trimmed|yuen|robust|bootstrap|log[- ]?transform|main effect|planned"
    r"|contrast|post[- ]hoc|anova of|median|geometric",
    re.IGNORECASE,
)
_REASON = "The groups' means, SDs and sizes"


def check_groups(paper: Paper) -> Iterator[Check]:
    """A check of each t, F, d or g that is printed with the groups that it compares."""
    for each in chain(in_prose(paper), in_tables(paper)):
        if _OTHER.search(each.words):
            yield abstention(_NAME, each.estimate, "the test may not compare independent, unadjusted means")
        else:
            yield from _checked(each)


def _checked(each: GroupComparison) -> Iterator[Check]:
    t, f = each.tests.get("t"), each.tests.get("F")
    if t is not None and len(each.groups) == 2:
        yield _t(each, t)
        if _is_paired(each.groups, t.df):
            return
    elif f is not None:
        yield _f(each, f)
    for symbol in ("d", "g"):
        effect = each.tests.get(symbol)
        if effect is not None and len(each.groups) == 2:
            allowed = standardised(*each.groups)
            yield compared(_NAME, each.estimate, f"|{symbol}|", _size(effect.number), allowed, reason=_REASON)


def _t(each: GroupComparison, t: SymbolQuantity) -> Check:
    """Student's t has n1 + n2 - 2 degrees of freedom, Welch's t fewer; without any, it may be either."""
    one, two = each.groups
    whole, df = one.n + two.n - 2, t.df[0] if t.df else None
    if df is not None and _is_paired(each.groups, t.df):
        return abstention(_NAME, each.estimate, "the degrees of freedom are those of pairs")
    if df is not None and df.value != whole and not _near(welch_df(one, two), df):
        return abstention(_NAME, each.estimate, "the degrees of freedom are not those of the groups")
    spans = [student(one, two)] if df is None or df.value == whole else []
    spans += [welch(one, two)] if df is None or df.value != whole or _near(welch_df(one, two), df) else []
    allowed = Span(min(span.low for span in spans), max(span.high for span in spans))
    return compared(_NAME, each.estimate, "|t|", _size(t.number), allowed, reason=_REASON)


def _near(span: Span, df: PrintedNumber) -> bool:
    """Whether printed degrees of freedom are those of Welch's test, rounded or cut off."""
    return span.low - 1 <= df.value <= span.high + df.half


def _is_paired(groups: Sequence[Group], df: Sequence[PrintedNumber]) -> bool:
    sizes = {group.n for group in groups}
    return len(sizes) == 1 and bool(df) and df[0].value in (groups[0].n - 1, groups[0].n)


def _f(each: GroupComparison, f: SymbolQuantity) -> Check:
    count, cases = len(each.groups), sum(group.n for group in each.groups)
    if [df.value for df in f.df] not in ([count - 1, cases - count], []):
        return abstention(_NAME, each.estimate, "the degrees of freedom are not those of the groups")
    return compared(_NAME, each.estimate, "F", f.number, one_way(each.groups), reason=_REASON)


def _size(number: PrintedNumber) -> PrintedNumber:
    return PrintedNumber(number.text, abs(number.value), number.unit)


RULE = Rule(
    name=_NAME,
    title="test of means against means, SDs and sizes of groups",
    formula="t = (M₁ − M₂)/(s·√(1/n₁ + 1/n₂)), pooled or Welch; F = MS between/MS within; d = (M₁ − M₂)/s",
    source="Student (1908); Welch (1947), doi:10.1093/biomet/34.1-2.28; Fisher (1925), ch. 7",
    needs="M, SD and n of each group with t, F, d or g in one sentence or table row; n also in the heads of columns",
    rounding="all means and SDs that round to the printed ones; d by any usual divisor, with or without correction",
    abstains="adjusted, paired, repeated, transformed or weighted means; degrees of freedom of another design",
    run=check_groups,
)
