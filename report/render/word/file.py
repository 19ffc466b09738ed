"""The Word file of a document."""

from __future__ import annotations

from pathlib import Path

from report.render.document import Document
from report.render.pandoc import pandoc


def render_word(document: Document, folder: Path, epoch: int) -> Path:
    """Write `<name>.docx`."""
    path = folder / f"{document.name}.docx"
    pandoc(document, "docx", [f"--output={path}", "--metadata=link-citations:true"], epoch)
    return path
