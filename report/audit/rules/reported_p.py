"""Reported tests: the p-value recomputed from the statistic and its degrees of freedom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from report.audit.agreement import agreement, halved, reported_span
from report.audit.checks import Check, Rule, Severity
from report.audit.conventions import conventions
from report.audit.estimate_reading import estimates
from report.audit.interval_owners import wald_ratio
from report.audit.numbers import Span, shown
from report.audit.papers import Paper
from report.audit.probabilities import TWO_SIDED, probabilities, probability
from report.audit.reported import ReportedTest, reported_tests, table_tests

_NAMES = {"chi2": "χ²"}
#: Tests that may be of a whole model, beside a coefficient of it.
_OF_MODEL = ("F", "chi2", "Q")
_STUDENTIZED = re.compile(r"tukey|studenti[sz]ed|newman-keuls", re.IGNORECASE)
_ONE_SIDED = "Explained if the test is one-sided, as other tests of the paper seem to be."
_DF = {"t": 1, "r": 1, "F": 2, "chi2": 1, "Q": 1, "H": 1, "z": 0}


#: How many p-values that are half of those of both sides show that a paper's tests are one-sided.
_HALVED = 3


def check_reported_tests(paper: Paper) -> Iterator[Check]:
    """A check of each reported test in running text and tables."""
    tests = list(chain(reported_tests(paper), table_tests(paper)))
    checks = [checked(test, paper) for test in tests]
    found = [
        check.verdict == "finding" and halved(test, paper.alpha)
        for test, check in zip(tests, checks, strict=True)
    ]
    for check, is_half in zip(checks, found, strict=True):
        one_sided = is_half and sum(found) >= _HALVED
        yield replace(check, severity="worth a look", remedy=_ONE_SIDED) if one_sided else check


def checked(test: ReportedTest, paper: Paper, context: str | None = None) -> Check:
    """The check of one test; `context` is searched for conventions, by default the sentence of the test."""
    if test.p is None:
        return _abstention(test, "no p-value is printed beside it")
    if len(test.df) != _DF[test.kind] and not _fault(test):
        return _abstention(test, "its degrees of freedom are not printed")
    sentence = paper.sentence(test.place.passage, test.place.start) if context is None else context
    return _fault(test) or _judged(test, paper, sentence)


def _judged(test: ReportedTest, paper: Paper, sentence: str) -> Check:
    """The check of a test whose numbers are complete and possible."""
    assert test.p is not None
    local = conventions(sentence) | ({"correction"} if "corrected" in test.marks else set())
    computed = probabilities(test.kind, test.statistic, test.df)
    found = agreement(test, local, paper.mentions, paper.alpha)
    if found is not None and found.exact:
        return _check(test, computed, "agrees", found.convention)
    if found is not None:
        return _check(test, computed, "finding", found.convention, "worth a look")
    if test.kind in _OF_MODEL and _is_of_estimate(test, paper):
        return _check(test, computed, "agrees", "of the estimate beside it")
    if "resampled" in local or (test.kind == "Q" and _STUDENTIZED.search(sentence)):
        return _abstention(test, "its p-value comes from resampling, an exact test or a studentized range")
    if "correction" in local and reported_span(test.p, paper.alpha).low >= computed.high:
        return _abstention(test, "its p-value is corrected by a method that cannot be recomputed")
    severity = "worth a look" if "index" in test.marks else _severity(test, computed, paper.alpha)
    return _check(test, computed, "finding", "", severity)


def _is_of_estimate(test: ReportedTest, paper: Paper) -> bool:
    """Whether p is that of a coefficient beside the test of a model: of b/SE, or of its interval."""
    assert test.p is not None
    allowed = reported_span(test.p, paper.alpha)
    for each in estimates(paper):
        same = each.place.passage == test.place.passage
        if same and each.place.start < test.place.end and test.place.start < each.place.end:
            ratio = wald_ratio(each)
            if ratio is not None:
                low, high = (probability("z", end) for end in (ratio.high, ratio.low))
                return Span(low, high).meets(allowed)
    return False


def _abstention(test: ReportedTest, reason: str) -> Check:
    return Check(
        "reported-p", "not checkable", (test.place,), test.text, reason=reason, values=_values(test, None)
    )


def _fault(test: ReportedTest) -> Check | None:
    """A check of values that no test can have."""
    assert test.p is not None
    smallest, largest = (
        abs(test.statistic.value) - test.statistic.half,
        test.statistic.value + test.statistic.half,
    )
    what = ""
    if test.p.relation in "=<≤" and test.p.low > 1:
        what = "A p-value cannot exceed 1."
    elif test.kind == "r" and smallest > 1:
        what = "A correlation lies between −1 and 1."
    elif test.kind in ("F", "chi2", "Q", "H") and largest < 0:
        what = f"{_name(test)} cannot be negative."
    elif any(df.value <= 0 for df in test.df):
        what = "Degrees of freedom are positive."
    if not what:
        return None
    question = f"{what} Could there be a misprint?"
    values = _values(test, None)
    return Check(
        "reported-p", "finding", (test.place,), test.text, what, "impossible", question, values=values
    )


def _check(
    test: ReportedTest, computed: Span, verdict: str, convention: str, severity: Severity = "inconsistent"
) -> Check:
    sides = "two-sided p" if test.kind in TWO_SIDED else "p"
    shows = f"{sides} = {shown(_centre(test))}; rounding of {_name(test)} allows {computed}"
    values = _values(test, computed, convention)
    if verdict == "agrees":
        return Check(
            "reported-p", "agrees", (test.place,), test.text, f"{shows} ({convention})", values=values
        )
    question = (
        f"{_formula(test)} gives {sides} {_approximately(computed)}, but the text prints {_printed(test)}. "
    )
    question += "Is one of the numbers a misprint, or is the test one-sided or corrected?"
    remedy = _remedy(test, convention)
    return Check(
        "reported-p", "finding", (test.place,), test.text, shows, severity, question, remedy, values=values
    )


def _approximately(computed: Span) -> str:
    low, high = shown(computed.low), shown(computed.high)
    return f"= {low}" if low == high else f"between {low} and {high}"


def _severity(test: ReportedTest, computed: Span, alpha: float) -> Severity:
    """A decision error if the printed and every computed p-value lie on different sides of alpha."""
    assert test.p is not None
    if test.p.relation in ">≥" and test.p.value >= 1:
        return "impossible"
    reported = reported_span(test.p, alpha)
    says = reported.high <= alpha if test.p.relation in "<≤" else reported.high < alpha + (test.p.half or 0)
    denies = reported.low >= alpha or test.p.relation == "ns"
    crossed = (says and computed.low > alpha) or (denies and computed.high < alpha)
    return "decision error" if crossed else "inconsistent"


def _remedy(test: ReportedTest, convention: str) -> str:
    if convention:
        return f"Explained if {convention}."
    needed = _needed(test)
    return f"{_printed(test)} would require {_name(test)} {needed}." if needed else ""


def _needed(test: ReportedTest) -> str:
    """The statistics that give the printed p-value."""
    from scipy import special

    assert test.p is not None
    if test.p.relation == "ns" or not 0 < test.p.value < 1:
        return ""
    p, df = test.p.value, [each.value for each in test.df]
    match test.kind:
        case "t":
            value = -special.stdtrit(df[0], p / 2)
        case "z":
            value = -special.ndtri(p / 2)
        case "F":
            value = special.fdtri(df[0], df[1], 1 - p)
        case "r":
            t = -special.stdtrit(df[0], p / 2)
            value = t / (df[0] + t * t) ** 0.5
        case _:
            value = special.chdtri(df[0], p)
    sign = {"<": "above", "≤": "of at least", ">": "below", "≥": "of at most"}.get(test.p.relation, "near")
    return f"{sign} {shown(float(value))}"


def _centre(test: ReportedTest) -> float:
    from report.audit.probabilities import probability

    return probability(test.kind, test.statistic.value, tuple(df.value for df in test.df))


def _name(test: ReportedTest) -> str:
    return _NAMES.get(test.kind, test.kind)


def _formula(test: ReportedTest) -> str:
    df = ", ".join(each.text for each in test.df)
    return f"{_name(test)}{f'({df})' if df else ''} {test.statistic.relation} {test.statistic.text}"


def _printed(test: ReportedTest) -> str:
    assert test.p is not None
    return "n.s." if test.p.relation == "ns" else f"p {test.p.relation} {test.p.text}"


def _values(test: ReportedTest, computed: Span | None, convention: str = "") -> dict[str, float | str | None]:
    df = [each.value for each in test.df]
    known = computed is not None
    return {
        "test": test.kind,
        "statistic": test.statistic.value,
        "comparison": test.statistic.relation,
        "df1": df[0] if df else None,
        "df2": df[1] if len(df) > 1 else None,
        "p_comparison": test.p.relation if test.p else None,
        "p_reported": None if test.p is None or test.p.relation == "ns" else test.p.value,
        "p_computed": _centre(test) if known else None,
        "p_low": computed.low if computed else None,
        "p_high": computed.high if computed else None,
        "convention": convention or None,
    }


RULE = Rule(
    name="reported-p",
    title="p-value of a reported test",
    formula="p = 2·P(T > |t|) for t, z and r (t = r·√(df/(1 − r²))); p = P(X > x) for F, χ², Q and H",
    source="Nuijten et al. (2016), doi:10.3758/s13428-015-0664-2, for the idea of recomputation",
    needs="a statistic, its degrees of freedom and a p-value in one sentence or table row",
    rounding="every statistic, and every fractional df, that rounds to the printed one; every p that rounds to the "
    "printed one. A bound other than alpha may be the rounded p itself: worth a look.",
    abstains="no p or no df; resampling or exact tests; corrections that raise p by an unknown amount. One-sided "
    "tests, sphericity corrections and whole multiples are accepted where the text mentions them; for Spearman's ρ, "
    "also the exact p and that of the normal approximation. Partial correlations may have up to ten df less, and tests "
    "of variances at their boundary half of p. A correlation with the number of cases as df, and p within a factor of "
    "two in papers about exact tests or resampled p-values, are worth a look.",
    run=check_reported_tests,
)
