"""Slides among the hand-written documents, which get a page alone: their notes are for the speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from report.text.metadata_blocks import front_matter

if TYPE_CHECKING:
    from report.template import Woven

#: `format: revealjs`, or a mapping whose only key is that format.
_SLIDES = re.compile(
    r"^format:[ \t]*(?:[\"']?revealjs[\"']?[ \t]*(?:#.*)?$"
    r"|(?:#.*)?\n(?P<indent>[ \t]+)revealjs:.*(?:\n(?P=indent)[ \t]+.*|\n[ \t]*)*(?=\n\S|\s*\Z)"
    r"|\{[ \t]*revealjs:(?:[^{},]|\{[^{}]*\})*\}[ \t]*(?:#.*)?$)",
    re.MULTILINE,
)


def is_slides(markdown: str) -> bool:
    """Whether the only format that a document asks for is `revealjs`."""
    front = front_matter(markdown)
    return front is not None and _SLIDES.search(front.yaml) is not None


def without_slides(documents: Mapping[str, Woven]) -> dict[str, Woven]:
    """The documents that are printed and saved as Word files, too."""
    return {name: each for name, each in documents.items() if not is_slides(each.markdown)}
