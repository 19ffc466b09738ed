"""Hand-written documents, with their shortcodes expanded to the rows that they name."""

from __future__ import annotations

from collections.abc import Callable

from report.manuscript.computation import Computed
from report.manuscript.document_lists import list_faults
from report.manuscript.printed_style import printed_style
from report.rows.errors import Fault, ReportError, StudyError, TemplateError
from report.rows.styles import STYLES
from report.study.project import Project
from report.template.broken_references import unresolved_written
from report.template.filters import filters_of
from report.template.journal_layout import laid_out
from report.template.phrasebook import Phrasebook, phrasebook
from report.template.project_metadata import with_project_metadata
from report.template.shortcodes import expanded
from report.template.styled_text import styled
from report.template.yaml_metadata import quoted


def book_of(project: Project, computed: Computed) -> Phrasebook:
    """The phrasebook of a run."""
    results = computed.results
    figures = {name: (figure, computed.drawn[name].width_mm) for name, figure in results.figures.items()}
    return phrasebook(results.ledger, results.tables, figures, filters_of(project.study.filters))


def written_documents(project: Project) -> dict[str, str]:
    """The hand-written documents listed in [tool.report] documents, by path without suffix."""
    faults, found = [*list_faults(project.root, project.study.documents, project.written)], {}
    for path in project.written:
        if path.removesuffix(".qmd") in project.study.documents:
            what = f"[tool.report] documents names {path}, which is woven from a template"
            faults.append(Fault("pyproject.toml", what, "rename the document that you wrote"))
        try:
            text = (project.root / path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            what = f"names {path}, which cannot be read: {why}"
            faults.append(Fault("pyproject.toml", f"[tool.report] documents {what}", "correct the list"))
        else:
            found[path.removesuffix(".qmd")] = text
    if faults:
        raise StudyError(faults)
    return found


def expanded_documents(project: Project, book: Callable[[], Phrasebook]) -> dict[str, str]:
    """The hand-written documents with their shortcodes expanded; the faults of all are raised together."""
    faults: list[Fault] = []
    found = {}
    written = written_documents(project)
    phrases = book() if written else {}
    for name, text in written.items():
        try:
            quoted(text, f"{name}.qmd", text)
            whole = with_project_metadata(expanded(text, f"{name}.qmd", phrases), project.root)
            text_now = styled(whole, STYLES[printed_style(project)])
            found[name] = quoted(laid_out(text_now, project.manuscript), f"{name}.qmd", text)
        except ReportError as error:
            faults += error.faults
        figures = phrases["figures"]
        faults += unresolved_written(f"{name}.qmd", text, found.get(name), project.root, figures)
    if faults:
        raise TemplateError(faults)
    return found
