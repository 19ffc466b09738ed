"""Ids of rows in the text of a copy."""

from __future__ import annotations

import pytest

from report.rows.ledger import Ledger
from report.rows.stat import Claim
from report.verify.row_ids import rows_named

LEDGER = Ledger.of([Claim("path.a", True, "effect of a"), Claim("path.a.beta", True, "effect of beta")])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("path.a holds; path.a.beta holds", ["path.a", "path.a.beta"]),
        ("see path.a .beta", ["path.a.beta"]),
        ("path .a. beta", ["path.a.beta"]),
        ("path.aeffect of a", ["path.a"]),
        ("path.asome other text", []),
        ("path.b and sympath.a", []),
    ],
)
def test_ids_are_found_broken_or_joined(text: str, ids: list[str]) -> None:
    """A line end breaks an id into at most three pieces; a page may join it with the first word of its label."""
    found = list(rows_named(text, LEDGER))
    assert [row.id for row, _, _ in found] == ids
    assert ["".join(text[start:end].split()) for _, start, end in found] == ids
