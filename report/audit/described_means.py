"""Means and standard deviations in running text with words between them: `mean age was 26.3 years (SD 1.9)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report.audit.checks import Place
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import printed
from report.audit.papers import Paper
from report.audit.quantities import SymbolQuantity

_NUMBER = r"\d+(?:\.\d+)?(?![\d%]|\.\d)"
_UNIT = r"(?:\s?(?:years?(?:\sold|\sof\sage)?|yrs?|points)\b)?"
_IS = r"(?:\s(?:was|of|is)\s|\s?[=:]\s?|\s)"
_DESCRIBED = re.compile(
    r"(?<![\w.-])(?:[Mm]ean|M|[Aa]verage)(?:_?\{?\s?[Aa]ge\}?|\s(?:score|total score))?"
    rf"{_IS}(?P<mean>{_NUMBER}){_UNIT}"
    rf"(?:\s?±\s?(?P<spread>{_NUMBER}){_UNIT}"
    rf"|[\s,;(\[]{{1,3}}(?:with\s)?(?:an?\s)?(?:SD|S\.D\.|[Ss]tandard\s[Dd]eviation){_IS}(?P<sd>{_NUMBER}){_UNIT})"
)


def in_words(paper: Paper) -> Iterator[ReportedEstimate]:
    """Each mean with a standard deviation; what follows ± may also be a standard error and has that mark."""
    for passage in paper.prose():
        for match in _DESCRIBED.finditer(passage.text):
            marks = frozenset({"unnamed"} if match["spread"] else ())
            found = {
                "M": SymbolQuantity("M", printed(match["mean"]), match.start("mean"), match.end("mean")),
                "SD": SymbolQuantity(
                    "SD", printed(match["sd"] or match["spread"]), 0, match.end(), marks=marks
                ),
            }
            place = Place(passage.index, match.start(), match.end())
            yield ReportedEstimate(found, place, passage.block.text[place.start : place.end])
