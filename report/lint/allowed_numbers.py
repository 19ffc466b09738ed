"""Defines the numbers that are not results: names, set phrases and technical metadata; see docs/writing.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from report.lint.usual_names import PHRASES
from report.rows.errors import Fault, LintError

#: Metadata keys that control a renderer and are never printed as text.
METADATA = (
    "bibliography",
    "build-id",
    "csl",
    "css",
    "document",
    "email",
    "execute",
    "filters",
    "float-prefix",
    "format",
    "lang",
    "number-sections",
    "orcid",
    "reference-doc",
    "toc-depth",
    "url",
)


@dataclass(frozen=True)
class Conventions:
    """Names with digits, set phrases with number words, and metadata keys whose values are not text."""

    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = PHRASES
    metadata: tuple[str, ...] = METADATA

    @classmethod
    def from_settings(cls, settings: Any) -> Conventions:
        """The conventions of a project: `[tool.report.lint]` adds `names`, `phrases` and `metadata`."""
        if not isinstance(settings, Mapping):
            raise LintError(Fault("pyproject.toml", "lint is not a table", "write [tool.report.lint]"))
        wrong = [fault for key, value in settings.items() for fault in _faults(key, value)]
        if wrong:
            raise LintError(wrong)
        added = {key: tuple(settings.get(key, ())) for key in ("names", "phrases", "metadata")}
        return cls(added["names"], PHRASES + added["phrases"], METADATA + added["metadata"])


def _faults(key: str, value: Any) -> list[Fault]:
    where = "pyproject.toml"
    if key not in ("names", "phrases", "metadata"):
        return [Fault(where, f"[tool.report.lint] has no setting {key}", "one of names, phrases, metadata")]
    if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
        return [
            Fault(where, f"[tool.report.lint] {key} is not a list of strings", f'write {key} = ["…", "…"]')
        ]
    return []
