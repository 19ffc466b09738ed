"""Results of single products, each reused only while nothing that can change it has changed.

A record holds `parts`, a digest of each input and of each piece of code; the state of the files, folders, variables and
module folders that were read; and the modules that were imported while the product ran.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from report.files.code_closure import LoadedCode
from report.files.file_states import FileState, changed, digest_of, identity
from report.files.folder_listings import listing
from report.files.installed import is_installed
from report.files.lookups import candidates
from report.files.observed import Observed, named, together
from report.files.reading_lines import place_of, reader_at
from report.files.recorded_queries import variable
from report.files.recorder import loaded
from report.files.sources import loaded_files
from report.files.store import Cache
from report.files.trace import file_hash, lookups_of, machine, search
from report.study.product import Product
from report.study.run_state import Outcome

Root = tuple[str, str]
_KINDS = {"parts", "late", "files", "readers", "folders", "variables", "lookups"}
UNKNOWN = "it has not been computed before"


class ProductCache:
    """The cached results of a project's products.

    `basis` is a hash of the engine, and of the settings and levels that affect every product; `used` are files that
    must not change while products are computed. With `fresh`, every product is recomputed; unless `keep`, nothing is
    stored. `reasons` says for each product why it was recomputed; it is empty for one that was reused.
    """

    def __init__(
        self,
        root: Path,
        basis: str,
        *,
        fresh: bool = False,
        used: Mapping[str, FileState] = MappingProxyType({}),
        keep: bool = True,
    ):
        self._root, self._basis, self._fresh, self._used, self._keep = root, basis, fresh, used, keep
        self._codes: dict[str, LoadedCode] = {}
        self.reasons: dict[str, str] = {}
        self.seconds: dict[str, float] = {}

    def find(self, item: Product, inputs: Mapping[str, str], roots: Iterable[Root]) -> Outcome | None:
        """The result of a product for these inputs, if nothing that can change it has changed."""
        roots, reason = list(roots), UNKNOWN
        records, values = self._caches(item.name)
        for place, key in enumerate(records.entries()):
            record = _record(records.get_bytes(key))
            self.seconds.setdefault(item.name, record.get("seconds", 0.0))
            why = "--force" if self._fresh else next(self._changes(record, inputs, roots), "")
            outcome = None if why else values.get(key)
            if isinstance(outcome, Outcome):
                self.reasons[item.name] = ""
                return replace(outcome, observed=self._current(outcome.observed, record["readers"]))
            reason = reason if place else why or "its cached result is damaged"
        self.reasons[item.name] = reason
        return None

    def put(
        self,
        item: Product,
        inputs: Mapping[str, str],
        roots: Iterable[Root],
        outcome: Outcome,
        seconds: float,
    ) -> None:
        """Store the result of a product, unless its inputs are unknown or changed while it ran."""
        observed = together([outcome.observed, self._loading])
        known = all(inputs.values()) and not (observed.untraceable or observed.written or observed.unstable)
        if not self._keep or outcome.faults or not known or changed({**observed.files, **self._used}):
            return
        parts = self._parts(inputs, roots, dict(outcome.late))
        if not all(parts.values()):  # code that is in no file
            return
        late = dict(outcome.late)
        state = self._state(observed, late) | self._readers(outcome.observed)
        record = {**state, "parts": parts, "late": late, "seconds": seconds}
        content = json.dumps(record, sort_keys=True)
        key = digest_of([content])
        records, values = self._caches(item.name)
        stored = replace(outcome, observed=outcome.observed.relative_to(self._root))
        if values.put(key, stored):
            records.put_bytes(key, content.encode())

    def _caches(self, name: str) -> tuple[Cache, Cache]:
        folder = self._root / ".tracepaper" / "products" / name
        return Cache(folder / "records"), Cache(folder)

    @cached_property
    def _loading(self) -> Observed:
        return loaded()

    @cached_property
    def _common(self) -> dict[str, str]:
        return {
            "the engine, its settings or the levels of the study": self._basis,
            "the system, Python or an installed package": machine(),
            "the folders in which Python looks for modules": digest_of(search(self._root)),
        }

    def code(self, late: Mapping[str, str]) -> LoadedCode:
        """The code of the project, with modules that were imported late."""
        key = json.dumps(dict(late), sort_keys=True)
        if key not in self._codes:
            self._codes[key] = LoadedCode.loaded(
                self._root, {name: str(self._root / path) for name, path in late.items()}
            )
        return self._codes[key]

    def _parts(
        self, inputs: Mapping[str, str], roots: Iterable[Root], late: Mapping[str, str]
    ) -> dict[str, str]:
        code = self.code(late)
        ours = [(file, name) for file, name in roots if not is_installed(file)]
        known = [(file, name) for file, name in ours if file in code.files]
        known += [(file, "") for file in map(code.file_of, late) if file]
        other = {f"the text of {file}": file_hash(Path(file)) for file, _ in ours if file not in code.files}
        needed = {f"its input {need}": digest for need, digest in inputs.items()}
        return {**self._common, **needed, **other, **code.parts(known)}

    def _state(self, observed: Observed, late: Mapping[str, str]) -> dict[str, Any]:
        files = {
            path: file.sha256 for path, file in observed.files.items() if self._counts(path, observed, late)
        }
        looked_for = lookups_of(observed).items()
        lookups = {folder: [list(names), list(candidates(folder, names))] for folder, names in looked_for}
        return {
            "files": {named(path, self._root): digest for path, digest in sorted(files.items())},
            "folders": {named(path, self._root): names for path, names in sorted(observed.folders.items())},
            "variables": dict(sorted(observed.variables.items())),
            "lookups": {named(folder, self._root): found for folder, found in lookups.items()},
        }

    def _readers(self, observed: Observed) -> dict[str, Any]:
        """The lines that read undeclared files, which hints name; empty for one that could not be found again."""
        lines = {reader for path, reader in observed.readers.items() if path not in self._used}
        named_lines = ((reader, *reader.rpartition(":")[::2]) for reader in sorted(lines))
        return {
            "readers": {
                f"{named(file, self._root)}:{line}": place_of(reader)
                for reader, file, line in named_lines
                if file
            }
        }

    def _relocated(self, readers: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
        """Each line that read an undeclared file as it was recorded, and as it is now."""
        for name, place in readers.items():
            file, _, line = name.rpartition(":")
            path = str(self._root / file)
            yield f"{path}:{line}", reader_at(path, (place[0], place[1])) if place else None

    def _current(self, observed: Observed, readers: Mapping[str, Any]) -> Observed:
        """The observed inputs of a reused product, whose files may have been written again with the same content."""
        observed = observed.anchored(self._root)
        files = {path: FileState(file_hash(Path(path)), identity(path)) for path in observed.files}
        now = dict(self._relocated(readers))
        lines = {path: now.get(reader) or reader for path, reader in observed.readers.items()}
        return replace(observed, files=files, readers=lines)

    def _counts(self, path: str, observed: Observed, late: Mapping[str, str]) -> bool:
        """Whether any change of a file matters, and not only a change of the code in it that a product uses."""
        modules = {*self._modules, *(str(self._root / file) for file in late.values())}
        return path in observed.opened or not path.endswith(".py") or path not in modules

    @cached_property
    def _modules(self) -> frozenset[str]:
        return frozenset(loaded_files().values())

    def _changes(
        self, record: Mapping[str, Any], inputs: Mapping[str, str], roots: Iterable[Root]
    ) -> Iterator[str]:
        if not record:
            yield "its cached record is damaged"
            return
        before, now = record["parts"], self._parts(inputs, roots, record["late"])
        yield from (f"{part} changed" for part in before if part in now and now[part] != before[part])
        yield from (f"{part} was removed" for part in before if part not in now)
        yield from (f"{part} was added" for part in now if part not in before)
        yield from self._changed_surroundings(record)

    def _changed_surroundings(self, record: Mapping[str, Any]) -> Iterator[str]:
        root = self._root
        for name, digest in record["files"].items():
            if file_hash(root / name) != digest:
                yield f"{name} changed"
        for reader, now in self._relocated(record["readers"]):
            if now is None:
                yield f"{named(reader.rpartition(':')[0], root)} changed"
        for name, names in record["folders"].items():
            if listing(str(root / name)) != names:
                yield f"the files in {name} changed"
        for name, value in record["variables"].items():
            if variable(name) != value:
                yield f"${name} changed"
        for name, (looked_for, found) in record["lookups"].items():
            if list(candidates(str(root / name), looked_for)) != found:
                yield f"modules were added to or removed from {name}"


def _record(content: bytes | None) -> dict[str, Any]:
    with suppress(ValueError):
        found = json.loads(content or b"")
        if isinstance(found, dict) and found.keys() >= _KINDS:
            return found
    return {}
