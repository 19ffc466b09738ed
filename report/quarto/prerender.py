"""The step before Quarto renders: computes, weaves the documents, draws the figures, phrases the phrasebook.

Nothing of the user's is overwritten, neither by this step nor by the render that follows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from report.files.survey import survey
from report.files.system_errors import system_errors
from report.files.written_files import NOTES, write
from report.manuscript.computation import Inputs, compute
from report.manuscript.handwritten import book_of, expanded_documents
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
    """Write all that Quarto reads; what is unchanged is not touched, so that a preview comes to rest."""
    from report.lint import faults
    from report.manuscript.woven_documents import typed_numbers, woven

    root = inputs.project.root
    computed = compute(inputs, progress)
    book = book_of(computed)
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
    """Quarto reads whatever a document names and passes raw content on, so it gets no document that has any."""
    from report.render.pandoc import refused

    faults = [fault for each in documents for fault in refused(each, 0)]
    if faults:
        raise RenderError(dict.fromkeys(faults))


def _write_visible(root: Path, files: Mapping[str, bytes]) -> None:
    """Write what Quarto renders into the project's folder; all files that somebody else wrote there are faults."""
    faults: list[Fault] = []
    for name, content in files.items():
        path = root / name
        with system_errors(path):
            if path.is_file() and not path.is_symlink() and is_generated(path.read_bytes()):
                _write(path, content)
                continue
        try:
            write(
                path, content, root / NOTES, "carry your changes over to templates/, then move or delete it"
            )
        except StoreError as error:
            faults += error.faults
    if faults:
        raise StoreError(faults)


def _write(path: Path, content: bytes) -> None:
    """Write a file if its content changes, so that a preview does not see a new one."""
    with system_errors(path):
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def refuse_losses(out: Path, documents: Collection[str]) -> None:
    """Raise a fault for each file that the render of these documents would overwrite, and that somebody changed."""
    with system_errors(out):
        found = survey(out) if out.is_dir() else None
    if found is None:
        return
    remedy = "move it to another folder, or delete it, and render again"
    faults = [
        Fault(str(out / name), "was changed after it was published", remedy)
        for name in found.edited
        if PurePosixPath(name).suffix[1:] not in ALL or _document(name) in documents
    ]
    faults += [
        Fault(str(out / name), "was not written by a render, which would overwrite it", remedy)
        for name in found.unknown
        if PurePosixPath(name).suffix[1:] in ALL and _document(name) in documents
    ]
    if faults:
        raise StoreError(faults)


def _document(name: str) -> str:
    return PurePosixPath(name).with_suffix("").as_posix()
