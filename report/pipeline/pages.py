"""The pages of a build: templates woven, linted, rendered and read back, in a scratch folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from report.files.seen import Seen
from report.manuscript.computation import Computed, Inputs
from report.manuscript.source_faults import all_faults
from report.manuscript.woven_documents import context_of, typed_numbers, woven
from report.pipeline.questions import questions
from report.rows.errors import Fault, LintError, ToolError
from report.rows.ledger_csv import ledger_csv
from report.study.build_facts import epoch
from report.template import Woven
from report.trace.occurrence_cache import read_back
from report.trace.occurrences import Occurrence, misprints, to_json

if TYPE_CHECKING:
    from report.render import Task

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Pages:
    """The result of rendering: the number of printed places, wrongly printed numbers, and missing formats.

    `used` are the files that the documents refer to, as they were before rendering. `questions` are the findings of the
    audit, which do not stop a build.
    """

    places: int
    misprints: tuple[Fault, ...]
    missing: tuple[Fault, ...]
    used: dict[str, Seen] = field(default_factory=dict)
    questions: tuple[str, ...] = ()


def pages(
    inputs: Inputs,
    computed: Computed,
    formats: Sequence[str],
    folder: Path,
    progress: Progress,
    *,
    fresh: bool = False,
    audited: bool = False,
) -> Pages:
    """Weave, lint, render and read back in `folder`; with `fresh`, no cached rendering is used.

    The pages are audited if that is asked for. Work that does not need the pages is done while they are rendered.
    """
    from report.render import RenderPool, preload_printer

    write_figures(computed, folder)
    rendered = {"html", *formats} - {"pdf"}
    pool = RenderPool(folder, epoch=epoch(inputs.project.root), progress=progress, fresh=fresh)
    with all_faults(inputs, computed), pool:
        written = _written(inputs, computed, folder)
        pool.submit(_tasks(inputs, computed, written, {"html"}, folder))
        with _timed("templates woven", progress):
            templates = woven(inputs, computed)
        pool.submit(_tasks(inputs, computed, templates, rendered, folder, templates))
        pool.submit(_tasks(inputs, computed, written, rendered - {"html"}, folder))
        documents = templates | written
        with _timed("templates linted", progress):
            _refuse_typed_numbers(inputs, computed)
        write_ledger(computed, folder)
        if "pdf" in formats:
            preload_printer()
        if missing := pool.wait_for("html"):
            raise ToolError(missing)  # places and PDF are read from the page
        found = read_back(documents, folder, inputs.project.root, fresh=fresh)
        faults = tuple(misprints(found, computed.results.ledger))
        texts = _texts(documents, folder) if audited else {}
        for name in sorted(documents, key=lambda name: -len(documents[name].markdown)):
            _decorate(inputs, computed, name, found, folder, fresh=fresh)
            pool.submit(_tasks(inputs, computed, {name: documents[name]}, _printed(inputs, formats), folder))
        (folder / "occurrences.json").write_text(to_json(found), encoding="utf-8")
        with _timed("numbers audited", progress):
            asked = questions(texts)
        missing = pool.wait_for()
    if "html" not in formats:
        for document in documents:
            (folder / f"{document}.html").unlink()
    return Pages(len(found), faults, missing, pool.files, asked)


def _texts(documents: Iterable[str], folder: Path) -> dict[str, str]:
    """The rendered pages by document, before provenance is added."""
    return {name: (folder / f"{name}.html").read_text(encoding="utf-8") for name in sorted(documents)}


def _printed(inputs: Inputs, formats: Sequence[str]) -> set[str]:
    """The formats that are printed from pages: the PDF, and its provenance if it is a file of its own."""
    if "pdf" not in formats:
        return set()
    return {"pdf", "provenance.pdf"} if inputs.project.manuscript.provenance == "separate" else {"pdf"}


@contextmanager
def _timed(name: str, progress: Progress) -> Iterator[None]:
    began = perf_counter()
    yield
    progress(name, perf_counter() - began)


def _refuse_typed_numbers(inputs: Inputs, computed: Computed) -> None:
    from report.lint import faults as faults_of

    typed = typed_numbers(inputs, computed)
    if typed:
        raise LintError(faults_of(typed))


def _written(inputs: Inputs, computed: Computed, folder: Path) -> dict[str, Woven]:
    """Return the hand-written documents with their shortcodes expanded."""
    from report.manuscript.handwritten import book_of, expanded_documents

    expanded = expanded_documents(inputs.project, lambda: book_of(inputs.project, computed))
    for name in expanded:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    return {name: Woven(name, markdown, ()) for name, markdown in expanded.items()}


def write_figures(computed: Computed, folder: Path) -> None:
    """Write the drawings to `folder`/figures as SVG and PNG."""
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    for name, drawn in computed.drawn.items():
        (figures / f"{name}.svg").write_text(drawn.svg, encoding="utf-8")
        (figures / f"{name}.png").write_bytes(drawn.png)


def write_ledger(computed: Computed, folder: Path) -> None:
    """Write the ledger and the reproduced numbers, which are published beside the documents."""
    from report.study.reproduction import FILE
    from report.study.reproduction import to_json as reproductions_to_json

    ledger = computed.results.ledger
    (folder / "ledger.json").write_text(ledger.to_json(), encoding="utf-8")
    (folder / "ledger.csv").write_text(ledger_csv(ledger), encoding="utf-8")
    if computed.reproduced:
        (folder / FILE).write_text(reproductions_to_json(computed.reproduced), encoding="utf-8")


def _tasks(
    inputs: Inputs,
    computed: Computed,
    documents: Mapping[str, Woven],
    formats: Iterable[str],
    folder: Path,
    woven: Mapping[str, Woven] | None = None,
) -> list[Task]:
    """Return a task for each document and format; Word files get the ledger embedded, and woven ones their base."""
    from report.render import Document, Task

    root, figures = inputs.project.root, folder / "figures"
    return [
        Task(
            Document(name, each.markdown, root, figures),
            format,
            partial(_finish_word, inputs, computed, name, woven) if format == "docx" else None,
        )
        for format in sorted(formats)
        for name, each in documents.items()
    ]


def word_tasks(
    inputs: Inputs,
    computed: Computed,
    documents: Mapping[str, Woven],
    folder: Path,
    woven: Mapping[str, Woven],
) -> list[Task]:
    """Return the tasks that render woven documents as Word files."""
    return _tasks(inputs, computed, documents, ["docx"], folder, woven)


def _finish_word(
    inputs: Inputs, computed: Computed, name: str, woven: Mapping[str, Woven] | None, path: Path
) -> None:
    """Embed the ledger in a Word file, and the base by which edits of a woven document can be merged."""
    from report.merge.embedded_base import embed_base
    from report.template.origins import origins
    from report.trace import carry

    build, moment = computed.results.ledger.build, epoch(inputs.project.root)
    carry(path, computed.results.ledger, moment)
    if woven is not None:
        templates = inputs.project.templates()
        places = origins(templates, woven, name, context_of(inputs, computed))
        embed_base(path, name, woven[name].markdown, places, templates, build, moment)


def _decorate(
    inputs: Inputs,
    computed: Computed,
    document: str,
    found: Sequence[Occurrence],
    folder: Path,
    *,
    fresh: bool,
) -> None:
    """Add provenance to a page that prints numbers: cards, panel and appendix."""
    from report.trace import decorated

    if any(place.document == document for place in found):
        path = folder / f"{document}.html"
        page = path.read_text(encoding="utf-8")
        ledger, root = computed.results.ledger, inputs.project.root
        path.write_text(decorated(page, document, found, ledger, root, fresh=fresh), encoding="utf-8")
