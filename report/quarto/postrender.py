"""The step after Quarto's render: report its mere warnings, complete and print the outputs, write the manifest."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from report.files import manifest
from report.files.file_states import FileState
from report.files.manifest import Manifest
from report.files.referenced_files import referenced_files
from report.manuscript.computation import Computed, compute
from report.manuscript.handwritten import written_documents
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import woven
from report.pipeline.questions import questions
from report.pipeline.result_files import write_figures, write_ledger
from report.pipeline.word_contents import word_contents
from report.quarto import archive
from report.quarto.finish import finish_page, finish_word, print_page
from report.quarto.settings import ALL, ENGINE, wanted_formats
from report.quarto.unresolved import unresolved
from report.rows.errors import RenderError, ToolError, VerifyError
from report.rows.ledger import Ledger
from report.study.build_facts import epoch
from report.study.reproduction import FILE
from report.trace.occurrences import Occurrence, misprints, occurrences, to_json

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Rendered:
    """The files that Quarto wrote in one run, and the folder of all outputs."""

    root: Path
    out: Path
    files: tuple[Path, ...]
    #: Whether Quarto rendered all documents of the project.
    complete: bool = False

    @classmethod
    def from_quarto(cls, root: Path, out: str, files: str, *, complete: bool = False) -> Rendered:
        """Parse QUARTO_PROJECT_OUTPUT_DIR and QUARTO_PROJECT_OUTPUT_FILES, paths relative to the project."""
        listed = (root / line.strip() for line in files.splitlines() if line.strip())
        return cls(
            root, (root / out).resolve(), tuple(path.resolve() for path in listed if path.is_file()), complete
        )

    def name(self, path: Path) -> str:
        """The name of a document: its path in the output folder, without its suffix."""
        return path.relative_to(self.out).with_suffix("").as_posix()

    def source(self, path: Path) -> Path:
        """The document that an output was rendered from."""
        return self.root / f"{self.name(path)}.qmd"

    def pages(self) -> dict[str, Path]:
        """The HTML files by the name of their document."""
        return {self.name(path): path for path in self.files if path.suffix == ".html"}

    def printable(self) -> dict[str, Path]:
        """The pages that are printed as PDF: all but slides, whose notes would be printed too."""
        return {name: path for name, path in self.pages().items() if not _is_slides(path)}


def postrender(inputs: Inputs, rendered: Rendered, progress: Progress = lambda *_: None) -> tuple[Path, ...]:
    """Complete the outputs of a render and write their manifest; raise all faults together.

    Returns the outputs with the PDFs that were printed from them. Files of other renders are left unchanged.
    """
    before = manifest.read(rendered.out) or Manifest()
    _seal(rendered.out, before, Manifest(), rendered.files)
    faults = [fault for path in rendered.files for fault in unresolved(path, rendered.source(path))]
    faults += archive.leaks(inputs, rendered.out)
    if faults:
        raise RenderError(dict.fromkeys(faults))
    computed = compute(inputs, progress)
    inputs.note_used(_used(rendered, inputs.project.root))
    key = inputs.pages_key(ENGINE, *sorted(wanted_formats()))
    others = _others(inputs, rendered)
    same_build = before.key == key or not others
    found = _verified(rendered, others, computed.results.ledger, all_verified=same_build)
    for line in _questions(inputs, rendered):
        print(f"warning  {line}", file=sys.stderr)
    try:
        made = _finish(inputs, rendered, computed, found)
    except BaseException:
        _seal(
            rendered.out, before, Manifest(), [*rendered.files, *_made(rendered, computed, _prints(rendered))]
        )
        raise
    archive.complete(rendered.out, rendered.files)
    inputs.require_unchanged()
    sealed = Manifest(key if same_build else "", _facts(computed.results.ledger, found))
    _seal(rendered.out, before, sealed, [*rendered.files, *made])
    if not same_build:
        names = ", ".join(sorted(path.relative_to(rendered.out).as_posix() for path in others))
        print(f"files of an earlier render, left unchanged: {names}", file=sys.stderr)
    return (*rendered.files, *(path for path in made if path.suffix == ".pdf"))


def _is_slides(page: Path) -> bool:
    """Whether a page is a deck of reveal.js."""
    return bool(re.search(r"<div class=[\"']reveal[\"' ]", page.read_text("utf-8", errors="replace")))


def _seal(out: Path, before: Manifest, new: Manifest, made: Iterable[Path]) -> None:
    """Write the manifest of a folder with some new files; keep the entries of the others."""
    names = [path.relative_to(out).as_posix() for path in made if path.is_relative_to(out)]
    rest = {name: digest for name, digest in before.files.items() if (out / name).is_file()}
    manifest.write(out, replace(new, files=dict(sorted({**rest, **manifest.hashes(out, names)}.items()))))


def _used(rendered: Rendered, root: Path) -> dict[str, FileState]:
    """The files that the rendered documents name."""
    sources = {rendered.source(path) for path in rendered.files}
    texts = (path.read_text("utf-8", "replace") for path in sorted(sources) if path.is_file())
    return {path: file for text in texts for path, file in referenced_files(text, (root,)).items()}


def _others(inputs: Inputs, rendered: Rendered) -> list[Path]:
    """Outputs of earlier renders: formats and documents that this render does not include."""
    project = inputs.project
    names = [*project.study.documents, *written_documents(project)]
    files = [rendered.out / f"{name}.{suffix}" for name in names for suffix in ALL]
    printed = (path.with_suffix(".pdf") for path in rendered.printable().values())
    made = {*rendered.files, *(printed if "pdf" in wanted_formats() else ())}
    return [path for path in files if path.is_file() and path not in made]


def _verified(
    rendered: Rendered, others: Iterable[Path], ledger: Ledger, *, all_verified: bool
) -> list[Occurrence]:
    """Return where every number is printed; a page whose number differs from its row is a fault.

    Pages of an earlier render are read, but verified only if they belong to the same build.
    """
    pages = rendered.pages() | {rendered.name(path): path for path in others if path.suffix == ".html"}
    found = [
        each
        for name, path in sorted(pages.items())
        for each in occurrences(name, path.read_text("utf-8", errors="replace"))
    ]
    today = pages if all_verified else rendered.pages()
    wrong = misprints([each for each in found if each.document in today], ledger)
    if wrong:
        raise VerifyError(wrong)
    return found


def _questions(inputs: Inputs, rendered: Rendered) -> tuple[str, ...]:
    """The findings of the audit in the pages of this render, in the form that a build shows."""
    project = inputs.project
    if not project.manuscript.audit:
        return ()
    pages = {name: path.read_text("utf-8", errors="replace") for name, path in rendered.pages().items()}
    complete = set(project.study.documents) <= set(pages)
    return questions(pages, project.manuscript.audit_exceptions, project.root, complete=complete)


def _finish(inputs: Inputs, rendered: Rendered, computed: Computed, found: list[Occurrence]) -> list[Path]:
    """Complete the outputs, write the files that belong beside them, and return those files."""
    ledger, root, time = computed.results.ledger, rendered.root, epoch(rendered.root)
    for name, path in rendered.pages().items():
        finish_page(path, name, found, ledger, root, complete=rendered.complete)
    _finish_word_files(inputs, rendered, computed)
    write_figures(computed, rendered.out)
    write_ledger(computed, rendered.out)
    (rendered.out / "occurrences.json").write_text(to_json(found), encoding="utf-8")
    return _made(rendered, computed, _print(rendered, time) if "pdf" in wanted_formats() else [])


def _made(rendered: Rendered, computed: Computed, printed: Iterable[Path]) -> list[Path]:
    """The files that this step writes beside the outputs of Quarto, as far as they exist."""
    pictures = [
        rendered.out / "figures" / f"{name}.{suffix}" for name in computed.drawn for suffix in ("svg", "png")
    ]
    beside = [rendered.out / name for name in ("ledger.json", "ledger.csv", "occurrences.json", FILE)]
    return [path for path in (*pictures, *beside, *printed) if path.is_file()]


def _finish_word_files(inputs: Inputs, rendered: Rendered, computed: Computed) -> None:
    """Complete the Word files; those of woven documents get the base of a merge."""
    paths = [path for path in rendered.files if path.suffix == ".docx"]
    documents = woven(inputs, computed) if paths else {}
    for path in paths:
        name = rendered.name(path)
        markdown = documents[name].markdown if name in documents else _text(rendered.source(path))
        finish_word(path, word_contents(inputs, computed, name, documents), rendered.root, markdown)


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace") if path.is_file() else ""


def _prints(rendered: Rendered) -> list[Path]:
    """The PDFs that the step writes."""
    return [path.with_suffix(".pdf") for path in rendered.printable().values() if "pdf" in wanted_formats()]


def _print(rendered: Rendered, time: int) -> list[Path]:
    """Print the PDF of each page; if the printer is missing, print the remedy and keep the other formats."""
    try:
        return [print_page(name, rendered.out, rendered.root, time) for name in rendered.printable()]
    except ToolError as error:
        print(error, file=sys.stderr)
        return []


def _facts(ledger: Ledger, found: list[Occurrence]) -> dict[str, int]:
    synthetic = int(ledger.build.synthetic)
    return {"rows": len(ledger), "places": len(found), "synthetic": synthetic, "missing": 0}
