"""The documents that Quarto renders: the woven ones, and those that authors write by hand."""

from __future__ import annotations

from report.errors import Fault, ReportError, StudyError, TemplateError
from report.project import Project
from report.quarto.phrasebook import Phrasebook
from report.quarto.shortcodes import expanded

_REMARK = "# Written before each render from templates/{}.qmd.j2: an edit here is lost.\n"
_FRONT_MATTER = "---\n"


def written_documents(project: Project) -> dict[str, str]:
    """The hand-written documents that [tool.report] documents names, by their path without its suffix."""
    faults, found = [], {}
    for path in project.settings.get("documents", ()):
        try:
            text = (project.root / path).read_text(encoding="utf-8")
        except OSError as error:
            what = f"names {path}, which cannot be read: {error.strerror}"
            faults.append(Fault("pyproject.toml", f"[tool.report] documents {what}", "mend the list"))
        else:
            found[path.removesuffix(".qmd")] = text
    if faults:
        raise StudyError(faults)
    return found


def expanded_documents(project: Project, book: Phrasebook) -> dict[str, str]:
    """The hand-written documents with their shortcodes expanded; the faults of all of them are raised at once."""
    faults: list[Fault] = []
    found = {}
    for name, text in written_documents(project).items():
        try:
            found[name] = expanded(text, f"{name}.qmd", book)
        except ReportError as error:
            faults += error.faults
    if faults:
        raise TemplateError(faults)
    return found


def with_remark(name: str, markdown: str) -> str:
    """A woven document that says in its first line where it comes from."""
    rest = markdown.removeprefix(_FRONT_MATTER)
    return markdown if rest == markdown else _FRONT_MATTER + _REMARK.format(name) + rest
