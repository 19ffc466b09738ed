"""Finds out which document a file is a copy of, or which two are bound in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from report.rows.ledger import Ledger
from report.text.blocks import Block, Copy
from report.text.reading.guards import UnreadableError
from report.verify.comparison import Comparison, compare

#: Below this share of equal words a file is no copy of a document; a short copy must be the document, nearly.
_LEAST, _SHORT = 0.25, 20
#: From this likeness on no other document is tried, unless so many words in one stretch belong to none of its places.
_SURE, _LEFT, _STRETCH = 0.8, 60, 100
#: More paragraphs than these, a banner and a link or two, are running text.
_ASIDE = 3
_TITLE = re.compile(r"Table[ \u00a0][A-Z]?\d+\b")


class Documents(Protocol):
    """What a copy is compared with."""

    @property
    def ledger(self) -> Ledger:
        """The rows of today."""
        ...

    def blocks(self, name: str) -> tuple[Block, ...]:
        """The blocks of a document."""
        ...

    def likely(self, path: Path, tables: Sequence[str]) -> Iterator[str]:
        """The documents' names, the likeliest first; `tables` are the titles of a copy that holds tables alone."""
        ...


def comparisons(path: Path, copy: Copy, documents: Documents) -> tuple[str, dict[str, Comparison]]:
    """The name of the document, or of two, that a copy is of, and the comparison of each of its readings."""
    tried: dict[tuple[str, ...], Comparison] = {}
    for name in documents.likely(path, tables_alone(copy)):
        tried[name,] = _case(copy, copy.blocks, (name,), documents)
        if tried[name,].alignment.likeness >= _SURE and not _may_hold_more(tried[name,]):
            break
    names = _best(tried)
    if _may_hold_more(tried[names]):
        for other in [*tried]:
            if other != names:
                both = (*names, *other)
                tried[both] = _case(copy, copy.blocks, both, documents)
        names = _best(tried)
    best = tried[names]
    if best.alignment.share < _LEAST or (len(best.found) < _SHORT and best.alignment.likeness < _SURE):
        raise UnreadableError("is not a copy of this paper: too few of its words are in it")
    first, *others = copy.readings.items()
    cases = {reading: _case(copy, blocks, names, documents) for reading, blocks in others}
    return " and ".join(names), {first[0]: best, **cases}


def _best(tried: dict[tuple[str, ...], Comparison]) -> tuple[str, ...]:
    return max(tried, key=lambda names: tried[names].alignment.likeness)


def _may_hold_more(case: Comparison) -> bool:
    """Whether so many words of a copy belong to no place of a document that another may be bound in it."""
    free = [0, *accumulate(i is None for i in case.alignment.to_expected)]
    return any(free[min(j + _STRETCH, len(free) - 1)] - free[j] >= _LEFT for j in range(len(free)))


def _case(copy: Copy, blocks: tuple[Block, ...], names: Sequence[str], documents: Documents) -> Comparison:
    """The text of a copy beside today's; contents count where the copy has them."""
    kinds = {block.kind for block in blocks}
    whole = (block for name in names for block in documents.blocks(name))
    today = [block for block in whole if block.kind != "contents" or "contents" in kinds]
    return compare(documents.ledger, today, blocks, copy.printed)


def tables_alone(copy: Copy) -> tuple[str, ...]:
    """The titles of the tables of a copy that holds nothing else: an export, whatever its file is called."""
    running = sum(block.kind == "paragraph" for block in copy.blocks)
    captions = (block.text for block in copy.blocks if block.kind == "caption")
    return tuple(
        found[0].replace("\u00a0", " ")
        for text in captions
        if (found := _TITLE.match(text)) and running <= _ASIDE
    )
