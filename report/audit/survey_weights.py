"""Percentages that survey weights may have changed, so that they are not those of the printed counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from report.audit.checks import Check
from report.audit.papers import Paper

_WEIGHTED = re.compile(
    r"(?<!un)weighted (?:percent\w*|proportions?|prevalences?|estimates?|data|samples?|analys[ei]s|frequenc\w+|%|n\b)"
    r"|percentages (?:are|were) (?:\w+ )?weighted|(?:survey|sampling|sample|population|probability|design)[- ]weight"
    r"|post-?stratif|inverse[- ]probability",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?<!un)weight(?:ed|s|ing)\b", re.IGNORECASE)
#: Words of a recruitment, whose shares are those of the people that were counted.
_RECRUITED = re.compile(
    r"\b(?:respond(?:ed|ents? returned)|response rate|returned|completed the (?:survey|questionnaire|interview|study)"
    r"|invited|contacted|approached|consented|agreed to (?:take part|participate)|enrolled|recruited|randomi[sz]ed"
    r"|excluded|eligible|lost to follow|dropped out|withdrew|screened|unweighted)\b",
    re.IGNORECASE,
)
#: How many shares of a section agree with their counts for each that does not, if they are not weighted.
_FOR_EACH = 3


def without_weighted(paper: Paper, checks: Sequence[Check]) -> Iterator[Check]:
    """The checks of shares; in a paper about weights, one that disagrees is not checkable if it may be weighted."""
    if not _mentions_weights(paper):
        yield from checks
        return
    agreeing = Counter(_section(paper, each) for each in checks if each.verdict == "agrees")
    others = Counter(_section(paper, each) for each in checks if each.verdict == "finding")
    for each in checks:
        section = _section(paper, each)
        plain = agreeing[section] >= _FOR_EACH * others[section] and not _WORD.search(_sentence(paper, each))
        if each.verdict == "finding" and not (plain or _is_of_recruitment(_sentence(paper, each))):
            yield replace(each, verdict="not checkable", reason="its percentage may be weighted", question="")
        else:
            yield each


def _mentions_weights(paper: Paper) -> bool:
    """Whether the paper mentions weights outside its references."""
    return any(_WEIGHTED.search(each.text) for each in paper.passages if each.part != "references")


def _is_of_recruitment(sentence: str) -> bool:
    return bool(_RECRUITED.search(sentence)) and not _WORD.search(sentence)


def _sentence(paper: Paper, check: Check) -> str:
    place = check.places[0]
    return paper.sentence(place.passage, place.start)


def _section(paper: Paper, check: Check) -> Hashable:
    """The table or the section of the paper that a share is in."""
    block = paper.passages[check.places[0].passage].block
    return block.cell[0] if block.cell else block.section
