"""Whether a printed p-value agrees with those that its statistic allows, and by which convention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from report.audit.numbers import PrintedNumber, Span
from report.audit.probabilities import TWO_SIDED, probabilities, probability
from report.audit.reported import ReportedTest
from report.audit.spearman import spearman_span

_SYMMETRIC = ("F", "chi2")
#: The most comparisons assumed for a Bonferroni correction.
_COMPARISONS = 60
#: The most covariates of a partial correlation, and how far p of an exact or resampling test may be, as a factor.
_COVARIATES, _NEAR = 10, 2.0
#: The fewest digits of a p-value that was cut off.
_CUT_DIGITS = 3
#: The fewest degrees of freedom and the largest p for which t is taken for normal.
_MANY, _SMALL = 100, 0.001
#: Digits of a p-value beyond which the last two may be the mark of a note.
_NOTE_DIGITS = 5
_DECIMAL = re.compile(r"0?[.,]\d+")


@dataclass(frozen=True, slots=True)
class Agreement:
    """The convention under which a p-value agrees; `exact` if no more than rounding is needed."""

    convention: str
    exact: bool = True


def reported_span(p: PrintedNumber, alpha: float) -> Span:
    """The p-values that a printed one allows."""
    if p.relation == "ns":
        return Span(alpha, 1.0)
    if p.relation in "<≤":
        return Span(0.0, p.value)
    if p.relation in ">≥":
        return Span(p.value, 1.0 if p.value < 1 else p.value)
    return Span(max(0.0, p.low), min(1.0, p.high) if p.low <= 1 else p.high)


def agreement(
    test: ReportedTest, local: frozenset[str], paper: frozenset[str], alpha: float
) -> Agreement | None:
    """How a test's p-value agrees with its statistic; None if no convention that the text mentions explains it.

    `local` are the conventions mentioned in the sentence, `paper` those mentioned anywhere.
    """
    assert test.p is not None
    allowed = reported_span(test.p, alpha)
    computed = probabilities(test.kind, test.statistic, test.df)
    if computed.meets(allowed):
        return Agreement("two-sided" if test.kind in TWO_SIDED else "upper tail")
    return next(_conventions(test, computed, allowed, local, paper, alpha), None)


def _conventions(
    test: ReportedTest,
    computed: Span,
    allowed: Span,
    local: frozenset[str],
    paper: frozenset[str],
    alpha: float,
) -> Iterator[Agreement]:
    halved = Span(computed.low / 2, computed.high / 2)
    other = Span(1 - computed.high / 2, 1 - computed.low / 2)
    if _may_be_one_sided(test, local, paper) and (halved.meets(allowed) or other.meets(allowed)):
        yield Agreement("one-sided")
    if "sphericity" in local | paper and _sphericity(test).meets(allowed):
        yield Agreement("with a sphericity correction")
    if _fractional_sphericity(test, allowed):
        yield Agreement("with a sphericity correction of both degrees of freedom")
    if (
        "ranks" in local | paper
        and test.kind == "r"
        and spearman_span(test.statistic, test.df).meets(allowed)
    ):
        yield Agreement("of ranks, exact or by the normal approximation")
    yield from _of_other_degrees(test, computed, allowed, local)
    if "correction" in local | paper and is_multiple(computed, allowed):
        yield Agreement("corrected for multiple tests")
    if "stepwise" in local | paper and computed.high < allowed.low and test.p is not None:
        yield Agreement("corrected by a method that cannot be recomputed", exact=False)
    yield from _inexact_conventions(test, computed, allowed, alpha)
    if _may_be_exact(test, local | paper) and Span(computed.low / _NEAR, computed.high * _NEAR).meets(
        allowed
    ):
        yield Agreement("p comes from an exact or resampling test", exact=False)
    if _has_note_digits(test, computed):
        yield Agreement("the last two digits may be the mark of a note", exact=False)


def _inexact_conventions(
    test: ReportedTest, computed: Span, allowed: Span, alpha: float
) -> Iterator[Agreement]:
    """Other ways to round or to compute p, with which it agrees nearly."""
    if _rounds_to_bound(test, computed, alpha):
        yield Agreement("the bound is the rounded p-value", exact=False)
    if _truncated(test, allowed):
        yield Agreement("the statistic was cut off, not rounded", exact=False)
    if _is_cut_off(test, computed, alpha):
        yield Agreement("p was cut off, not rounded", exact=False)
    if test.kind == "t" and _is_normal(test, allowed):
        yield Agreement("p is that of the normal distribution", exact=False)


def _of_other_degrees(
    test: ReportedTest, computed: Span, allowed: Span, local: frozenset[str]
) -> Iterator[Agreement]:
    """Partial correlations, correlations with the number of cases as df, and tests of variances at their boundary."""
    if test.kind == "r" and test.df:
        if "partial" in local and _with_fewer(test, _COVARIATES, computed).meets(allowed):
            yield Agreement("of a partial correlation, with a degree of freedom less for each covariate")
        if _with_fewer(test, 2, None).meets(allowed):
            yield Agreement("the number in parentheses is that of cases", exact=False)
    if test.kind == "chi2" and "mixture" in local and test.df:
        few = probabilities("chi2", test.statistic, (replace(test.df[0], value=test.df[0].value - 1),))
        below = few if test.df[0].value > 1 else Span(0.0, 0.0)
        if Span((computed.low + below.low) / 2, (computed.high + below.high) / 2).meets(allowed):
            yield Agreement("of a mixture of distributions, for a variance at its boundary")


def _with_fewer(test: ReportedTest, fewer: int, computed: Span | None) -> Span:
    """The p-values of that many fewer degrees of freedom, up to the computed ones if these are given."""
    df = test.df[0]
    if df.value <= fewer:
        return Span(2.0, 2.0)
    found = probabilities(test.kind, test.statistic, (replace(df, value=df.value - fewer),))
    return Span(min(found.low, computed.low), max(found.high, computed.high)) if computed else found


def _may_be_exact(test: ReportedTest, mentioned: frozenset[str]) -> bool:
    """Whether p may be that of an exact test of counts or ranks, or of resampling."""
    of_counts = test.kind == "z" or (test.kind == "chi2" and bool(test.df) and test.df[0].value == 1)
    return "resampled p" in mentioned or (of_counts and "exact" in mentioned)


def _may_be_one_sided(test: ReportedTest, local: frozenset[str], paper: frozenset[str]) -> bool:
    """A mention in the sentence counts for any test of one degree of freedom, elsewhere for t, z and r only."""
    if test.kind in TWO_SIDED:
        return "one-sided" in local | paper or "one-tailed" in test.marks
    single = test.kind in _SYMMETRIC and test.df and test.df[0].value == 1
    return bool(single) and ("one-sided" in local or "one-tailed" in test.marks)


def _sphericity(test: ReportedTest) -> Span:
    """The p-values from the uncorrected degrees of freedom to those of the lower bound of epsilon."""
    if test.kind != "F" or len(test.df) != 2 or test.df[0].value <= 1:
        return Span(2.0, 2.0)
    one, two = test.df
    plain = probabilities("F", test.statistic, test.df)
    size = abs(test.statistic.value)
    lowest = [
        probability("F", value, (1.0, two.value / one.value)) for value in (size - test.statistic.half, size)
    ]
    return Span(min(plain.low, *lowest), max(plain.high, *lowest))


def _fractional_sphericity(test: ReportedTest, allowed: Span) -> bool:
    """Whether df2 alone was corrected in print: F(2, 8.36) of a design with df 2 and 16 has epsilon .5225."""
    if test.kind != "F" or len(test.df) != 2:
        return False
    one, two = test.df
    if one.unit < 1 or two.unit >= 1 or one.value < 2:
        return False
    multiples = range(int(two.value / one.value), int(two.value) + 2)
    for subjects in multiples:
        epsilon = two.value / (one.value * subjects) if subjects else 2.0
        if 1 / one.value <= epsilon <= 1:
            corrected = PrintedNumber("", one.value * epsilon, 1.0)
            if probabilities("F", test.statistic, (corrected, PrintedNumber("", two.value, 1.0))).meets(
                allowed
            ):
                return True
    return False


def is_multiple(computed: Span, allowed: Span) -> bool:
    """Whether a whole number of comparisons turns the computed p-value into the printed one."""
    if allowed.high >= 1 and computed.low > 0:
        return computed.high <= allowed.low
    return any(
        Span(min(1.0, computed.low * count), min(1.0, computed.high * count)).meets(allowed)
        for count in range(2, _COMPARISONS + 1)
    )


def _rounds_to_bound(test: ReportedTest, computed: Span, alpha: float) -> bool:
    """Whether `p < .001` or `p ≤ .001` may mean a p-value that rounds to .001; never at the significance level."""
    p = test.p
    if p is None or p.relation not in "<≤" or abs(p.value - alpha) < 1e-9 or test.statistic.relation != "=":
        return False
    return computed.low < p.value + p.half


def _truncated(test: ReportedTest, allowed: Span) -> bool:
    if test.statistic.relation != "=" or test.p is None or test.p.relation != "=":
        return False
    return probabilities(test.kind, test.statistic, test.df, truncated=True).meets(allowed)


def _is_normal(test: ReportedTest, allowed: Span) -> bool:
    """Whether a small p of many degrees of freedom is that of the normal distribution."""
    return (
        test.df[0].value >= _MANY
        and allowed.high <= _SMALL
        and probabilities("z", test.statistic, ()).meets(allowed)
    )


def _is_cut_off(test: ReportedTest, computed: Span, alpha: float) -> bool:
    """Whether p has the first digits of the computed one, on the same side of the significance level."""
    p = test.p
    if p is None or p.relation != "=" or p.decimals < _CUT_DIGITS or p.value == 0:
        return False
    same_side = (p.value <= alpha) == (computed.high <= alpha)
    return same_side and computed.meets(Span(p.value, p.value + p.unit))


def halved(test: ReportedTest, alpha: float) -> bool:
    """Whether a printed p is half of that of both sides, and not also the whole."""
    if test.kind not in TWO_SIDED or test.p is None or test.p.relation != "=" or test.p.value == 0:
        return False
    computed, allowed = probabilities(test.kind, test.statistic, test.df), reported_span(test.p, alpha)
    return Span(computed.low / 2, computed.high / 2).meets(allowed) and not computed.meets(allowed)


def _has_note_digits(test: ReportedTest, computed: Span) -> bool:
    """Whether a p-value of five digits agrees without its last two, which may be the raised mark of a note."""
    p = test.p
    if p is None or p.relation != "=" or p.decimals != _NOTE_DIGITS or not _DECIMAL.fullmatch(p.text):
        return False
    cut = PrintedNumber(p.text[:-2], int(p.value * 1000 + 1e-9) / 1000, 0.001)
    return computed.meets(Span(cut.low, cut.high))
