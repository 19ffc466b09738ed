"""The numbers of cases that a paper prints."""

from __future__ import annotations

import re

from report.audit.papers import Paper

_SIZE = re.compile(r"(?<![\w.])[Nn]\s?=\s?(\d[\d,]*)")


def sizes_of(paper: Paper) -> list[int]:
    """The numbers of cases that the paper prints, and that of the facts."""
    printed = {int(match[1].replace(",", "")) for match in _SIZE.finditer(paper.text)}
    given = paper.facts.get("n")
    return sorted(printed | ({given} if isinstance(given, int) else set()))
