"""Metadata that `_quarto.yml` gives to every document of a project, as in Quarto: the front matter takes precedence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from report.rows.errors import Fault
from report.rows.suggestions import did_you_mean
from report.study.project_settings import QUARTO_FILE
from report.study.quarto_file import quarto_settings, quarto_text
from report.template.front_keys import PRINTED, QUARTO
from report.text.metadata_blocks import front_matter


def with_project_metadata(markdown: str, root: Path | None) -> str:
    """Add the metadata of the project that the front matter of a document does not set."""
    shared = {key: value for key, value in quarto_settings(root).items() if key in PRINTED}
    front = front_matter(markdown)
    missing = {key: value for key, value in shared.items() if key not in _keys(front.yaml if front else "")}
    if not missing:
        return markdown
    if front is None:
        return f"---\n{_yaml(missing)}---\n\n{markdown}"
    end = front.start + len(front.yaml)
    return f"{markdown[:end]}{_yaml(missing)}{markdown[end:]}"


def project_metadata_faults(root: Path | None) -> Iterator[Fault]:
    """Faults of keys in `_quarto.yml` that are neither metadata nor settings of Quarto, and resemble metadata."""
    for key in quarto_settings(root):
        if key not in PRINTED and not QUARTO.fullmatch(key) and (remedy := did_you_mean(key, PRINTED)):
            where = f"{QUARTO_FILE}:{_line(quarto_text(root), key)}"
            yield Fault(where, f"has the key {key}, which no format prints", remedy)


def _keys(yaml: str) -> set[str]:
    """The keys at the top level of a front matter, which may still contain statistics that YAML cannot read."""
    return set(re.findall(r"^[\"']?([\w-]+)[\"']?[ \t]*:(?=\s|$)", yaml, re.MULTILINE))


def _yaml(values: Mapping[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(dict(values), allow_unicode=True, sort_keys=False, width=2**20))


def _line(text: str, key: str) -> int:
    found = re.search(rf"^[\"']?{re.escape(key)}[\"']?[ \t]*:", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
