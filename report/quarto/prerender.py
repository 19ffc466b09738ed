"""The step before Quarto's render: compute, weave the documents, draw the figures, write the phrasebook.

Neither this step nor the render that follows overwrites files of the user.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from report.files.survey import survey
from report.files.system_errors import system_errors
from report.files.written_files import NOTES, write
from report.manuscript.computation import compute
from report.manuscript.handwritten import book_of, expanded_documents
from report.manuscript.inputs import Inputs
from report.manuscript.source_faults import all_faults
from report.quarto.documents import for_quarto, is_generated
from report.quarto.settings import ALL
from report.render.document import Document
from report.render.html.page import ASSETS
from report.rows.errors import Fault, LintError, RenderError, StoreError
from report.template.phrasebook import to_json

Progress = Callable[[str, float], None]
FOLDER = Path(".tracepaper", "quarto")


def prerender(inputs: Inputs, progress: Progress = lambda *_: None) -> None:
    """Write the files that Quarto reads; unchanged files are not touched, so that a preview settles."""
    from report.lint import faults
    from report.manuscript.woven_documents import typed_numbers, woven

    root = inputs.project.root
    computed = compute(inputs, progress)
    book = book_of(inputs.project, computed)
    with all_faults(inputs, computed):
        documents = woven(inputs, computed)
        typed = typed_numbers(inputs, computed)
        if typed:
            raise LintError(faults(typed))
        written = expanded_documents(inputs.project, lambda: book)
    visible = {f"{name}.qmd": for_quarto(name, each.markdown).encode() for name, each in documents.items()}
    for name, drawn in computed.drawn.items():
        visible |= {f"figures/{name}.svg": drawn.svg.encode(), f"figures/{name}.png": drawn.png}
    _write_visible(root, visible)
    texts = {name: each.markdown for name, each in documents.items()} | written
    _refuse_active(Document(name, text, root, root / "figures") for name, text in texts.items())
    _write(root / FOLDER / "page.html", (ASSETS / "page.html").read_bytes())
    _write(root / FOLDER / "phrasebook.json", to_json(book).encode())
    _write(root / FOLDER / "ledger.json", computed.results.ledger.to_json().encode())


def _refuse_active(documents: Iterable[Document]) -> None:
    """Refuse active content and foreign files, which Quarto would read and pass on."""
    from report.render.pandoc import refused

    faults = [fault for each in documents for fault in refused(each, 0)]
    if faults:
        raise RenderError(dict.fromkeys(faults))


def _write_visible(root: Path, files: Mapping[str, bytes]) -> None:
    """Write the documents for Quarto into the project's folder; files there that were edited are faults."""
    faults: list[Fault] = []
    for name, content in files.items():
        path = root / name
        with system_errors(path):
            if path.is_file() and not path.is_symlink() and is_generated(path.read_bytes()):
                _write(path, content)
                continue
        try:
            write(
                path, content, root / NOTES, "move your changes to templates/, then move or delete the file"
            )
        except StoreError as error:
            faults += error.faults
    if faults:
        raise StoreError(faults)


def _write(path: Path, content: bytes) -> None:
    """Write a file only if its content changes, so that a preview does not restart."""
    with system_errors(path):
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def refuse_losses(out: Path, documents: Collection[str]) -> None:
    """Raise a fault for each edited file that a render of these documents would overwrite."""
    with system_errors(out):
        found = survey(out) if out.is_dir() else None
    if found is None:
        return
    remedy = "move it to another folder or delete it, then render again"
    faults = [
        Fault(str(out / name), "was changed after it was published", remedy)
        for name in found.edited
        if PurePosixPath(name).suffix[1:] not in ALL or _document(name) in documents
    ]
    faults += [
        Fault(str(out / name), "was not written by a render, and would be overwritten", remedy)
        for name in found.unknown
        if PurePosixPath(name).suffix[1:] in ALL and _document(name) in documents
    ]
    if faults:
        raise StoreError(faults)


def _document(name: str) -> str:
    return PurePosixPath(name).with_suffix("").as_posix()
