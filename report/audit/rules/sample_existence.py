"""Mean and standard deviation of single ratings: some sample of whole numbers on the scale must have these values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Rule
from report.audit.comparisons import questioned
from report.audit.estimate_reading import estimates
from report.audit.estimate_record import ReportedEstimate
from report.audit.papers import Paper
from report.audit.samples import LARGEST, sample_exists

_NAME = "sample-existence"
_POINTS = re.compile(
    r"\b(?P<points>\d{1,2}|five|seven|four|six|nine|ten|eleven)[- ]point\s(?:Likert|rating|response|scale)",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:scale|rated|rating|ratings|responses?|answers?)\b[^.;]{0,40}?(?:from\s|between\s|\()?(?<![\d.-])(?P<low>[0-2])\s?"
    r"(?:\([^()]{1,30}\)\s|=\s?[^,;.=()]{1,30}?\s)?(?:to|-|and)\s(?P<high>\d{1,2})(?![\d.]|\s?(?:items|points|weeks|times))",
    re.IGNORECASE,
)
#: A value of one question, and those of several.
_SINGLE = re.compile(
    r"\bsingle[- ](?:item|question|rating)|\bone[- ]item\b|\ba (?:single|one) ", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"averag|composite|subscale|sum\b|total|\bitems\b|differen|chang|adjusted|estimated|weighted|visual|VAS\b|slider",
    re.IGNORECASE,
)
_WORDS = {"four": 4, "five": 5, "six": 6, "seven": 7, "nine": 9, "ten": 10, "eleven": 11}


def check_samples(paper: Paper) -> Iterator[Check]:
    """A check of each mean with SD and n of a rating whose scale is in the sentence."""
    for each in estimates(paper):
        if each.has("M", "SD") and each.cases >= 2 and each["SD"].number.value > 0:
            words = each.words_near(paper)
            limits = _limits(words) if _SINGLE.search(words) and not _SEVERAL.search(words) else []
            if limits and each.cases * (limits[0][1] - limits[0][0]) <= LARGEST:
                yield _checked(each, limits)


def _limits(words: str) -> list[tuple[int, int]]:
    """The lowest and highest rating; of a number of points, from 0 or 1."""
    ends, points = _ENDS.search(words), _POINTS.search(words)
    if ends and int(ends["high"]) > int(ends["low"]):
        return [(int(ends["low"]), int(ends["high"]))]
    if points is None:
        return []
    count = _WORDS.get(points["points"].casefold()) or int(points["points"])
    return [(1, count), (0, count - 1)] if count > 1 else []


def _checked(each: ReportedEstimate, limits: list[tuple[int, int]]) -> Check:
    mean, sd, n = each["M"].number, each["SD"].number, each.cases
    if any(sample_exists(mean, sd, n, low, high) for low, high in limits):
        return Check(_NAME, "agrees", (each.place,), each.text, f"some {n} ratings have this mean and SD")
    low, high = limits[0]
    fault = f"No {n} whole numbers from {low} to {high} have a mean of {mean.text} with an SD of {sd.text}."
    return questioned(_NAME, each.place, each.text, fault)


RULE = Rule(
    name=_NAME,
    title="sample that has a mean and standard deviation",
    formula="n whole numbers from min to max with Σx = n·M and Σx² = (n − 1)·SD² + n·M²",
    source="Heathers et al. (2018), SPRITE, doi:10.7287/peerj.preprints.26968v1, by complete enumeration",
    needs="M, SD and n together, in a sentence that calls the variable a single item or rating and gives its scale "
    "(1 to 7, 7-point)",
    rounding="all sums whose mean rounds to the printed one; SDs with divisor n − 1 or n that round to the printed one",
    abstains="more than 600 cases times points; averages, sums, changes, adjusted means and visual scales",
    run=check_samples,
)
