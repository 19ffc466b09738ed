"""Reads the page in a file that a browser saved with all its parts (MHTML)."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.policy import default

from report.text.reading.guards import UnreadableError

#: The headers with which such a file begins.
_HEADERS = re.compile(rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?MIME-Version:", re.IGNORECASE)


def is_mhtml(data: bytes) -> bool:
    """Whether a file begins like a page that was saved with all its parts."""
    return _HEADERS.match(data[:8192]) is not None


def page_of(data: bytes) -> bytes:
    """The page among the parts of a saved file."""
    for part in message_from_bytes(data, policy=default).walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = part.get_payload(decode=True)
            if isinstance(page, bytes):
                return page
    raise UnreadableError("contains no page of HTML")
