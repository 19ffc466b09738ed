"""The documents that Quarto renders: the woven ones, and those that authors write by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

from report.compute import Computed
from report.errors import Fault, ReportError, StudyError, TemplateError
from report.project import Project
from report.quarto.phrasebook import Phrasebook, phrasebook
from report.quarto.shortcodes import expanded
from report.template.references import unresolved_written

_REMARK = "# Written before each render from templates/{}.qmd.j2: an edit here is lost.\n"
_NOTE_CALL = re.compile(r"\[\^([^\]\s]+)\]")


def book_of(computed: Computed) -> Phrasebook:
    """The phrasebook of a run."""
    results = computed.results
    figures = {name: (figure, computed.drawn[name].width_mm) for name, figure in results.figures.items()}
    return phrasebook(results.ledger, results.tables, figures)


def written_documents(project: Project) -> dict[str, str]:
    """The hand-written documents that [tool.report] documents names, by their path without its suffix."""
    faults, found = [], {}
    for path in project.written:
        try:
            text = (project.root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
            what = f"names {path}, which cannot be read: {why}"
            faults.append(Fault("pyproject.toml", f"[tool.report] documents {what}", "mend the list"))
        else:
            found[path.removesuffix(".qmd")] = text
    if faults:
        raise StudyError(faults)
    return found


def expanded_documents(project: Project, book: Callable[[], Phrasebook]) -> dict[str, str]:
    """The hand-written documents with their shortcodes expanded; the faults of all of them are raised at once."""
    faults: list[Fault] = []
    found = {}
    written = written_documents(project)
    phrases = book() if written else {}
    for name, text in written.items():
        try:
            found[name] = expanded(text, f"{name}.qmd", phrases)
        except ReportError as error:
            faults += error.faults
        figures = phrases["figures"]
        faults += unresolved_written(f"{name}.qmd", text, found.get(name), project.root, figures)
    if faults:
        raise TemplateError(faults)
    return found


def for_quarto(name: str, markdown: str) -> str:
    """A woven document as Quarto gets it: with a remark where it comes from, and notes where metadata call them."""
    head, front, body = _parts(markdown)
    if not head:
        return markdown
    front, body = _with_notes(front, body)
    return f"{head}{_REMARK.format(name)}{front}{head}{body}"


def _parts(markdown: str) -> tuple[str, str, str]:
    pieces = re.split(r"^---\n", markdown, maxsplit=2, flags=re.MULTILINE)
    return ("---\n", pieces[1], pieces[2]) if len(pieces) == 3 and not pieces[0] else ("", "", markdown)


def _with_notes(front: str, body: str) -> tuple[str, str]:
    """Quarto reads metadata apart from the text, so a note that the abstract calls moves there from the text."""
    for name in dict.fromkeys(_NOTE_CALL.findall(front)):
        note = re.search(rf"^\[\^{re.escape(name)}\]:[ \t]+(.+)\n?", body, re.MULTILINE)
        if note:
            front = front.replace(f"[^{name}]", f"^[{note[1]}]")
            body = body[: note.start()] + body[note.end() :]
    return front, body
