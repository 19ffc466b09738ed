"""The step before Quarto renders: computes, weaves the documents, draws the figures, phrases the phrasebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from report.manuscript.computation import Inputs, compute
from report.manuscript.handwritten import book_of, expanded_documents
from report.manuscript.source_faults import all_told
from report.quarto.documents import for_quarto
from report.render.html.page import ASSETS
from report.rows.errors import LintError
from report.template.phrasebook import to_json

Progress = Callable[[str, float], None]
FOLDER = Path(".tracepaper", "quarto")


def prerender(inputs: Inputs, progress: Progress = lambda *_: None) -> None:
    """Write all that Quarto reads; what is unchanged is not touched, so that a preview comes to rest."""
    from report.lint import faults
    from report.manuscript.woven_documents import typed_numbers, woven

    root = inputs.project.root
    computed = compute(inputs, progress)
    book = book_of(computed)
    with all_told(inputs, computed):
        documents = woven(inputs, computed)
        typed = typed_numbers(inputs, computed)
        if typed:
            raise LintError(faults(typed))
        expanded_documents(inputs.project, lambda: book)
    for name, document in documents.items():
        _write(root / f"{name}.qmd", for_quarto(name, document.markdown).encode())
    for name, drawn in computed.drawn.items():
        _write(root / "figures" / f"{name}.svg", drawn.svg.encode())
        _write(root / "figures" / f"{name}.png", drawn.png)
    _write(root / FOLDER / "page.html", (ASSETS / "page.html").read_bytes())
    _write(root / FOLDER / "phrasebook.json", to_json(book).encode())
    _write(root / FOLDER / "ledger.json", computed.results.ledger.to_json().encode())


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
