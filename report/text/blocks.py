"""Defines the output of all readers: the blocks of a copy in reading order, with anchors on parts of their text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Marks a line end that may have broken a word or followed a hyphen.
SOFT = "\u00ad"
#: The heading of the provenance appendix.
APPENDIX_HEADING = "Provenance of the numbers"
#: The kind of blocks that replace a picture where it cannot be seen.
DESCRIPTION = "alternative text"
#: The kinds of anchors that bind text to a row, a claim or a reason.
BOUND = ("stat", "stars", "claim", "literal")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A part of a block's text that is bound to a row, a claim or a reason, or whose digits are not results.

    `kind` is one of `BOUND`, or the reason: citation, reference list, cross-reference, mark, running matter, or
    provenance.
    `id` is the row, the claim or the literal's reason; `number` is the occurrence (`o12`), if known.
    """

    start: int
    end: int
    kind: str
    id: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, cell, heading, caption, note or label, with its position.

    `home` is the label of the float around it (`tbl-fit-indices`); `cell` is table, row and column, counted
    from 0 in the copy, and `row` and `column` are their headings. `ordinal` is the number that a page shows before
    a list item without its being text; 0 if there is none or it is unknown.
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
    ordinal: int = 0


@dataclass(frozen=True)
class Copy:
    """The content of a file that was read.

    `readings` are its possible block sequences: one, or two if changes are tracked.
    `printed` is the ledger embedded in the copy, as id and printed text. Blocks of kind `picture` have no text:
    they represent pictures without readable labels. `running` counts the digit runs in headers,
    footers and page numbers. `unchecked` lists visible content of the copy that is not read: charts,
    embedded objects, stamps. `descriptions` are the alternative texts of pictures, and `cards` the
    contents of the page's provenance cards, by row.
    """

    format: str
    readings: Mapping[str, tuple[Block, ...]]
    printed: Mapping[str, str] = field(default_factory=dict)
    running: int = 0
    unchecked: tuple[str, ...] = ()
    descriptions: tuple[Block, ...] = ()
    cards: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    #: The style rules of a page that hide text or add some.
    styles: tuple[str, ...] = ()
    #: The SHA-256 of each vector picture, with the raster picture that programs without SVG show, in base64.
    rasters: tuple[tuple[str, str], ...] = ()
    #: The texts of headers and footers, each once; in a PDF, the lines that recur.
    running_texts: tuple[str, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks with all tracked changes accepted."""
        return next(iter(self.readings.values()))
