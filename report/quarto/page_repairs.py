"""Repairs of Quarto's pages: metadata that repeat a woven text as Markdown, and links to pages that do not exist."""

from __future__ import annotations

import re
from pathlib import Path

_META = re.compile(r"<meta\b[^<>]*?\bcontent=(?:\"[^\"]*\"|'[^']*')[^<>]*>\n?")
#: The attributes of a number or wording in a woven document.
_WOVEN = re.compile(r"\]\{#o\d+ \.")
_SEE = re.compile(
    r"<a\b(?=[^<>]*\bclass=\"see\")[^<>]*\bhref=\"(?P<page>[^\"#:]+\.html)#[^\"]*\"[^<>]*>(?P<text>.*?)</a>",
    re.DOTALL,
)


def without_raw_metadata(page: str) -> str:
    """Remove metadata such as `citation_abstract`, in which Quarto repeats the Markdown of a woven abstract."""
    return _META.sub(lambda match: "" if _WOVEN.search(match[0]) else match[0], page)


def without_dead_links(page: str, folder: Path) -> str:
    """Replace links to floats of documents that have no page, such as the supplement of a manuscript, by their text."""
    return _SEE.sub(
        lambda match: match[0] if (folder / match["page"]).is_file() else match["text"],
        page,
    )
