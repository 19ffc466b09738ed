"""Embeds the ledger in a Word file, so that a check of a returned copy can distinguish edits from outdated numbers."""

from __future__ import annotations

from pathlib import Path

from report.rows.ledger import Ledger


def embed_printed_texts(path: Path, ledger: Ledger, epoch: int) -> None:
    """Embed the printed text of each row in a Word file, and title its content controls with the rows' labels."""
    from report.render.word import EmbeddedLedger, with_ledger

    printed = {row.id: row.printed for row in ledger.values()}
    labels = {row.id: row.label for row in ledger.values()}
    embedded = EmbeddedLedger(ledger.build.id, ledger.build.synthetic, printed, labels)
    path.write_bytes(with_ledger(path.read_bytes(), embedded, epoch))
