"""The explanations in the note or caption of a table: what is in parentheses, and the p-values of the stars."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_ENCLOSING = r"(?P<{0}>parenthes[ei]s|brackets)"
_KINDS = {
    "SE": r"(?:standard\serrors?|\bSEs?|s\.e\.s?)",
    "t": r"(?:\bt\s?-?\s?(?:statistics?|values?|ratios?|stats?)|absolute\st\s?-?\s?\w+)",
    "z": r"(?:\bz\s?-?\s?(?:statistics?|values?|scores?))",
    "p": r"(?:\bp\s?-?\s?values?)",
}
_SAID = {
    kind: re.compile(
        rf"{words}[^.;:()\n]{{0,60}}?\b(?:in|within|between)\s(?:square\s|round\s)?{_ENCLOSING.format('after')}"
        rf"|{_ENCLOSING.format('before')}\s(?:are|is|contain|show|report|give|represent|denote)\s[^.;:,()\n]{{0,30}}?{words}",
        re.IGNORECASE,
    )
    for kind, words in _KINDS.items()
}
_LEVEL = re.compile(
    r"(?P<stars>\*{1,4})\s?(?:indicates?\s|denotes?\s|significant\sat\s|=\s|:\s)?(?:[pP](?:[- ]value)?\s?)?"
    r"(?:<=|[<≤])\s?(?P<level>0?\.\d+)"
)
_PERCENT = re.compile(
    r"(?P<stars>\*{1,4})\s?(?:significan\w+\s)?(?:at\s)?(?:the\s)?(?P<level>\d{1,2}(?:\.\d)?)\s?%"
)
_AND = r"\s?(?:,\sand|,|and|;)\s?"
#: Several marks and then their levels: `***, ** and * denote significance at the 1%, 5% and 10% levels`.
_LISTED = re.compile(
    rf"(?P<marks>\*{{1,4}}(?:{_AND}\*{{1,4}}){{1,3}})(?![\d(])[^.;*\d]{{0,60}}?"
    rf"(?P<levels>\d{{1,2}}(?:\.\d)?\s?%?(?:{_AND}\d{{1,2}}(?:\.\d)?\s?%){{1,3}}|0?\.\d+(?:{_AND}0?\.\d+){{1,3}})"
)


def enclosed_kinds(words: str) -> dict[str, str]:
    """What is in `(` and in `[`, by symbol; omitted if the words do not state it, or do so in two ways."""
    found: dict[str, set[str]] = {}
    for kind, pattern in _SAID.items():
        for match in pattern.finditer(words):
            word = (match["after"] or match["before"]).casefold()
            found.setdefault("(" if word.startswith("p") else "[", set()).add(kind)
    kinds = {bracket: next(iter(each)) for bracket, each in found.items() if len(each) == 1}
    if "[" in kinds and "(" not in found:
        kinds["("] = kinds["["]
    return kinds


def star_levels(words: str) -> Mapping[str, float]:
    """The largest p-value for each number of stars; empty if one has two, or if more stars do not mean smaller ones."""
    levels: dict[str, set[float]] = {}
    for stars, level in _said_levels(words.translate({0x2217: "*", 0x204E: "*"})):
        levels.setdefault(stars, set()).add(level)
    if any(len(each) > 1 for each in levels.values()):
        return {}
    single = {stars: next(iter(each)) for stars, each in sorted(levels.items())}
    falling = sorted(single.values(), reverse=True) == list(single.values())
    return single if falling else {}


def _said_levels(words: str) -> Iterator[tuple[str, float]]:
    """The marks with their levels, one by one or in two lists."""
    for match in _LEVEL.finditer(words):
        yield match["stars"], float(match["level"])
    for match in _PERCENT.finditer(words):
        yield match["stars"], float(match["level"]) / 100
    for match in _LISTED.finditer(words):
        marks = re.findall(r"\*+", match["marks"])
        numbers = [float(each) for each in re.findall(r"\d*\.?\d+", match["levels"])]
        if len(marks) == len(numbers):
            scale = 100 if "%" in match["levels"] else 1
            yield from zip(marks, (number / scale for number in numbers), strict=True)
