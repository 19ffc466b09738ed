"""Legends of significance marks: more stars mean smaller p-values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from report.audit.checks import Check, Place, Rule
from report.audit.papers import Paper
from report.audit.passages import Passage

_LEVEL = re.compile(
    r"(?P<stars>\*{1,4}|x{1,4}(?=\s?p\s?<)|[†‡+☨#])\s?(?:indicates?\s|denotes?\s|=\s|:\s)?(?:[pP]|[pP]-value)\s?"
    r"(?P<relation><=|>=|[<>≤≥=])\s?(?P<level>0?\.\d+)"
)

#: The most characters between two marks of a legend; farther ones are of comparisons that a caption describes.
_FAR = 40


def check_legends(paper: Paper) -> Iterator[Check]:
    """A check of each legend with at least one mark."""
    for passage in paper.passages:
        levels = list(_LEVEL.finditer(passage.block.text.translate({0x2217: "*", 0x204E: "*"})))
        if levels and all(two.start() - one.end() <= _FAR for one, two in pairwise(levels)):
            yield _checked(passage, levels)


def _checked(passage: Passage, levels: list[re.Match[str]]) -> Check:
    place = Place(passage.index, levels[0].start(), levels[-1].end())
    statement = passage.block.text[place.start : place.end]
    reversed_ = [each[0] for each in levels if each["relation"][0] in ">≥"]
    stars = {each["stars"]: float(each["level"]) for each in levels if each["stars"][0] == "*"}
    ordered = sorted(stars, key=len)
    falls = all(stars[one] > stars[two] for one, two in pairwise(ordered))
    if falls and not reversed_:
        return Check("star-legend", "agrees", (place,), statement)
    what = f"{reversed_[0]} marks large p-values" if reversed_ else "more stars mean larger p-values"
    question = f"In this legend {what}. Is a sign or a level a misprint?"
    return Check("star-legend", "finding", (place,), statement, "", "contradiction", question)


RULE = Rule(
    name="star-legend",
    title="legend of significance marks",
    formula="level(***) < level(**) < level(*), each an upper bound",
    source="the convention that all style guides share",
    needs="marks with p-values in one caption or note",
    rounding="none",
    abstains="marks of different comparisons, with words between them",
    run=check_legends,
)
