"""Renders Word: pandoc's file gets named styles, three-line tables, vector pictures, headers and content controls."""

from __future__ import annotations

import re
from pathlib import Path

from report.render.document import Document
from report.render.pandoc import pandoc
from report.render.reference_document import reference_document
from report.render.word.embedded_ledger import EmbeddedLedger, with_ledger
from report.render.word.finish import finish
from report.text.metadata_blocks import front_matter

__all__ = ["EmbeddedLedger", "finish", "finish_file", "render_word", "with_ledger"]


def render_word(document: Document, folder: Path, epoch: int) -> Path:
    """Write `<name>.docx`."""
    path = (folder / f"{document.name}.docx").resolve()
    arguments = [f"--output={path}", "--metadata=link-citations:true"]
    reference = reference_document(document.markdown, document.root)
    if reference:
        arguments.append(f"--reference-doc={reference}")
    pandoc(document, "docx", arguments, epoch)
    finish_file(path, document.figures, document.root, epoch, document.markdown)
    return path


def finish_file(path: Path, figures: Path, root: Path, epoch: int, markdown: str = "") -> None:
    """Finish a Word file of a project in place; `line-numbers: true` in the metadata adds line numbers."""
    numbered = _is_true("line-numbers", markdown)
    own = reference_document(markdown, root) is not None
    double = _is_true("double-spacing", markdown)
    content = path.read_bytes()
    path.write_bytes(
        finish(content, figures, epoch, line_numbers=numbered, own_styles=own, double_spacing=double)
    )


def _is_true(key: str, markdown: str) -> bool:
    """Whether a setting is true in the metadata of a document."""
    front = front_matter(markdown)
    return front is not None and re.search(rf"^{key}: true$", front.yaml, re.MULTILINE) is not None
