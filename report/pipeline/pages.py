"""The pages of a build: templates woven, linted, rendered and read back, in a scratch folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from report.files.file_states import FileState
from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.manuscript.slides import without_slides
from report.manuscript.source_faults import all_faults
from report.manuscript.woven_documents import typed_numbers, woven
from report.pipeline.questions import Questions, in_background, questions
from report.pipeline.rendering_tasks import rendering_tasks
from report.pipeline.result_files import write_figures, write_ledger
from report.pipeline.stages import Stage, run_stages
from report.rows.errors import Fault, LintError
from report.study.build_facts import epoch
from report.template import Woven
from report.trace.occurrence_cache import read_back
from report.trace.occurrences import Occurrence, misprints, to_json

if TYPE_CHECKING:
    from report.render import RenderingTask

Progress = Callable[[str, float], None]
Documents = Mapping[str, Woven]
Batches = Iterator["list[RenderingTask]"]


@dataclass(frozen=True)
class Pages:
    """The result of rendering: the number of printed places, wrongly printed numbers, and missing formats.

    `used` are the files that the documents refer to, in their state before rendering. `questions` are the findings of
    the audit, which do not stop a build.
    """

    places: int
    misprints: tuple[Fault, ...]
    missing: tuple[Fault, ...]
    used: dict[str, FileState] = field(default_factory=dict)
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

    The pages are audited if requested.
    """
    from report.render import RenderPool

    given = {
        "inputs": inputs,
        "computed": computed,
        "formats": formats,
        "folder": folder,
        "fresh": fresh,
        "audited": audited,
    }
    pool = RenderPool(folder, epoch=epoch(inputs.project.root), progress=progress, fresh=fresh)
    given["rendered"] = pool.rendered
    with all_faults(inputs, computed), pool:
        made = run_stages(STAGES, given, pool, progress)
        missing = pool.wait_for()
    if "html" not in formats:
        for document in made["documents"]:
            (folder / f"{document}.html").unlink()
    faults = tuple(misprints(made["places"], computed.results.ledger))
    return Pages(len(made["places"]), faults, missing, pool.files, made["questions"])


def _written(inputs: Inputs, computed: Computed, folder: Path) -> Documents:
    """Return the hand-written documents with their shortcodes expanded."""
    from report.manuscript.handwritten import book_of, expanded_documents

    expanded = expanded_documents(inputs.project, lambda: book_of(inputs.project, computed))
    for name in expanded:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    return {name: Woven(name, markdown, ()) for name, markdown in expanded.items()}


def _written_pages(inputs: Inputs, computed: Computed, written: Documents, folder: Path) -> Batches:
    yield rendering_tasks(inputs, computed, written, {"html"}, folder)


def _woven_pages(
    inputs: Inputs,
    computed: Computed,
    templates: Documents,
    formats: Sequence[str],
    folder: Path,
    fresh: bool,
) -> Batches:
    chosen = {"html", *formats} - {"pdf"}  # places are read from the page, and the PDF is printed from it
    yield rendering_tasks(inputs, computed, templates, chosen, folder, templates, fresh=fresh)


def _written_word_files(
    inputs: Inputs, computed: Computed, written: Documents, formats: Sequence[str], folder: Path, fresh: bool
) -> Batches:
    others = {*formats} - {"html", "pdf"}
    yield rendering_tasks(inputs, computed, without_slides(written), others, folder, fresh=fresh)


def _documents(templates: Documents, written: Documents) -> Documents:
    return {**templates, **written}


def _lint(inputs: Inputs, computed: Computed) -> None:
    """Refuse numbers that are typed by hand."""
    from report.lint import faults as faults_of

    typed = typed_numbers(inputs, computed)
    if typed:
        raise LintError(faults_of(typed))


def _printer(formats: Sequence[str]) -> None:
    """Load the printer once for all processes that print, while pages are rendered."""
    from report.render import preload_printer

    if "pdf" in formats:
        preload_printer()


def _places(inputs: Inputs, documents: Documents, folder: Path, fresh: bool) -> list[Occurrence]:
    """Read back the places of all pages, and publish them."""
    found = read_back(documents, folder, inputs.project.root, fresh=fresh)
    (folder / "occurrences.json").write_text(to_json(found), encoding="utf-8")
    return found


def _audit(
    inputs: Inputs, documents: Documents, folder: Path, formats: Sequence[str], audited: bool, fresh: bool
) -> Questions:
    """The audit of the rendered pages before provenance is added, if they are audited.

    It starts at once in another process, unless other formats are being rendered on all processors.
    """
    if not audited:
        return tuple
    texts = {name: (folder / f"{name}.html").read_text(encoding="utf-8") for name in sorted(documents)}
    exceptions, root = inputs.project.manuscript.audit_exceptions, inputs.project.root
    ask = partial(questions, texts, exceptions, root, fresh=fresh)
    return in_background(ask) if {*formats} == {"html"} else ask


def _questions(audit: Questions) -> tuple[str, ...]:
    """The findings of the audit, which do not stop a build."""
    return audit()


def _prints(
    inputs: Inputs,
    computed: Computed,
    documents: Documents,
    places: Sequence[Occurrence],
    formats: Sequence[str],
    folder: Path,
    fresh: bool,
    rendered: Set[str],
) -> Batches:
    """Add provenance to each page, and print it while the next page is decorated.

    Pages that were rendered come before those of an earlier build, whose prints are likely to be restored; of each kind
    the longest comes first.
    """
    chosen = _printed(inputs, formats)
    for name in sorted(
        documents, key=lambda name: (f"{name}.html" not in rendered, -len(documents[name].markdown))
    ):
        _decorate(inputs, computed, name, places, folder, fresh=fresh)
        yield rendering_tasks(inputs, computed, without_slides({name: documents[name]}), chosen, folder)


def _printed(inputs: Inputs, formats: Sequence[str]) -> set[str]:
    """The formats that are printed from pages: the PDF, and its provenance if it is a file of its own."""
    if "pdf" not in formats:
        return set()
    return {"pdf", "provenance.pdf"} if inputs.project.manuscript.provenance == "separate" else {"pdf"}


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
    from report.trace.page_cards import decorated

    if any(place.document == document for place in found):
        path = folder / f"{document}.html"
        page = path.read_text(encoding="utf-8")
        ledger, root = computed.results.ledger, inputs.project.root
        path.write_text(decorated(page, document, found, ledger, root, fresh=fresh), encoding="utf-8")


#: The longest chain of a build comes first: weave, render the page, read it back, add provenance, print. What the print
#: does not need is done while a page is rendered or printed.
STAGES = (
    Stage("figures", write_figures),
    Stage("written", _written),
    Stage("written pages", _written_pages, starts=True),
    Stage("templates", woven, progress="templates woven"),
    Stage("woven pages", _woven_pages, starts=True),
    Stage("documents", _documents),
    Stage("printer", _printer),
    Stage("ledger", write_ledger),
    Stage("no typed numbers", _lint, progress="templates linted"),
    Stage("audit", _audit, waits_for=("html",)),
    Stage("places", _places),
    Stage("prints", _prints, starts=True),
    Stage("written Word files", _written_word_files, starts=True),
    Stage("questions", _questions, progress="numbers audited"),
)
