"""What a step of a run was seen to depend on: plain data that worker processes send back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from report.files.seen import Seen


@dataclass
class Observed:
    """Files and folders read, modules asked for, variables of the environment, and what cannot be followed.

    `files` maps absolute paths to what was read; `readers` to the line of the project that opened them, for data alone.
    `unstable` are paths of which two different contents were read; `untraceable` are steps whose inputs nobody can see.
    """

    files: dict[str, Seen] = field(default_factory=dict)
    readers: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    modules: set[str] = field(default_factory=set)
    variables: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    unstable: set[str] = field(default_factory=set)
    untraceable: dict[str, str] = field(default_factory=dict)

    def saw(self, path: str, file: Seen, reader: str = "") -> None:
        """Add a file that was read; what the step itself wrote is not an input."""
        if path in self.written:
            return
        before = self.files.setdefault(path, file)
        if before.sha256 != file.sha256:
            self.unstable.add(path)
        if reader:
            self.readers.setdefault(path, reader)

    def add(self, other: Observed) -> None:
        """Add what another step was seen to depend on."""
        for path, file in other.files.items():
            self.saw(path, file, other.readers.get(path, ""))
        self.folders = {**other.folders, **self.folders}
        self.variables = {**other.variables, **self.variables}
        self.untraceable = {**other.untraceable, **self.untraceable}
        self.modules |= other.modules
        self.written |= other.written
        self.unstable |= other.unstable

    @property
    def data(self) -> dict[str, Seen]:
        """The files that were read as data: neither modules nor missing."""
        return {path: file for path, file in self.files.items() if path in self.readers and file.sha256}


def together(observed: Iterable[Observed]) -> Observed:
    """All that several steps were seen to depend on."""
    total = Observed()
    for each in observed:
        total.add(each)
    return total
