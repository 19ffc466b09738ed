"""Defines a woven document to be rendered."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Document:
    """A document's name and Markdown, the project that it belongs to, and the folder of its drawn figures.

    `tree` is pandoc's syntax tree, if the Markdown was read in advance for several formats.
    """

    name: str
    markdown: str
    root: Path
    figures: Path
    tree: str = ""
