"""Reads what a page says about itself, and to readers without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.text.blocks import DESCRIPTION, Block
from report.text.reading.writer import seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The names of metadata that describe the content of a page to readers and search engines.
_DESCRIBING = re.compile(r"(?<!running-)title|description|abstract|keywords|subject", re.IGNORECASE)


def page_descriptions(tree: HtmlElement) -> Iterator[Block]:
    """The title of a page, the metadata that describe it, and the texts for readers without scripts."""
    for text in (*_titles(tree), *_metadata(tree), *_without_scripts(tree)):
        if plain := " ".join(seen(text).split()):
            yield Block(DESCRIPTION, plain)


def _titles(tree: HtmlElement) -> Iterator[str]:
    for head in tree.iter("head"):
        yield from ("".join(title.itertext()) for title in head.iter("title"))


def _metadata(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        if _DESCRIBING.search(name):
            yield element.get("content") or ""


def _without_scripts(tree: HtmlElement) -> Iterator[str]:
    yield from ("".join(element.itertext()) for element in tree.iter("noscript"))
