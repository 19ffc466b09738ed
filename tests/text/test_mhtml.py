"""Pages that a browser saved with all their parts."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from report.text.reading.guards import UnreadableError
from report.text.reading.html import read_html
from report.text.reading.mhtml import is_mhtml, page_of

PAGE = "<!doctype html><html><body><p>It was 4.25 – in all of 48 cases, more or less.</p></body></html>"


def saved(text: str, kind: str = "html", *, first: str = "") -> bytes:
    """A page as Chromium saves it, with a picture behind it."""
    message = EmailMessage()
    message.set_content(text, subtype=kind, charset="utf-8", cte="quoted-printable")
    message.make_mixed()
    message.replace_header("Content-Type", 'multipart/related; type="text/html"; boundary="----Part--"')
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png")
    return first.encode() + message.as_bytes()


@pytest.mark.parametrize("first", ["", "From: <Saved by Blink>\nSnapshot-Content-Location: file:///x.html\n"])
def test_the_page_is_read_from_its_part(first: str) -> None:
    """Whatever headers come first; letters beyond ASCII are decoded."""
    copy = read_html(saved(PAGE, first=first))
    assert [block.text for block in copy.blocks] == ["It was 4.25 – in all of 48 cases, more or less."]


def test_a_file_without_a_page_is_refused() -> None:
    """An e-mail of plain text is no page."""
    with pytest.raises(UnreadableError, match="no page"):
        page_of(saved("Only text.", "plain"))


@pytest.mark.parametrize("data", [PAGE.encode(), b"<p>MIME-Version: 1.0</p>", b"", b"a: b\n"])
def test_other_files_are_no_saved_pages(data: bytes) -> None:
    """Only headers at the beginning of the file count."""
    assert not is_mhtml(data)
