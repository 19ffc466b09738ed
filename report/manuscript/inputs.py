"""The inputs of a project's documents, and the key of a build of them.

This is all that a command needs to detect that nothing changed; `report.manuscript.computation` computes the rest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from report.files.engine_hash import LATE, engine_hash, extension, files_below
from report.files.file_states import FileState, changed, digest_of, file_state
from report.files.installed import versions
from report.files.pinned import own_settings
from report.files.store import Cache
from report.files.traced import Traced, TracedResult
from report.manuscript.drawing_cache import drawn_digest
from report.manuscript.printed_style import number_language, printed_style
from report.rows.build_record import Build
from report.rows.errors import Fault, StoreError
from report.study.build_facts import epoch, facts
from report.study.disclosure import minimum_count
from report.study.project import Project
from report.study.project_settings import QUARTO_FILE
from report.study.study import DataFile

_NAMED = "documents"


@dataclass(frozen=True)
class Inputs:
    """A project and the data file from which it is computed.

    After a run, `reasons` says for each product why it was recomputed; it is empty for one that was reused.
    """

    project: Project
    data: Path | None = None
    _read: dict[str, FileState] = field(default_factory=dict, compare=False, repr=False)
    _found: list[TracedResult] = field(default_factory=list, compare=False, repr=False)
    reasons: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def files(self) -> dict[str, DataFile]:
        """The study's files by key."""
        return self.project.study.data_files(self.project.root, self.data)

    @cached_property
    def build(self) -> Build:
        """The facts of this build."""
        found = facts(self.project.study, self.project.root, self.files)
        manuscript = self.project.manuscript
        found = replace(found, style=printed_style(self.project), language=number_language(self.project))
        return replace(found, commit="", repository="") if manuscript.anonymous else found

    @property
    def minimum_count(self) -> int:
        """The threshold below which counts of people are suppressed."""
        return minimum_count(self.project.settings)

    @cached_property
    def basis(self) -> str:
        """A hash of the inputs known before anything is computed that can change numbers or figures."""
        build = self.build
        words = [
            engine_hash(*LATE),
            f"minimum count {self.minimum_count}",
            f"style {build.style} {build.language}",
        ]
        words.append(file_state(own_settings(self.project.root)).sha256)
        for key, file in self.declared.items():
            words += [key, file.name, file.sha256]
        return digest_of(words)

    @property
    def declared(self) -> dict[str, DataFile]:
        """The files that the study declares: data, and the constants under an empty key."""
        name = self.project.study.constants
        return self.files | ({"": DataFile(self.project.root / name, name)} if name else {})

    @property
    def traced(self) -> Traced:
        """The statistics of earlier runs."""
        return Traced(self.project.root / ".tracepaper" / "cache", self.project.root)

    def entry(self) -> TracedResult | None:
        """The entry of the current statistics, if they are cached or have been computed."""
        if not self._found:
            self._found.extend(filter(None, [self.traced.find(self.basis)]))
        return self._found[0] if self._found else None

    def found(self, entry: TracedResult) -> None:
        """Record the entry of the current statistics."""
        self._found[:] = [entry]

    def pages_key(self, *words: str) -> str:
        """A hash of everything that can change a published file; empty while the statistics are unknown.

        It contains paths relative to the project and nothing about the machine, so equal builds have equal keys.
        """
        entry = self.entry()
        drawn = drawn_digest(entry.notes["drawing"], self.project.root) if entry else ""
        if entry is None or not drawn:
            return ""
        build, root = self.build, self.project.root
        facts = [
            build.commit,
            build.repository,
            str(build.synthetic),
            str(epoch(root)),
            *map(str, build.data),
        ]
        facts += [f"{name} {version}" for name, version in versions().items()]
        texts = (f"{name} {_hash(content)}" for name, content in self.project.template_files.items())
        files = self._named_files(entry.notes["sources"])
        return digest_of([entry.notes["results"], drawn, engine_hash(), *facts, *texts, *files, *words])

    def _named_files(self, shown: Iterable[str]) -> Iterator[str]:
        root, filters = self.project.root, extension(self.project.root)
        below = [root / "templates", root / "_extensions"]
        paths = [path for folder in below for path in files_below(folder) if path.suffix != ".j2"]
        named = ["pyproject.toml", QUARTO_FILE, *self.project.written, *shown, *self._used()]
        paths += [root / name for name in dict.fromkeys(named)]
        for path in paths:
            yield f"{path.relative_to(root).as_posix()} {self.read(path).sha256}"
        for path in files_below(filters):
            yield f"filter {path.relative_to(filters).as_posix()} {self.read(path).sha256}"

    def read(self, path: Path) -> FileState:
        """A file that other programs read for the documents, in the state in which it was first hashed."""
        return self._read.setdefault(str(path), file_state(path))

    def _used(self) -> list[str]:
        """The files that the documents of the last build refer to: pictures, bibliographies, styles."""
        used = Cache(self.project.root / ".tracepaper" / "used").get(_NAMED)
        return [name for name in used if isinstance(name, str)] if isinstance(used, list) else []

    def note_used(self, files: dict[str, FileState]) -> None:
        """Record the files that documents refer to, in their state before rendering."""
        root = self.project.root
        for path, file in files.items():
            self._read.setdefault(path, file)
        names = sorted(
            Path(path).relative_to(root).as_posix() for path in files if Path(path).is_relative_to(root)
        )
        Cache(root / ".tracepaper" / "used").put(_NAMED, names)

    def require_unchanged(self) -> None:
        """Raise if a file that other programs read for the documents has changed since it was hashed."""
        refuse_changed(changed(self._read), self.project.root)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def refuse_changed(paths: Iterable[str], root: Path) -> None:
    """Raise if there are files that changed during a run."""
    what, remedy = "changed while it was being used", "run the command again"
    places = (Path(path) for path in sorted(paths))
    names = [str(path.relative_to(root) if path.is_relative_to(root) else path) for path in places]
    if names:
        raise StoreError(Fault(name, what, remedy) for name in names)
