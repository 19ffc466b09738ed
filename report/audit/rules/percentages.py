"""Percentages beside counts: 11 of 29 (38%), 11/29 (38%), 38% (11/29); of the 29 patients, 11 (38%)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Check, Place, Rule
from report.audit.numbers import PrintedNumber, Span, printed, shown
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.survey_weights import without_weighted

_COUNT = r"\d{1,3}(?:,\d{3})+|\d+"
_PERCENT = r"\d+(?:\.\d+)?"
#: Words of groups, whose sizes would be the totals.
_SEVERAL = r"\b(?:groups?|arms?|both|each|two|versus|vs|respectively|cohorts?|sites?)\b"
_FORMS = [
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w./,])(?P<k>{_COUNT})\s?(?:/|\sof\s(?:the\s)?|\sout\sof\s(?:the\s)?)\s?(?P<n>{_COUNT})"
        rf"(?:\s[a-z][a-z-]*){{0,3}}\s?[(\[;,]\s?(?P<percent>{_PERCENT})\s?%",
        rf"(?<![\w.])(?P<percent>{_PERCENT})\s?%\s?[(\[]\s?(?:n\s?=\s?)?(?P<k>{_COUNT})\s?(?:/|\sof\s|\sout\sof\s)\s?"
        rf"(?P<n>{_COUNT})\s?[)\]]",
        rf"(?<![\w./,-])(?P<k>{_COUNT})\s?[(\[]\s?(?P<percent>{_PERCENT})\s?%\s?[)\]]\s(?:out\s)?of\s(?:the\s)?(?P<n>{_COUNT})(?![\d.,]*[\d%])",
        rf"\bOf\s(?:the\s|these\s|all\s|our\s)*(?P<n>{_COUNT})\s(?![^,]*{_SEVERAL})[a-z][a-z -]{{2,40}},\s"
        rf"(?P<k>{_COUNT})\s?[(\[]\s?(?P<percent>{_PERCENT})\s?(?:%|per\s?cent)\s?[)\]](?![^.;]*{_SEVERAL})",
    )
]


def check_percentages(paper: Paper) -> Iterator[Check]:
    """A check of each percentage that is printed with its count and its total."""
    checks = (
        check
        for passage in paper.passages
        if passage.part != "references"
        for form in _FORMS
        for match in form.finditer(passage.text)
        for check in _checked(passage, match)
    )
    yield from without_weighted(paper, list(checks))


def _checked(passage: Passage, match: re.Match[str]) -> Iterator[Check]:
    k, n, reported = (printed(match[name]) for name in ("k", "n", "percent"))
    if n.value <= 0 or (match.re in _FORMS[2:] and k.value > n.value):
        return
    place = Place(passage.index, match.start(), match.end())
    text = passage.block.text[place.start : place.end]
    share = 100 * k.value / n.value
    computed = f"{k.text}/{n.text} = {shown(share)}%"
    values: dict[str, float | str | None] = {"computed": share, "printed": reported.value}
    if _agrees(share, reported):
        yield Check("percentage", "agrees", (place,), text, computed, values=values)
        return
    likely = round(reported.value * n.value / 100)
    question = f"{computed}, but {reported.text}% is printed. Is one of the numbers a misprint, or were cases missing?"
    remedy = f"{reported.text}% of {n.text} would be {likely}." if likely <= n.value else ""
    yield Check(
        "percentage", "finding", (place,), text, computed, "inconsistent", question, remedy, values=values
    )


def _agrees(share: float, reported: PrintedNumber) -> bool:
    """Whether the share rounds, up, down or cut off, to the printed percentage."""
    return (
        Span(reported.low, reported.high).meets(Span(share, share))
        or 0 <= share - reported.value < reported.unit
    )


RULE = Rule(
    name="percentage",
    title="percentage of a count",
    formula="100·k/n",
    source="arithmetic",
    needs="count, total and percentage in one expression",
    rounding="all percentages that round to the printed one, and those that were cut off",
    abstains="the total is not in the expression; where the paper mentions survey weights or weighted percentages, "
    "shares that are neither of the recruitment nor in a section in which three others agree",
    run=check_percentages,
)
