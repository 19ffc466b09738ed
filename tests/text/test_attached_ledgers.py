"""The ledger that is attached to a PDF file."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from report.text.reading.guards import MEGABYTE
from report.text.reading.pdf import attached_ledger


def pdf_with(content: bytes) -> SimpleNamespace:
    """A document with a picture and a ledger attached to it."""
    files = [("figure.png", b"\x89PNG"), ("ledger.json", content)]
    attached = [SimpleNamespace(get_name=lambda n=name: n, get_data=lambda d=data: d) for name, data in files]
    return SimpleNamespace(count_attachments=lambda: len(attached), get_attachment=attached.__getitem__)


def ledger(rows: int, label: str) -> bytes:
    """A ledger of that many rows with the same label."""
    made = [{"id": f"a.v{number}", "printed": str(number), "label": label} for number in range(rows)]
    return json.dumps({"rows": made}).encode()


def test_the_ledger_of_fifty_thousand_numbers_is_read() -> None:
    """A long paper is checked like a short one: without its ledger it would have too many pages."""
    content = ledger(50_000, "x" * 330)
    assert len(content) > 17 * MEGABYTE
    assert len(attached_ledger(pdf_with(content))) == 50_000


@pytest.mark.parametrize("content", [b"[" * 100_000, b"\xff\xfe", b"{}", b" " * (49 * MEGABYTE)])
def test_anything_else_is_not_a_ledger(content: bytes) -> None:
    """Attachments of another form or of unreasonable size are ignored."""
    assert attached_ledger(pdf_with(content)) == {}
