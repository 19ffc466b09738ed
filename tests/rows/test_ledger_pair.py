"""Two stored ledgers are read without the rows that are the same in both."""

from __future__ import annotations

import json

import pytest

from report.rows.errors import LedgerError
from report.rows.ledger import Ledger
from report.rows.ledger_diff import diff
from report.rows.ledger_pair import differing
from report.rows.stat import Claim, Stat

OLD = [Stat(f"a.r{i}", i / 7, "fixed2", "a number") for i in range(9)]
NEW = [
    Stat("a.r1", 0.5, "fixed2", "a number"),
    *OLD[2:],
    Stat("a.new", 3, "count", "another"),
    Claim("claim.x", False, "a claim", ("a.r1",)),
]


def _text(rows: list[Stat | Claim]) -> str:
    return Ledger({row.id: row for row in rows}).to_json()


def test_the_differences_are_those_of_the_whole_ledgers() -> None:
    """Changed, new and vanished rows are read, others are not; the difference is the same."""
    old, new = _text([*OLD, Claim("claim.x", True, "a claim", ("a.r1",))]), _text(NEW)
    whole = diff(Ledger.from_json(old), Ledger.from_json(new))
    pair = differing(old, new, ("old", "new"))
    assert diff(*pair) == whole
    assert {*pair[0], *pair[1]} == {"a.r0", "a.r1", "a.new", "claim.x"}
    assert len(differing(old, old, ("old", "old"))[0]) == 0


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"rows": 3}', '{"rows": [{"id": []}]}', "[" * 99_999])
def test_another_text_is_a_fault(damage: str) -> None:
    """A text that is not a ledger is the same fault on either side."""
    good = _text(OLD)
    for pair in ((good, damage), (damage, good), (damage, damage)):
        with pytest.raises(LedgerError, match="is not a ledger"):
            differing(*pair, ("old", "new"))
    other = json.dumps({**json.loads(good), "schema": "tracepaper/ledger/99"})
    with pytest.raises(LedgerError, match="has the schema"):
        differing(good, other, ("old", "new"))
