"""What all readers give: the blocks of a copy in reading order, with what each stretch of text is tied to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Where a word may have been parted, or a hyphen stood, at the end of a line.
SOFT = "\u00ad"
#: The heading under which a document lists the provenance of its numbers.
APPENDIX_HEADING = "Provenance of the numbers"
#: Kinds of anchors that tie text to a row, a claim or a reason.
BOUND = ("stat", "stars", "claim", "literal")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of a block's text that is tied to something, or whose digits are no results for a reason.

    `kind` is one of `BOUND`, or the reason: citation, reference list, cross-reference, mark, running matter, or
    provenance.
    `id` is the row, the claim or the literal's reason; `number` is the occurrence (`o12`), where it is known.
    """

    start: int
    end: int
    kind: str
    id: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, cell, heading, caption, note or label, and where it stands.

    `home` is the label of the float around it (`tbl-fit-indices`); `cell` is table, row and column, counted
    from 0 in the copy, and `row` and `column` are their heads.
    """

    kind: str
    text: str
    anchors: tuple[Anchor, ...] = ()
    section: str = ""
    page: int | None = None
    home: str = ""
    cell: tuple[int, int, int] | None = None
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class Copy:
    """A file as it was read.

    `readings` are the block sequences that it can be read as: one, or two where changes are tracked.
    `printed` is the ledger that the copy carries, as id and printed text. Blocks of the kind `picture` hold no
    text: a picture without labels that could be read stands there. `running` counts the digit runs in headers,
    footers and page numbers. `unchecked` names what a reader sees of the copy and what is not read: charts,
    embedded objects, stamps.
    """

    format: str
    readings: Mapping[str, tuple[Block, ...]]
    printed: Mapping[str, str] = field(default_factory=dict)
    running: int = 0
    unchecked: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks as they read with all tracked changes accepted."""
        return next(iter(self.readings.values()))


def counted(count: int, noun: str) -> str:
    """A number of things: `1 chart`, `2 charts`."""
    return f"{count} {noun}{'s' if count != 1 else ''}"
