"""Repairs XML in which LibreOffice closes a tracked change inside a content control that it opened before it.

LibreOffice 7 writes ``<w:del><w:sdt>…<w:sdtContent></w:del><w:del>…</w:del></w:sdtContent></w:sdt>`` for a deleted
number with a content control, and likewise for insertions and moves. Neither Word nor LibreOffice opens such a file.
"""

from __future__ import annotations

import re

#: The start of a content control; its properties are short and contain no control.
_START = rb"<w:sdt><w:sdtPr>(?:(?!</w:sdtPr>|<w:sdt>).){0,4000}</w:sdtPr><w:sdtContent>"
_CROSSED = re.compile(rb"<w:(del|ins|moveFrom|moveTo)\b[^<>]*>((?:%s)+)</w:\1>" % _START, re.DOTALL)


def uncrossed(data: bytes) -> bytes:
    """The XML without the empty changes that are closed inside a control; their text has a change of its own."""
    return _CROSSED.sub(rb"\2", data)
