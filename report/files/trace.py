"""The trace of a result: all its observed inputs with their state.

A result is reused only while its whole trace is still true. Paths below the project are relative, so that a moved
project keeps its results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from report.files.file_states import digest_of, file_state
from report.files.folder_listings import listing
from report.files.installed import environment, import_folders
from report.files.lookups import candidates, folders_of
from report.files.observed import Observed, named
from report.files.recorded_queries import variable


@dataclass(frozen=True)
class Trace:
    """Facts by kind; the result is current only if all are still true.

    `basis` is a hash of the declared inputs; `modules` maps each folder of modules to the names that were
    looked for and the files and folders that could match them.
    """

    basis: str
    machine: str
    search: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    modules: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)
    untraceable: tuple[str, ...] = ()

    @classmethod
    def of(cls, observed: Observed, basis: str, root: Path) -> Trace:
        """The trace of observed inputs."""
        return cls(
            basis,
            machine(),
            search(root),
            {named(path, root): file.sha256 for path, file in sorted(observed.files.items())},
            {named(path, root): names for path, names in sorted(observed.folders.items())},
            {
                named(folder, root): (names, candidates(folder, names))
                for folder, names in lookups_of(observed).items()
            },
            dict(sorted(observed.variables.items())),
            tuple(observed.untraceable),
        )

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Trace:
        """Read the output of `record`."""
        modules = {
            folder: (tuple(looked_for), tuple(found))
            for folder, (looked_for, found) in record["modules"].items()
        }
        lists = {name: tuple(record[name]) for name in ("search", "untraceable")}
        return cls(**{**record, **lists, "modules": modules})

    def record(self) -> dict[str, Any]:
        """The trace as JSON data."""
        return asdict(self)

    def untrue(self, basis: str, root: Path) -> Iterator[str]:
        """Yield each change since the trace was taken; nothing if the result can be reused."""
        yield from (f"{what}, whose inputs cannot be observed" for what in self.untraceable)
        if self.basis != basis:
            yield "the engine, the settings or a declared file changed"
        if self.machine != machine():
            yield "the system, Python or its packages changed"
        if self.search != search(root):
            yield "the folders in which Python looks for modules changed"
        yield from (f"{name} changed" for name in self._moved_files(root))
        yield from (f"${name} changed" for name, before in self.variables.items() if before != variable(name))

    def _moved_files(self, root: Path) -> Iterator[str]:
        yield from (name for name, before in self.files.items() if before != file_hash(root / name))
        yield from (name for name, before in self.folders.items() if before != listing(str(root / name)))
        for name, (looked_for, found) in self.modules.items():
            if found != candidates(str(root / name), looked_for):
                yield name


def lookups_of(observed: Observed) -> dict[str, tuple[str, ...]]:
    """The folders in which modules were looked for, by this process and by those that it started."""
    names = {folder: set(looked_for) for folder, looked_for in folders_of(observed.modules).items()}
    for folder, looked_for in observed.lookups.items():
        names.setdefault(folder, set()).update(looked_for)
    return {folder: tuple(sorted(looked_for)) for folder, looked_for in sorted(names.items())}


def file_hash(path: Path) -> str:
    """The current hash of a file; empty if the file does not exist."""
    try:
        return file_state(path).sha256
    except OSError as error:
        return f"unreadable: {error.errno}"


def machine() -> str:
    """A hash of the system, of Python and of all installed packages."""
    return digest_of(environment())


def search(root: Path) -> tuple[str, ...]:
    """The folders in which Python looks for the project's modules."""
    return tuple(named(folder, root) for folder in import_folders())
