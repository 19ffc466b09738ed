"""The common source of all exports: rows, woven documents and the last build, each read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from report.export.numbering import Kind, NumberedFloat, metadata, placed
from report.export.outputs import outputs
from report.manuscript.computation import Computed
from report.manuscript.inputs import Inputs
from report.manuscript.woven_documents import woven
from report.rows.ledger import Ledger
from report.template import Woven


@dataclass(frozen=True)
class Edition:
    """A project with its results; `out` is the folder of its last build, relative to the project."""

    inputs: Inputs
    computed: Computed
    out: Path = Path("_output")

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.inputs.project.root

    @property
    def built(self) -> Path:
        """The folder of the last build."""
        return self.root / self.out

    @property
    def ledger(self) -> Ledger:
        """The rows."""
        return self.computed.results.ledger

    @cached_property
    def documents(self) -> Mapping[str, Woven]:
        """The documents of the paper as Markdown."""
        return woven(self.inputs, self.computed)

    @cached_property
    def front(self) -> dict[str, Any]:
        """The metadata of the first document, if there is one: title and authors of the paper."""
        return next(map(metadata, self.documents.values()), {})

    @cached_property
    def published(self) -> tuple[str, ...]:
        """The names of the published files; a missing, damaged or outdated build is a fault."""
        return outputs(self.built, self.ledger)

    def placed(self, kind: Kind) -> list[NumberedFloat]:
        """All tables or figures, with their numbers."""
        results = self.computed.results
        return placed(kind, results.tables if kind == "table" else results.figures, self.documents)
