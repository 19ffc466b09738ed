"""Single entries of the appendix, and the build that a copy came from."""

from __future__ import annotations

import pytest

from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.text.blocks import Block
from report.verify.provenance_entries import AppendixEntry, CopiedBuild

ROW = Stat("path.a", 0.5, format="fixed2", label="effect of a", n=29)
LEDGER = Ledger.of([ROW])


@pytest.mark.parametrize(
    ("behind", "rest"),
    [
        (" effect of a 0.50 (0.5); n = 29 and more", " and more"),
        (" effect of\na 0.50 and more", " and more"),
        (" and more", " and more"),
    ],
)
def test_an_entry_ends_behind_what_its_row_prints(behind: str, rest: str) -> None:
    """Whatever follows is text of the copy."""
    block = Block("provenance", f"path.a{behind}")
    end = AppendixEntry(CopiedBuild(LEDGER, {}), block, LEDGER["path.a"], len(block.text)).read(len("path.a"))
    assert block.text[end:] == rest


def test_a_percent_sign_that_the_row_does_not_print_is_a_change() -> None:
    """0.50% is another number than 0.50."""
    block = Block("provenance", "path.a 0.50%")
    entry = AppendixEntry(CopiedBuild(LEDGER, {}), block, LEDGER["path.a"], len(block.text))
    entry.read(len("path.a"))
    assert [(found.kind, found.found) for found in entry.findings] == [("changed", "0.50%")]


@pytest.mark.parametrize(
    ("printed", "value", "kind"),
    [({}, 0.4, "changed"), ({"path.a": "0.40"}, 0.4, "stale"), ({"path.a": "0.40"}, 0.6, "changed")],
)
def test_a_value_of_the_copys_own_build_is_stale(printed: dict[str, str], value: float, kind: str) -> None:
    """Only a value that rounds to what that build printed."""
    assert CopiedBuild(LEDGER, printed).kind_of_value(ROW, value) == kind
