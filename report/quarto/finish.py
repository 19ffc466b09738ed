"""Completion of Quarto's outputs: styles and provenance of the page, the PDF, and the Word file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from report.pipeline.word_contents import WordContents
from report.quarto.page_repairs import without_dead_links, without_raw_metadata
from report.rows.ledger import Ledger
from report.trace.occurrences import Occurrence


def finish_page(
    path: Path, name: str, found: Iterable[Occurrence], ledger: Ledger, root: Path, *, complete: bool = False
) -> None:
    """Add the engine's styles and scripts to a page, and provenance to its numbers.

    If the render was `complete`, links to pages that do not exist are removed.
    """
    from report.render.html.page import styled
    from report.trace.page_cards import decorated

    page = styled(without_raw_metadata(path.read_text(encoding="utf-8")))
    if complete:
        page = without_dead_links(page, path.parent)
    path.write_text(decorated(page, name, found, ledger, root), encoding="utf-8")


def print_page(name: str, out: Path, root: Path, epoch: int) -> Path:
    """Print the PDF of a page, beside it."""
    from report.render import Document, render

    return render(Document(name, "", root, out / "figures"), ["pdf"], out, epoch=epoch)[0]


def finish_word(path: Path, contents: WordContents, root: Path, markdown: str = "") -> None:
    """Process the Word file of a document as `report.render.word` does, and embed its contents."""
    from report.render.word import finish_file

    finish_file(path, root / "figures", root, contents.epoch, markdown)
    contents.embed(path)
