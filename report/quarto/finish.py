"""What Quarto's own files lack: styles and provenance on the page, the PDF that is printed from it, Word's finish."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from report.rows.ledger import Ledger
from report.trace.occurrences import Occurrence


def finish_page(path: Path, name: str, found: Iterable[Occurrence], ledger: Ledger, root: Path) -> None:
    """The page with our styles and scripts, and with cards for its numbers."""
    from report.render.html.page import styled
    from report.trace import decorated

    page = styled(path.read_text(encoding="utf-8"))
    path.write_text(decorated(page, name, found, ledger, root), encoding="utf-8")


def print_page(name: str, out: Path, root: Path, epoch: int) -> Path:
    """The PDF of a page, beside it."""
    from report.render import Document, render

    return render(Document(name, "", root, out / "figures"), ["pdf"], out, epoch=epoch)[0]


def finish_word(path: Path, ledger: Ledger, root: Path, epoch: int) -> None:
    """The Word file as `report.render.word` leaves its own, with its ledger."""
    from report.render.word import finish_file
    from report.trace import carry

    finish_file(path, root / "figures", root, epoch)
    carry(path, ledger, epoch)
