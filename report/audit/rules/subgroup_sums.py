"""Subgroups against their whole: arms of a trial, and women with men."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import questioned
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.audit.people_counts import value, without_percentages

_NAME = "subgroup-sum"
_COUNT = r"\d{1,3}(?:,\d{3})+|\d+"
_PEOPLE = (
    r"(?:[a-z-]+\s){0,2}(?:participants|patients|students|persons|people|adults|children|adolescents|individuals"
    r"|respondents|subjects|volunteers|infants|couples|employees|teachers)"
)
_SPLIT = r"(?:randomi[sz]ed|assigned|allocated)"
_ALLOCATED = re.compile(
    rf"(?<![\w.])(?P<whole>{_COUNT})\s{_PEOPLE}\s(?:were\s)?(?:then\s)?(?:randomly\s)?{_SPLIT}\b"
    rf"|[Ww]e\s(?:then\s)?(?:randomly\s)?{_SPLIT}\s(?:all\s)?(?P<whole2>{_COUNT})\s{_PEOPLE}\s(?:to|into|between)\b"
)
_ARM = re.compile(rf"\(\s?[nN]\s?=\s?(?P<count>{_COUNT})\s?\)")
_SEXES = re.compile(
    rf"(?<![\w.])(?P<whole>{_COUNT})\s{_PEOPLE}(?:\s?\(|,|:)\s?(?P<one>{_COUNT})\s+(?P<first>wom[ae]n|females?|girls|men|males?|boys)"
    rf"(?:\s?,\s?(?:and\s)?|\sand\s|\s?;\s?)(?P<two>{_COUNT})\s+(?P<second>wom[ae]n|females?|girls|men|males?|boys)\s?[),;]"
)
_OTHERS = re.compile(
    r"excluded|withdr|dropped|lost|declin|missing|remaining|additional|stratif|non-?binary|respectively"
    r"|analy[sz]ed|complet|later|subsample|of whom",
    re.IGNORECASE,
)


def check_subgroups(paper: Paper) -> Iterator[Check]:
    """A check of each whole that is printed with its arms or sexes in one sentence."""
    for passage in paper.prose():
        for match in _SEXES.finditer(without_percentages(passage.text)):
            if match["first"][0] != match["second"][0]:
                counts = [match["one"], match["two"]]
                yield _checked(passage, match.start(), match.end(), match["whole"], counts, closed=False)
        for start, end in sentences(passage.text):
            yield from _arms(passage, start, end)


def _arms(passage: Passage, start: int, end: int) -> Iterator[Check]:
    """Arms that follow `120 patients were randomised to ...` in the same sentence."""
    whole = _ALLOCATED.search(passage.text, start, end)
    if whole is None or _OTHERS.search(passage.text, start, end):
        return
    arms = list(_ARM.finditer(passage.text, whole.end(), end))
    if len(arms) > 1:
        counts = [arm["count"] for arm in arms]
        yield _checked(
            passage, whole.start(), arms[-1].end(), whole["whole"] or whole["whole2"], counts, closed=True
        )


def _checked(passage: Passage, start: int, end: int, whole: str, counts: list[str], *, closed: bool) -> Check:
    place, text = Place(passage.index, start, end), passage.block.text[start:end]
    total, sums = value(whole), list(accumulate(map(value, counts)))
    sum_ = sums[-1]
    if total in sums[1:]:  # further groups may follow the arms
        return Check(
            _NAME, "agrees", (place,), text, f"{' + '.join(counts[: sums.index(total) + 1])} = {total}"
        )
    severity: Severity = "contradiction" if sum_ > total or closed else "worth a look"
    fault = f"{' + '.join(counts)} = {sum_}, but the whole is {whole}."
    return questioned(_NAME, place, text, fault, severity)


RULE = Rule(
    name=_NAME,
    title="subgroups against their whole",
    formula="n = n₁ + n₂ + ...",
    source="arithmetic",
    needs="`120 patients were randomised to A (n = 60) or B (n = 60)`, or `120 adults (70 women, 50 men)`",
    rounding="counts are exact",
    abstains="words about losses, exclusions, later phases or further groups in the sentence; fewer women and men than "
    "people are worth a look",
    run=check_subgroups,
)
