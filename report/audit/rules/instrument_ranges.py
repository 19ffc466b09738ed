"""Stated ranges of known instruments: the HAM-D-17 has scores from 0 to 52."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from report.audit.checks import Check, Place, Rule
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences
from report.rows.errors import DataError, Fault

#: The possible scores of instruments, by a pattern of their names.
INSTRUMENTS: Mapping[str, tuple[str, float, float]] = {
    r"HAM-?D-?17|17-item Hamilton|HDRS-?17|HRSD-?17": ("HAM-D-17", 0, 52),
    r"QIDS(?:-SR)?(?:-?16)?|Quick Inventory of Depressive": ("QIDS-SR-16", 0, 27),
    r"PHQ-?9|Patient Health Questionnaire-?9": ("PHQ-9", 0, 27),
    r"GAD-?7": ("GAD-7", 0, 21),
    r"BDI-?II|Beck Depression Inventory-II": ("BDI-II", 0, 63),
    r"MADRS|Montgomery-[ÅA]sberg": ("MADRS", 0, 60),
    r"CES-?D(?!-?10)|Center for Epidemiologic": ("CES-D", 0, 60),
    r"STAI-?[ST]": ("STAI", 20, 80),
    r"PSS-?10": ("PSS-10", 0, 40),
    r"PCL-?5": ("PCL-5", 0, 80),
    r"YMRS|Young Mania": ("YMRS", 0, 60),
    r"PANSS(?! (?:positive|negative|general))": ("PANSS", 30, 210),
    r"Y-?BOCS": ("Y-BOCS", 0, 40),
    r"LSAS": ("LSAS", 0, 144),
    r"MMSE|Mini-Mental": ("MMSE", 0, 30),
    r"MoCA(?!\w)|Montreal Cognitive": ("MoCA", 0, 30),
    r"EPDS|Edinburgh Postnatal": ("EPDS", 0, 30),
    r"AUDIT(?!-C)(?=\W)(?:.{0,40}Alcohol)?": ("AUDIT", 0, 40),
    r"SWLS|Satisfaction [Ww]ith Life Scale": ("SWLS", 5, 35),
    r"\bISI\b|Insomnia Severity Index": ("ISI", 0, 28),
}
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
            yield from _sentence(passage, start, end, _known(paper))


def _known(paper: Paper) -> Mapping[str, tuple[str, float, float]]:
    """The known instruments, and those of the facts: `instruments: {NAME: [low, high]}`."""
    added = paper.facts.get("instruments")
    if not isinstance(added, dict):
        return INSTRUMENTS
    own = {re.escape(str(name)): (str(name), *_ends(name, ends)) for name, ends in added.items()}
    return {**own, **INSTRUMENTS}


def _ends(name: object, given: Any) -> tuple[float, float]:
    try:
        low, high = map(float, given)
    except (TypeError, ValueError):
        what, remedy = f"{name} has no two numbers", "give the lowest and the highest score: [0, 52]"
        raise DataError(Fault("instruments", what, remedy)) from None
    return low, high


def _sentence(
    passage: Passage, start: int, end: int, known: Mapping[str, tuple[str, float, float]]
) -> Iterator[Check]:
    text = passage.text[start:end]
    stated = _RANGE.search(text)
    if stated is None:
        return
    named = [
        (found.start(), each)
        for pattern, each in known.items()
        if (found := re.search(rf"(?<![\w-])(?:{pattern})", text))
    ]
    if len(named) != 1:
        return
    name, low, high = named[0][1]
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
    source="the instruments' manuals; a table of 20 instruments, extended by `instruments` of the facts",
    needs="the instrument's name and `range from a to b` in one sentence",
    rounding="none",
    abstains="observed ranges inside the limits, several instruments in one sentence, unknown instruments",
    run=check_instruments,
)
