"""Dispatches to the renderer of each format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from report.render.document import Document


def render(document: Document, formats: Sequence[str], folder: Path, *, epoch: int) -> list[Path]:
    """Render a document into `folder`; a PDF is printed from the page `<name>.html`, which must already be there."""
    return [_renderer(format)(document, folder, epoch) for format in formats]


def _renderer(format: str) -> Callable[[Document, Path, int], Path]:
    if format == "html":
        from report.render.html.page import render_page

        return render_page
    if format == "pdf":
        from report.render.pdf.print import render_print

        return render_print
    if format == "provenance.pdf":
        from report.render.pdf.print import render_provenance

        return render_provenance
    from report.render.word import render_word

    return render_word
