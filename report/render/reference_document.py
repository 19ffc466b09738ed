"""A project's own reference document, whose styles, page layout and running heads the Word file uses."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report.rows.errors import Fault, RenderError
from report.study.project_settings import QUARTO_FILE
from report.study.quarto_file import quarto_settings
from report.template.word_templates import AS_WORD, word_template_fault
from report.text.metadata_blocks import front_matter

_KEY = "reference-doc"


def reference_document(markdown: str, root: Path) -> Path | None:
    """The reference document named in a document's metadata, or in the project's _quarto.yml."""
    for where, values in (("front matter", _front_values(markdown)), (QUARTO_FILE, quarto_settings(root))):
        name = str(values.get(_KEY) or _map(_map(values.get("format")).get("docx")).get(_KEY) or "")
        if name:
            return _inside(root, name, where)
    return None


def _front_values(markdown: str) -> Mapping[str, Any]:
    import yaml

    from report.files.safe_yaml import load

    front = front_matter(markdown)
    try:
        return _map(load(front.yaml)) if front and _KEY in front.yaml else {}
    except yaml.YAMLError:
        return {}


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _inside(root: Path, name: str, where: str) -> Path:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise RenderError(Fault(where, f"{_KEY} {name} is outside the project", "copy it into the project"))
    if not path.is_file():
        raise RenderError(Fault(where, f"{_KEY} is {name}, which does not exist", "correct its path"))
    if what := word_template_fault(path):
        raise RenderError(Fault(where, f"{_KEY} is {name}, which {what}", AS_WORD))
    return path
