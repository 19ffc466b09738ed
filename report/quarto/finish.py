"""What Quarto's own files lack: styles and provenance on the page, the PDF that is printed from it, Word's finish."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from report.ledger import Ledger
from report.occurrence import Occurrence


def finish_page(path: Path, name: str, found: Iterable[Occurrence], ledger: Ledger, root: Path) -> None:
    """The page with our styles and scripts, and with cards for its numbers."""
    from report.cards import decorated
    from report.render.page import styled

    page = styled(path.read_text(encoding="utf-8"))
    path.write_text(decorated(page, name, found, ledger, root), encoding="utf-8")


def print_page(name: str, out: Path, root: Path, epoch: int) -> Path:
    """The PDF of a page, beside it."""
    from report.render import Document, render

    return render(Document(name, "", root, out / "figures"), ["pdf"], out, epoch=epoch)[0]


def finish_word(path: Path, ledger: Ledger, root: Path, epoch: int) -> None:
    """The Word file as `report.render.word` leaves its own, with its ledger."""
    from report.cards import carry
    from report.render.word import finish_file

    finish_file(path, root / "figures", root, epoch)
    carry(path, ledger, epoch)
