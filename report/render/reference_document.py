"""A project's own reference document, whose styles, page layout and running heads the Word file uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from report.rows.errors import Fault, RenderError
from report.study.project_settings import QUARTO_FILE
from report.text.metadata_blocks import front_matter

_KEY = "reference-doc"


def reference_document(markdown: str, root: Path) -> Path | None:
    """The reference document named in a document's metadata, or else in the project's _quarto.yml."""
    for where, text in _settings(markdown, root):
        name = _named(text)
        if name:
            return _inside(root, name, where)
    return None


def _settings(markdown: str, root: Path) -> Iterator[tuple[str, str]]:
    front = front_matter(markdown)
    if front and _KEY in front.yaml:
        yield "front matter", front.yaml
    project = root / QUARTO_FILE
    if project.is_file() and _KEY in (text := project.read_text(encoding="utf-8", errors="replace")):
        yield project.name, text


def _named(text: str) -> str:
    import yaml

    from report.files.safe_yaml import load

    try:
        values = load(text)
    except yaml.YAMLError:
        return ""
    below = _map(_map(_map(values).get("format")).get("docx"))
    return str(_map(values).get(_KEY) or below.get(_KEY) or "")


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _inside(root: Path, name: str, where: str) -> Path:
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise RenderError(Fault(where, f"{_KEY} {name} is outside the project", "copy it into the project"))
    if not path.is_file():
        raise RenderError(Fault(where, f"{_KEY} is {name}, which does not exist", "correct its path"))
    return path
