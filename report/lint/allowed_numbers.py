"""Defines the numbers that are not results: names, set phrases and technical metadata; see docs/writing.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from report.lint.usual_names import PHRASES
from report.rows.errors import Fault, LintError
from report.study.setting_values import LINT, wrong_lint

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
        faults = [
            Fault("pyproject.toml", f"[tool.report] {what}", remedy) for what, remedy in wrong_lint(settings)
        ]
        if faults:
            raise LintError(faults)
        added = {key: tuple(settings.get(key, ())) for key in LINT}
        return cls(added["names"], PHRASES + added["phrases"], METADATA + added["metadata"])
