"""The style in which the numbers of a project print: the style that it chose, in the words of its language."""

from __future__ import annotations

import re

from report.rows.styles import style_name
from report.study.project import Project
from report.study.project_settings import DECIMAL_MARKS
from report.study.quarto_file import quarto_text
from report.text.language import ENGLISH, decimal_mark, language_in
from report.text.metadata_blocks import template_front_matter


def printed_style(project: Project) -> str:
    """The name of the style of the numbers in all documents of a project, which share their tables and figures."""
    chosen = project.manuscript
    mark = DECIMAL_MARKS.get(chosen.decimal_mark) or decimal_mark(project_language(project))
    return style_name(chosen.style, mark, number_language(project), chosen.confidence_interval)


def number_language(project: Project) -> str:
    """The code of the language of number words (`de` for `de-CH`)."""
    return re.split(r"[-_]", project_language(project).lower())[0]


def project_language(project: Project) -> str:
    """The language of a project's first document, or the one that `_quarto.yml` names for all, or English."""
    front = template_front_matter(_first_document(project))
    own = language_in(front.yaml) if front else ""
    return own or language_in(quarto_text(project.root)) or ENGLISH


def _first_document(project: Project) -> str:
    for name in project.study.documents:
        return project.templates().get(f"{name}.qmd.j2", "")
    for path in project.written:
        file = project.root / path
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    return ""
