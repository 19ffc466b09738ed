"""Results that are reused only while their traces are true."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report.files.file_states import digest_of
from report.files.observed import Observed
from report.files.store import Cache
from report.files.trace import Trace


@dataclass(frozen=True)
class TracedResult:
    """A result of an earlier run: its key, its trace, and notes."""

    key: str
    trace: Trace
    notes: Mapping[str, Any] = field(default_factory=dict)


class Traced:
    """Results in a folder of a project, each with its trace; both carry checksums."""

    def __init__(self, folder: Path, root: Path):
        self._traces, self._values, self._root = Cache(folder / "traces"), Cache(folder), root

    def find(self, basis: str) -> TracedResult | None:
        """The newest entry whose trace is still true."""
        return next((each for each in self._entries() if not any(each.trace.untrue(basis, self._root))), None)

    def why_not(self, basis: str) -> str:
        """The first change since the newest entry; empty if there is none."""
        youngest = next(self._entries(), None)
        return next(youngest.trace.untrue(basis, self._root), "") if youngest else ""

    def _entries(self) -> Iterator[TracedResult]:
        for key in self._traces.entries():
            with suppress(ValueError, KeyError, TypeError, AttributeError):
                record = json.loads(self._traces.get_bytes(key) or b"")
                yield TracedResult(key, Trace.from_record(record["trace"]), record["notes"])

    def value(self, entry: TracedResult) -> Any:
        """The result of an entry, or None if it cannot be read."""
        return self._values.get(entry.key)

    def put(self, basis: str, observed: Observed, value: Any, notes: Mapping[str, Any]) -> TracedResult:
        """Save a result with its trace."""
        trace = Trace.of(observed, basis, self._root)
        record = json.dumps({"trace": trace.record(), "notes": dict(notes)}, sort_keys=True)
        key = digest_of([record])
        if self._values.put(key, value):
            self._traces.put_bytes(key, record.encode())
        return TracedResult(key, trace, notes)
