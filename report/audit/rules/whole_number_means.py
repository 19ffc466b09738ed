"""GRIM and GRIMMER: means and standard deviations that n whole numbers cannot give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Rule, Severity
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.granularity import is_informative, mean_is_possible, sd_is_possible
from report.audit.papers import Paper

#: Words of variables whose values are whole numbers for every case.
_WHOLE = re.compile(
    r"\b(?:number of|count(?:s|ed)?|whole[- ]numbers?|integers?|errors (?:made|committed)|items recalled|words recalled"
    r"|single[- ]item|one[- ]item|children|siblings|age in years|years old)\b",
    re.IGNORECASE,
)

#: Words of averages over time or occasions, which are not whole.
_AVERAGED = re.compile(
    r"\b(?:number|count)s?\b[^.;,]{0,40}\b(?:per|each|a)\s"
    r"(?:day|week|month|year|night|hour|minute|session|trial|block|visit)\b|\b(?:average|mean)\s(?:daily|weekly|monthly)\b",
    re.IGNORECASE,
)
#: Ages may be computed from dates of birth, in fractions of years.
_AGE = re.compile(r"\bage|years old", re.IGNORECASE)


def check_means(paper: Paper) -> Iterator[Check]:
    """A check of each mean with its number of cases, where the text says that the values are whole numbers."""
    for each in estimates(paper):
        if each.has("M") and each.cases >= 2:
            yield _checked(paper, each, each.cases)


def _checked(paper: Paper, each: ReportedEstimate, n: int) -> Check:
    mean = each["M"].number
    severity: Severity = "worth a look" if _AGE.search(each.words_in(paper)) else "impossible"
    if not _WHOLE.search(each.words_in(paper)) or _AVERAGED.search(each.words_in(paper)):
        return _abstention(each, "the text does not say that the values are whole numbers")
    if not is_informative(mean, n):
        return _abstention(each, "too many cases for the printed decimals")
    if not mean_is_possible(mean, n):
        question = (
            f"No {n} whole numbers have a mean that rounds to {mean.text}. Is the mean or n a misprint?"
        )
        return Check("whole-number-mean", "finding", (each.place,), each.text, "GRIM", severity, question)
    if each.has("SD") and mean.value >= 0 and not sd_is_possible(mean, each["SD"].number, n):
        question = (
            f"No {n} whole numbers with mean {mean.text} have a standard deviation that rounds to "
            f"{each['SD'].number.text}. Is one of the three a misprint?"
        )
        return Check(
            "whole-number-mean", "finding", (each.place,), each.text, "GRIMMER", "impossible", question
        )
    return Check(
        "whole-number-mean", "agrees", (each.place,), each.text, "GRIM" + ", GRIMMER" * each.has("SD")
    )


def _abstention(each: ReportedEstimate, reason: str) -> Check:
    return Check("whole-number-mean", "not checkable", (each.place,), each.text, reason=reason)


RULE = Rule(
    name="whole-number-mean",
    title="mean and standard deviation of whole numbers",
    formula="n·M is a whole number; Σx² = (n − 1)·SD² + (Σx)²/n is whole and has the parity of Σx",
    source="Brown and Heathers (2017), doi:10.1177/1948550616673876; Allard (2018) without the third test",
    needs="M and n (and SD) together, and a variable of whole numbers: number of, count, single-item, age in years",
    rounding="all values that round to the printed ones",
    abstains="no word says that the values are whole numbers, or they are counts per day, trial or another unit; n too "
    "large for the printed decimals. Ages, which may be computed from dates of birth, are worth a look",
    run=check_means,
)
