"""Identifies the document that a file is a copy of, or the two documents bound together in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Protocol

from report.rows.ledger import Ledger
from report.text.blocks import Block, Copy
from report.text.reading.guards import UnreadableError
from report.text.tokens import Token, tokens
from report.verify.comparison import Comparison, compare
from report.verify.rasters import Drawings

#: Below this share of equal words a file is not a copy of a document; a short copy must match almost entirely.
_LEAST, _SHORT = 0.25, 20
#: At this similarity no other document is tried, unless this many consecutive words belong to no place in it.
_SURE, _LEFT, _STRETCH = 0.8, 60, 100
#: A file of tables may have this many paragraphs (a banner, a link or two); more are running text.
_ASIDE = 3
#: Kinds of blocks that some formats lack, and how many letters of an alternative text tell it from others.
_OPTIONAL, _BEGINNING = ("contents", "description"), 30
#: A copy with more letters may be at most this many times as long as the documents of the paper.
_LETTERS, _TIMES = 1_500_000, 3
_TITLE = re.compile(r"Table[ \u00a0][A-Z]?\d+\b")


class Documents(Protocol):
    """The documents that a copy is compared with."""

    @property
    def ledger(self) -> Ledger:
        """The current rows."""
        ...

    def blocks(self, name: str) -> tuple[Block, ...]:
        """The blocks of a document."""
        ...

    def descriptions(self, name: str) -> tuple[Block, ...]:
        """The alternative texts of a document's pictures."""
        ...

    def styles(self, name: str) -> tuple[str, ...]:
        """The style rules of a document's page that hide or add text."""
        ...

    @property
    def sweeps(self) -> tuple[str, ...]:
        """What the provenance appendix says about sweeps: their size, their failed fits and their run."""
        ...

    @property
    def drawings(self) -> Drawings:
        """The raster pictures of the figures, by the hash of their vector pictures."""
        ...

    def likely(self, path: Path, tables: Sequence[str]) -> Iterator[str]:
        """The documents' names, most likely first; `tables` are the titles in a copy that contains only tables."""
        ...


def comparisons(
    path: Path, copy: Copy, documents: Documents
) -> tuple[tuple[str, ...], dict[str, Comparison]]:
    """The names of the copied documents (one, or two), and the comparison for each reading of the copy."""
    _check_length(path, copy, documents)
    tried: dict[tuple[str, ...], Comparison] = {}
    read = tokens(copy.blocks, documents.ledger.build.notation)
    for name in documents.likely(path, tables_alone(copy)):
        tried[name,] = _case(copy, copy.blocks, (name,), documents, read)
        if tried[name,].alignment.similarity >= _SURE and not _may_hold_more(tried[name,]):
            break
    names = _best(tried)
    if _may_hold_more(tried[names]):
        for other in [*tried]:
            if other != names:
                both = (*names, *other)
                tried[both] = _case(copy, copy.blocks, both, documents, read)
        names = _best(tried)
    best = tried[names]
    if best.alignment.share < _LEAST or (len(best.found) < _SHORT and best.alignment.similarity < _SURE):
        raise UnreadableError("is not a copy of this paper: they have too few words in common")
    first, *others = copy.readings.items()
    cases = {reading: _case(copy, blocks, names, documents) for reading, blocks in others}
    return names, {first[0]: best, **cases}


def _check_length(path: Path, copy: Copy, documents: Documents) -> None:
    letters = _letters(copy.blocks)
    if letters > _LETTERS:
        whole = sum(_letters(documents.blocks(name)) for name in documents.likely(path, ()))
        if letters > _TIMES * whole:
            raise UnreadableError("is far longer than this paper")


def _letters(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _best(tried: dict[tuple[str, ...], Comparison]) -> tuple[str, ...]:
    return max(tried, key=lambda names: tried[names].alignment.similarity)


def _may_hold_more(case: Comparison) -> bool:
    """Whether so many words of a copy have no place in a document that another may be bound with it."""
    free = [0, *accumulate(i is None for i in case.alignment.to_expected)]
    return any(free[min(j + _STRETCH, len(free) - 1)] - free[j] >= _LEFT for j in range(len(free)))


def _case(
    copy: Copy,
    blocks: tuple[Block, ...],
    names: Sequence[str],
    documents: Documents,
    read: Sequence[Token] | None = None,
) -> Comparison:
    """Compare a copy with the current text; contents and alternative texts count if the copy has them."""
    kinds = {block.kind for block in blocks}
    whole = [block for name in names for block in documents.blocks(name)]
    text = " ".join(block.text for block in blocks) if "description" not in kinds else ""
    today = [
        block for block in whole if block.kind not in _OPTIONAL or block.kind in kinds or _is_in(block, text)
    ]
    return compare(documents.ledger, today, blocks, copy.printed, read)


def _is_in(block: Block, text: str) -> bool:
    """Whether an alternative text begins somewhere in a copy: LibreOffice prints those of drawings."""
    return block.kind == "description" and block.text[:_BEGINNING] in text


def tables_alone(copy: Copy) -> tuple[str, ...]:
    """The table titles of a copy that contains only tables: an export, whatever the file is called."""
    running = sum(block.kind == "paragraph" for block in copy.blocks)
    captions = (block.text for block in copy.blocks if block.kind == "caption")
    return tuple(
        found[0].replace("\u00a0", " ")
        for text in captions
        if (found := _TITLE.match(text)) and running <= _ASIDE
    )
