"""Single drawn figures of earlier runs, each reused while its rows, its code and the drawing engine are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from report.files.code_closure import LoadedCode
from report.files.engine_hash import LATE, engine_hash
from report.files.file_states import digest_of, file_state
from report.files.observed import Observed, together
from report.files.pinned import own_settings
from report.files.recorder import loaded
from report.files.sources import loaded_files
from report.files.traced import Traced
from report.rows.stat import Row
from report.study.run_state import without_locations
from report.study.runner import Results
from report.study.stored_values import Stored


class RecordingRows(Mapping[str, Row]):
    """Rows that record which of them are looked up; iterating over all of them sets `ids` to None."""

    def __init__(self, rows: Mapping[str, Row]):
        self._rows = rows
        self.ids: set[str] | None = set()

    def __getitem__(self, id: str) -> Row:
        if self.ids is not None:
            self.ids.add(id)
        return self._rows[id]

    def __iter__(self) -> Iterator[str]:
        self.ids = None
        return iter(self._rows)

    def __len__(self) -> int:
        self.ids = None
        return len(self._rows)


class FigureCache:
    """The drawn figures of a project's earlier runs, one by one."""

    def __init__(self, results: Results, root: Path):
        self._results, self._root = results, root

    def find(self, name: str) -> tuple[Any, Observed] | None:
        """A drawn figure, and what was read to draw it, if nothing that can change it has changed."""
        basis, traced = self._basis(name), self._traced(name)
        entry = traced.find(basis) if basis else None
        if entry is None or entry.notes.get("rows") != self._digest(entry.notes.get("ids")):
            return None
        found = traced.value(entry)
        if not isinstance(found, tuple):
            return None
        drawn, observed = found
        return drawn, observed.anchored(self._root)

    def put(self, name: str, drawn: Any, observed: Observed, ids: Iterable[str] | None) -> None:
        """Store a figure for which these rows were looked up, all if None, unless its inputs are unknown."""
        basis, everything = self._basis(name), together([observed, loaded()])
        late = any(path.endswith(".py") and path not in self._modules for path in observed.files)
        if not basis or late or everything.untraceable or everything.written or everything.unstable:
            return
        looked_up = None if ids is None else sorted(ids)
        files = {path: file for path, file in everything.files.items() if self._counts(path, everything)}
        notes = {"ids": looked_up, "rows": self._digest(looked_up)}
        self._traced(name).put(
            basis, replace(everything, files=files), (drawn, observed.relative_to(self._root)), notes
        )

    def _traced(self, name: str) -> Traced:
        return Traced(self._root / ".tracepaper" / "drawings" / name, self._root)

    def _digest(self, ids: Iterable[str] | None) -> str:
        rows = self._rows
        return digest_of(f"{id} {rows.get(id)!r}" for id in (rows if ids is None else ids))

    def _basis(self, name: str) -> str:
        """A hash of the figure, its code, the drawing engine and its settings; empty if it cannot be determined."""
        stored, build = Stored.of(self._results.figures[name]), self._results.ledger.build
        if stored.reason:
            return ""
        places = ((self._code.file_of(module), part) for module, part in stored.names)
        parts = self._code.parts([(file, part) for file, part in places if file])
        code = (f"{label} {digest}" for label, digest in parts.items())
        settings = file_state(own_settings(self._root)).sha256
        words = [engine_hash(*LATE), settings, build.style, str(build.synthetic), stored.digest]
        return digest_of([*words, *code]) if all(parts.values()) else ""

    def _counts(self, path: str, observed: Observed) -> bool:
        """Whether any change of a file matters, and not only a change of the code in it that the figure uses."""
        return path in observed.opened or path not in self._modules

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        """The rows without the location of their code, which no drawing shows."""
        bare: Mapping[str, Row] = without_locations(self._results.ledger)
        return bare

    @cached_property
    def _code(self) -> LoadedCode:
        return LoadedCode.loaded(self._root)

    @cached_property
    def _modules(self) -> frozenset[str]:
        return frozenset(loaded_files().values())
