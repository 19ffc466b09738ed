"""The step before Quarto renders: computes, weaves the documents, draws the figures, phrases the phrasebook."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from report.compute import Computed, Inputs, compute
from report.errors import LintError
from report.quarto.documents import expanded_documents, with_remark
from report.quarto.phrasebook import Phrasebook, phrasebook, to_json

Progress = Callable[[str, float], None]
FOLDER = Path(".tracepaper", "quarto")


def prerender(inputs: Inputs, progress: Progress = lambda *_: None) -> None:
    """Write all that Quarto reads; what is unchanged is not touched, so that a preview comes to rest."""
    from report.lint import faults
    from report.pages import typed_numbers, woven

    root = inputs.project.root
    computed = compute(inputs, progress)
    documents = woven(inputs, computed)
    typed = typed_numbers(inputs, computed)
    if typed:
        raise LintError(faults(typed))
    book = book_of(computed)
    expanded_documents(inputs.project, book)
    for name, document in documents.items():
        _write(root / f"{name}.qmd", with_remark(name, document.markdown).encode())
    _write_figures(computed, root / "figures")
    _write(root / FOLDER / "phrasebook.json", to_json(book).encode())
    _write(root / FOLDER / "ledger.json", computed.results.ledger.to_json().encode())


def book_of(computed: Computed) -> Phrasebook:
    """The phrasebook of a run."""
    results = computed.results
    figures = {name: (figure, computed.drawn[name].width_mm) for name, figure in results.figures.items()}
    return phrasebook(results.ledger, results.tables, figures)


def _write_figures(computed: Computed, folder: Path) -> None:
    for name, drawn in computed.drawn.items():
        _write(folder / f"{name}.svg", drawn.svg.encode())
        _write(folder / f"{name}.png", drawn.png)


def _write(path: Path, content: bytes) -> None:
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
