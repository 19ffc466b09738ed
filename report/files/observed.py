"""The observed inputs of a step of a run, as plain data that worker processes send back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from report.files.file_states import FileState

#: What is recorded of a file that does not exist.
ABSENT = ""


@dataclass
class Observed:
    """Files and folders read, modules looked for, environment variables, and steps that cannot be traced.

    `files` maps absolute paths to what was read; `readers` maps data files to the line of the project that opened them.
    `opened` are the files that were read other than by importing them. `lookups` are the folders of the project in
    which modules were looked for, with their names. `unstable` are paths that were read with two different contents;
    `untraceable` are steps whose inputs are unknown.
    """

    files: dict[str, FileState] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    lookups: dict[str, set[str]] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    unstable: set[str] = field(default_factory=set)
    untraceable: dict[str, str] = field(default_factory=dict)

    def saw(self, path: str, file: FileState, reader: str = "") -> None:
        """Add a file that was read, unless the step itself wrote it."""
        if path in self.written:
            return
        before = self.files.setdefault(path, file)
        if before.sha256 != file.sha256:
            self.unstable.add(path)
        if reader:
            self.readers.setdefault(path, reader)

    def wrote(self, path: str) -> None:
        """Add a file that the step writes, and forget that it did not exist when the step asked for it."""
        self.written.add(path)
        if path in self.files and self.files[path].sha256 == ABSENT:
            del self.files[path]

    def add(self, other: Observed) -> None:
        """Add the observed inputs of another step."""
        for path, file in other.files.items():
            self.saw(path, file, other.readers.get(path, ""))
        self.folders = {**other.folders, **self.folders}
        self.variables = {**other.variables, **self.variables}
        self.untraceable = {**other.untraceable, **self.untraceable}
        self.modules |= other.modules
        self.opened |= other.opened
        for folder, names in other.lookups.items():
            self.lookups.setdefault(folder, set()).update(names)
        self.written |= other.written
        self.unstable |= other.unstable

    def relative_to(self, root: Path) -> Observed:
        """The same inputs with paths relative to a project, as a cache stores them; outer paths are unchanged."""
        return self._renamed(lambda path: named(path, root))

    def anchored(self, root: Path) -> Observed:
        """The inputs from a cache with the paths that they have in a project, which may have moved since."""
        return self._renamed(lambda path: str(root / path))

    def _renamed(self, rename: Callable[[str], str]) -> Observed:
        def line(reader: str) -> str:
            file, colon, number = reader.rpartition(":")
            return f"{rename(file)}:{number}" if colon else reader

        return replace(
            self,
            files={rename(path): file for path, file in self.files.items()},
            readers={rename(path): line(reader) for path, reader in self.readers.items()},
            folders={rename(path): names for path, names in self.folders.items()},
            opened={*map(rename, self.opened)},
            lookups={rename(path): names for path, names in self.lookups.items()},
            written={*map(rename, self.written)},
            unstable={*map(rename, self.unstable)},
            untraceable={what: line(where) for what, where in self.untraceable.items()},
        )

    @property
    def data(self) -> dict[str, FileState]:
        """The files that were read as data: neither modules nor missing files."""
        return {path: file for path, file in self.files.items() if path in self.readers and file.sha256}


def named(path: str, root: Path) -> str:
    """A path as caches store it: relative to the project if it is inside."""
    place = Path(path)
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else path


def together(observed: Iterable[Observed]) -> Observed:
    """The combined observed inputs of several steps."""
    total = Observed()
    for each in observed:
        total.add(each)
    return total


def without_content(observed: Observed) -> Observed:
    """The same inputs without the first bytes of files, which may be participant data."""
    files = {path: FileState(file.sha256, file.identity) for path, file in observed.files.items()}
    return replace(observed, files=files)
