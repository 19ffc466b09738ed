"""Decodes the bytes of a page, in whatever encoding, and parses its elements."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from report.text.reading.guards import UnreadableError
from report.text.reading.mhtml import is_mhtml, page_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)")
#: The first line of XHTML, whose encoding has been decoded.
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
#: The number of bytes at the start in which a page names its encoding, and at the end with its closing tag.
_HEAD, _TAIL = 4096, 4096


def page_text(data: bytes) -> str:
    """The text of a page, which must be complete."""
    text = _decoded(page_of(data) if is_mhtml(data) else data)
    if "<html" in text[:_HEAD].lower() and "</html" not in text[-_TAIL:].lower():
        raise UnreadableError("is cut off: the end of the page is missing")
    return text


def _decoded(data: bytes) -> str:
    """The text of a page in UTF-8, UTF-16 or the encoding that it names."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:_HEAD])
        return data.decode(_known(named[1].decode("ascii") if named else ""), "replace")


def _known(encoding: str) -> str:
    """The encoding that browsers use for a name; UTF-8 if the name is unknown."""
    if encoding.casefold() in ("iso-8859-1", "latin1", "us-ascii", "windows-1252"):
        return "cp1252"
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "utf-8"


def page_tree(text: str) -> HtmlElement:
    """The elements of a page, without comments."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text.replace("\0", "")), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(f"is not HTML: {error}") from None
