"""Joins a Word file with its ledger, so that a copy that comes back can be told from a newer build."""

from __future__ import annotations

from pathlib import Path

from report.rows.ledger import Ledger


def carry(path: Path, ledger: Ledger, epoch: int) -> None:
    """Put into a Word file what each row prints, and on its content controls what each row is called."""
    from report.render.word import Carried, with_ledger

    printed = {row.id: row.printed for row in ledger.values()}
    labels = {row.id: row.label for row in ledger.values()}
    carried = Carried(ledger.build.id, ledger.build.synthetic, printed, labels)
    path.write_bytes(with_ledger(path.read_bytes(), carried, epoch))
