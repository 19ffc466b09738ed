"""A woven document on its way to a page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Document:
    """A document's name and Markdown, the project that it belongs to, and the folder of its drawn figures.

    `tree` is what pandoc read of the Markdown, where it was read ahead of several formats.
    """

    name: str
    markdown: str
    root: Path
    figures: Path
    tree: str = ""
