"""Counts of a flow of participants: parts against those excluded or assigned, and what is left against both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import questioned
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.audit.people_counts import COUNT, PEOPLE, parts_in, value, without_percentages

_NAME = "flow-count"
_LOST = (
    r"(?:excluded|removed|lost\sto\sfollow-?up|withdr[ae]wn?|withdrew|dropped\sout|discontinued|declined|ineligible"
    r"|not\seligible)"
)
_ABOUT = re.compile(rf"{_LOST}|randomi[sz]|assigned|allocated")
_OUT = rf"(?:(?:were|was|had)\s)?(?:then\s|subsequently\s|later\s)?{_LOST}"
_LISTED = re.compile(
    rf"(?P<whole>{COUNT})\s+(?:(?:of\s(?:these|them|whom|the\s\S+)|{PEOPLE})\s)?{_OUT}(?P<why>[^().;\d]{{0,60}}?)"
    r"\s?(?:\(|:\s)(?:n\s?=\s?\d+\s?[:;,]\s)?(?P<parts>[^().]*(?:\(\s?n\s?=\s?\d+\s?\)[^().]*)*)(?:\)|\.(?!\d)|$)"
)
_ACTIVE = re.compile(
    rf"[Ww]e\s(?:then\s)?(?:excluded|removed)\s(?P<whole>{COUNT})\s{PEOPLE}\s?(?:\(|:\s)(?:n\s?=\s?\d+\s?[:;,]\s)?"
    r"(?P<parts>[^().]*(?:\(\s?n\s?=\s?\d+\s?\)[^().]*)*)(?:\)|\.(?!\d)|$)"
)
_REASONS = re.compile(
    rf"(?P<whole>{COUNT})\s+(?:{PEOPLE}\s)?{_OUT}\s(?:for|because(?:\sof|\sthey)?|due\sto|(?:as|since)\sthey)\s(?P<parts>[^.;()]*(?:\(\s?n\s?=\s?\d+\s?\)"
    r"[^.;()]*){2,})(?:[.;]|$)"
)
_ASSIGNED = re.compile(
    rf"(?P<whole>{COUNT})\s{PEOPLE}\s(?:were\s|was\s)?(?:then\s)?(?:randomly\s)?(?:randomi[sz]ed|assigned|allocated)"
    r"(?P<words>[^.;(\d]{0,60}?)\s?(?:\(|[,:;-]\s?(?:with\s)?)(?P<parts>[^().;]*)"
)
_TO = re.compile(
    rf"(?P<count>{COUNT})\s(?:[a-z]+\s){{0,4}}?(?:to|in|into|received|receiving)\s(?:the\s|a\s|an\s)?[A-Za-z]"
)
_LEAVING = re.compile(
    rf"(?P<whole>{COUNT})\s(?:of\s\S+\s)?{PEOPLE}(?P<first>[^.]{{0,120}}?)\s(?P<lost>{COUNT})\s+(?:(?:of\s(?:these|them|whom)|{PEOPLE})\s)?"
    rf"{_OUT}(?P<why>[^.\d]{{0,160}}?)(?:leaving|resulting\sin|yielding|leading\sto|which\sleft)\s(?:us\swith\s)?(?:a\s|an\s|the\s)?"
    rf"(?:final\s|total\s|analytic\s|analysis\s|study\s)*(?:sample\s|number\s|total\s|cohort\s)?(?:size\s)?(?:of\s)?(?:[nN]\s?=\s?)?"
    rf"(?P<left>{COUNT})"
)
#: Reasons that one person may have more than one of, or lists of some of the reasons.
_OPEN = re.compile(
    r"more than one|multiple reasons|at least one|not mutually|overlap|both|including|included|e\.g\.|such as|mostly"
    r"|mainly|primarily|most common|main reason|among|some of|for example|respectively|each|per ",
    re.IGNORECASE,
)
#: Words of further losses or of another whole.
_FURTHER = re.compile(
    r"\b(?:further|additional(?:ly)?|another|others?|remaining|also|pilot|replac\w+|later)\b", re.IGNORECASE
)
_MOST = 5
#: The share of a whole that a list must reach to be taken as complete.
_COMPLETE = 0.8


def check_flows(paper: Paper) -> Iterator[Check]:
    """A check of each count whose parts are listed, and of each that remains of others."""
    for passage in (each for each in paper.prose() if _ABOUT.search(each.text)):
        text = without_percentages(passage.text)
        for start, end in sentences(text):
            yield from _sentence(passage, text[start:end], start)


def _sentence(passage: Passage, text: str, start: int) -> Iterator[Check]:
    listed = [match for pattern in (_LISTED, _ACTIVE, _REASONS) if (match := pattern.search(text))]
    if listed and not _OPEN.search(text):
        longest = max(listed, key=lambda match: len(parts_in(match["parts"])))
        yield from _sum(passage, longest, start, parts_in(longest["parts"]))
    assigned = _ASSIGNED.search(text)
    if assigned and not _OPEN.search(text) and not _FURTHER.search(text) and not re.search(_LOST, text):
        arms = [arm["count"] for arm in _TO.finditer(assigned["parts"])]
        yield from _sum(passage, assigned, start, arms)
    left = _LEAVING.search(text)
    if left:
        yield from _difference(passage, left, start)


def _sum(passage: Passage, match: re.Match[str], start: int, counts: Sequence[str]) -> Iterator[Check]:
    """The sum of parts against their whole."""
    if len(counts) < 2 or _is_of_one_sex(match["parts"]):
        return
    place = Place(passage.index, start + match.start(), start + match.end())
    statement = passage.block.text[place.start : place.end]
    total, sum_ = value(match["whole"]), sum(map(value, counts))
    shown = f"{' + '.join(str(value(each)) for each in counts)} = {sum_}"
    if total == sum_:
        yield Check(_NAME, "agrees", (place,), statement, shown)
        return
    fault = f"{shown}, but the whole is {total}."
    severity: Severity = "contradiction" if sum_ >= _COMPLETE * total else "worth a look"
    yield questioned(_NAME, place, statement, fault, severity)


def _is_of_one_sex(text: str) -> bool:
    """Whether a list describes people instead of dividing them: so many women, so many with a trait."""
    women = re.search(r"\b(?:wom[ae]n|females?|girls?)\b", text)
    men = re.search(r"\b(?:m[ae]n|males?|boys?)\b", text)
    return (women is None) != (men is None)


def _difference(passage: Passage, match: re.Match[str], start: int) -> Iterator[Check]:
    """What is left of a whole; any of the counts between may be a part of another."""
    place = Place(passage.index, start + match.start(), start + match.end())
    statement = passage.block.text[place.start : place.end]
    whole, lost, left = (value(match[name]) for name in ("whole", "lost", "left"))
    between = re.findall(COUNT, match["first"])
    shown = f"{whole} - {lost} = {whole - lost}"
    others = [whole, *(value(each) for each in between)]
    losses = [lost, *(value(each) for each in between)][:_MOST]
    sums = {sum(some) for size in range(1, len(losses) + 1) for some in combinations(losses, size)}
    if any(each - gone == left for each in others for gone in sums):
        yield Check(_NAME, "agrees", (place,), statement, shown)
    elif not between and not _FURTHER.search(match[0]) and whole > lost:
        fault = f"{shown.replace('-', '−')}, but {match['left']} are left."
        yield questioned(_NAME, place, statement, fault, "contradiction")


RULE = Rule(
    name=_NAME,
    title="counts of a flow of participants",
    formula="n = n₁ + n₂ + ...; left = n − lost",
    source="arithmetic; CONSORT 2010, doi:10.1136/bmj.c332, item 13",
    needs="`30 were excluded (12 declined, 18 ineligible)`, `120 patients were randomised, 60 to A and 60 to B`, or "
    "`of 150 adults, 30 were excluded, leaving 120`",
    rounding="counts are exact, in digits or words",
    abstains="reasons of which a person may have several, lists of some reasons, further losses in the sentence",
    run=check_flows,
)
