"""The observed inputs of a step of a run, as plain data that worker processes send back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from report.files.seen import Seen


@dataclass
class Observed:
    """Files and folders read, modules looked for, environment variables, and steps that cannot be traced.

    `files` maps absolute paths to what was read; `readers` maps data files to the line of the project that opened them.
    `opened` are the files that were read otherwise than by importing them. `lookups` are the folders of the project in
    which modules were looked for, with their names. `unstable` are paths that were read with two different contents;
    `untraceable` are steps whose inputs are unknown.
    """

    files: dict[str, Seen] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)
    opened: set[str] = field(default_factory=set)
    lookups: dict[str, set[str]] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    unstable: set[str] = field(default_factory=set)
    untraceable: dict[str, str] = field(default_factory=dict)

    def saw(self, path: str, file: Seen, reader: str = "") -> None:
        """Add a file that was read, unless the step itself wrote it."""
        if path in self.written:
            return
        before = self.files.setdefault(path, file)
        if before.sha256 != file.sha256:
            self.unstable.add(path)
        if reader:
            self.readers.setdefault(path, reader)

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

    @property
    def data(self) -> dict[str, Seen]:
        """The files that were read as data: neither modules nor missing files."""
        return {path: file for path, file in self.files.items() if path in self.readers and file.sha256}


def together(observed: Iterable[Observed]) -> Observed:
    """The observed inputs of several steps together."""
    total = Observed()
    for each in observed:
        total.add(each)
    return total


def without_content(observed: Observed) -> Observed:
    """The same inputs without the first bytes of files, which may be participant data."""
    files = {path: Seen(file.sha256, file.identity) for path, file in observed.files.items()}
    return replace(observed, files=files)
