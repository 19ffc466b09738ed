"""The metadata blocks of Markdown texts: YAML between a line of dashes and a line of dashes or dots."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_END = r"(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
_FLAGS = re.DOTALL | re.MULTILINE
_BLOCK = re.compile(rf"^---[ \t]*\n{_END}", _FLAGS)
#: In a template, a macro or comment may precede the dashes, and dashes may be a rule between paragraphs.
_IN_TEMPLATE = re.compile(rf"(?<!-)---[ \t]*\n(?=[\w-]+:|[ \t]*#){_END}", _FLAGS)


class MetadataBlock(NamedTuple):
    """A block of metadata: its YAML, and where the block begins, the YAML begins, and the text after it begins."""

    yaml: str
    begin: int
    start: int
    end: int


def front_matter(markdown: str) -> MetadataBlock | None:
    """The metadata at the beginning of a Markdown text."""
    return _block(_BLOCK.match(markdown))


def template_front_matter(template: str) -> MetadataBlock | None:
    """The metadata of a template, which macros and comments may precede."""
    return _block(_IN_TEMPLATE.search(template))


def metadata_blocks(markdown: str) -> Iterator[MetadataBlock]:
    """All metadata of a Markdown text: pandoc reads blocks anywhere in a document."""
    return (block for found in _BLOCK.finditer(markdown) if (block := _block(found)))


def _block(found: re.Match[str] | None) -> MetadataBlock | None:
    return MetadataBlock(found["yaml"], found.start(), found.start("yaml"), found.end()) if found else None
