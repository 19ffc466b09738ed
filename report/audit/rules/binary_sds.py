"""DEBIT: standard deviations that data of zeros and ones cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Rule
from report.audit.comparisons import abstention, questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.granularity import binary_sd_is_possible, is_informative, sums_of
from report.audit.papers import Paper

_NAME = "binary-sd"
#: Words of variables that are 0 or 1 for every case.
_BINARY = re.compile(
    r"\b(?:binary|dichotomous|dummy[- ]coded|coded (?:as )?(?:0|1)|0 = (?:no|absent)|1 = (?:yes|present)|yes/no"
    r"|0/1|zeros? and ones?)\b",
    re.IGNORECASE,
)


def check_binary(paper: Paper) -> Iterator[Check]:
    """A check of each mean and standard deviation of a variable that the text calls binary."""
    for each in estimates(paper):
        if not each.has("M", "SD") or not 0 <= each["M"].number.value <= 1:
            continue
        if _BINARY.search(each.words_in(paper)):
            yield _checked(each, each.cases)


def _checked(each: ReportedEstimate, n: int) -> Check:
    mean, sd = each["M"].number, each["SD"].number
    if n < 2:
        return abstention(_NAME, each, "the number of cases is not printed beside it")
    if not is_informative(mean, n):
        return abstention(_NAME, each, "too many cases for the printed decimals")
    if not sums_of(mean, n):
        return questioned(_NAME, each.place, each.text, f"No {n} zeros and ones have the mean {mean.text}.")
    if not binary_sd_is_possible(mean, sd, n):
        fault = (
            f"{n} zeros and ones with the mean {mean.text} have another standard deviation than {sd.text}."
        )
        return questioned(_NAME, each.place, each.text, fault)
    return Check(_NAME, "agrees", (each.place,), each.text, "DEBIT")


RULE = Rule(
    name=_NAME,
    title="mean and standard deviation of zeros and ones",
    formula="SD = √(M·(1 − M)·n/(n − 1)), or with n as divisor; n·M is a whole number",
    source="Heathers and Brown (2019), DEBIT, https://osf.io/5vb3u",
    needs="M, SD and n together, and a sentence or row that calls the variable binary, dichotomous or coded 0 and 1",
    rounding="all sums whose mean rounds to the printed one; all values that round to the printed SD",
    abstains="no n beside the mean; n too large for the printed decimals",
    run=check_binary,
)
