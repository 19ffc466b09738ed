"""Stated ranges of known instruments: the HAM-D-17 has scores from 0 to 52."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from report.audit.checks import Check, Place, Rule
from report.audit.instruments import known_instruments, named_in
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences

#: A statement of the scores that are possible, not of those that were observed.
_RANGE = re.compile(
    r"(?:scores?|scale|inventory|questionnaire|total|it)\b[^.;]{0,90}?\brang(?:e[sd]?|ing)\s(?:from\s|between\s|of\s)?"
    r"(?P<low>\d+)\s?(?:to|and|-)\s?(?P<high>\d+)"
    r"|(?:possible\s|score\s|total\s)?range(?:\sof\s(?:possible\s)?scores)?\s?(?:=|:|is|of)\s?(?P<low2>\d+)\s?(?:to|-)\s?(?P<high2>\d+)",
    re.IGNORECASE,
)
_OBSERVED = re.compile(
    r"\b(?:mean|M\s=|SD|observed|median|average|participants?' scores|ranged|per item|item scores?|subscale)\b",
    re.IGNORECASE,
)
_POSSIBLE = re.compile(
    r"possible|range of scores|\branges?\s(?:from|between)|(?:higher|lower|greater) scores", re.IGNORECASE
)


def check_instruments(paper: Paper) -> Iterator[Check]:
    """A check of each stated range of a known instrument."""
    for passage in paper.prose():
        for start, end in sentences(passage.text):
            yield from _sentence(passage, start, end, known_instruments(paper))


def _sentence(
    passage: Passage, start: int, end: int, known: Mapping[str, tuple[str, float, float]]
) -> Iterator[Check]:
    text = passage.text[start:end]
    stated = _RANGE.search(text)
    if stated is None:
        return
    named = named_in(text, known)
    if len(named) != 1:
        return
    name, low, high = named[0]
    reported = (
        float(stated["low"] or stated["low2"]),
        float(stated["high"] or stated["high2"]),
    )
    place = Place(passage.index, start + stated.start(), start + stated.end())
    yield from _checked(name, (low, high), reported, place, passage, text)


def _checked(
    name: str,
    known: tuple[float, float],
    reported: tuple[float, float],
    place: Place,
    passage: Passage,
    sentence: str,
) -> Iterator[Check]:
    statement = passage.block.text[place.start : place.end]
    computed = f"{name} has scores from {known[0]:.0f} to {known[1]:.0f}"
    outside = reported[0] < known[0] or reported[1] > known[1]
    possible = bool(_POSSIBLE.search(sentence)) and not _OBSERVED.search(sentence)
    if reported == known or not (outside or possible):
        yield Check("instrument-range", "agrees", (place,), statement, computed)
        return
    question = (
        f"The text gives {reported[0]:.0f} to {reported[1]:.0f} as scores of the {name}, whose items give "
        f"{known[0]:.0f} to {known[1]:.0f}. Was another version used?"
    )
    yield Check("instrument-range", "finding", (place,), statement, computed, "inconsistent", question)


RULE = Rule(
    name="instrument-range",
    title="range of a known instrument",
    formula="lowest and highest sum of the instrument's items",
    source="the instruments' manuals; a table of 41 instruments, extended by `instruments` of the facts",
    needs="the instrument's name and `range from a to b` in one sentence",
    rounding="none",
    abstains="observed ranges inside the limits, several instruments in one sentence, unknown instruments",
    run=check_instruments,
)
