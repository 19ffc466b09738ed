"""Restores the parts of a page that was converted to a Word file: title, table of contents and appendix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report.text.blocks import APPENDIX_HEADING, Anchor, Block

_ENTRIES = ("list item", "paragraph")


def restored(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without a title set twice; contents and appendix get their kinds back."""
    headings = {block.text for block in blocks if block.kind == "heading"}
    inside = False
    for block in blocks[_is_set_twice(blocks) :]:
        inside = inside or (block.kind == "heading" and block.text == APPENDIX_HEADING)
        if inside and block.kind != "footnote":
            yield replace(block, kind="provenance", anchors=(Anchor(0, len(block.text), "provenance"),))
        elif block.kind in _ENTRIES and block.text in headings:
            yield replace(block, kind="contents")
        else:
            yield block


def _is_set_twice(blocks: Sequence[Block]) -> bool:
    """Whether the title in the properties of the page was set above its front matter, which repeats it."""
    title = blocks[0] if blocks and blocks[0].kind == "heading" else None
    return title is not None and any((each.kind, each.text) == ("heading", title.text) for each in blocks[1:])
