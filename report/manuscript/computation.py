"""The statistics of a project: computed, or taken from the cache if nothing that can change them has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from report.files.engine_hash import engine_hash, extension, files_below
from report.files.installed import versions
from report.files.observed import together, without_content
from report.files.pinned import own_settings, pin_drawing
from report.files.recorder import loaded, recording
from report.files.seen import Seen, changed, digest_of, seen
from report.files.store import Cache
from report.files.traced import Entry, Traced
from report.manuscript.drawings import (
    LATE,
    Drawn,
    drawing_basis,
    drawings,
    drawn_digest,
    preload_drawing,
)
from report.rows.errors import Fault, StoreError
from report.rows.ledger import Build
from report.study.build_facts import epoch, facts
from report.study.disclosure import minimum_count
from report.study.isolated_run import can_isolate
from report.study.product_cache import ProductCache
from report.study.product_states import CURRENT
from report.study.project import Project
from report.study.reproduction import Reproduced, reproductions
from report.study.runner import Results, run, states
from report.study.study import DataFile, collect
from report.study.undeclared import hints

Progress = Callable[[str, float], None]
_NAMED = "documents"


@dataclass(frozen=True)
class Computed:
    """The results of a run, its drawn figures, and the numbers printed elsewhere that it reproduces.

    `hints` are for the author and appear in no document.
    """

    results: Results
    drawn: dict[str, Drawn]
    reproduced: tuple[Reproduced, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """A hash of everything in the results that documents can show."""
        results, ledger = self.results, self.results.ledger
        texts = [(figure.caption, figure.alt) for figure in results.figures.values()]
        drawn = [(name, each.svg, hashlib.sha256(each.png).hexdigest()) for name, each in self.drawn.items()]
        rest = (
            ledger.remarks,
            dict(results.tables),
            texts,
            results.places,
            drawn,
            self.reproduced,
            self.hints,
        )
        return digest_of([*map(repr, ledger.values()), *map(repr, rest)])

    @property
    def sources(self) -> list[str]:
        """The files whose code is shown in the documents."""
        rows = self.results.ledger.values()
        return sorted({row.source.file for row in rows if row.source})


@dataclass(frozen=True)
class Inputs:
    """A project and the data file from which it is computed.

    After a run, `reasons` says for each product why it was recomputed; it is empty for one that was reused.
    """

    project: Project
    data: Path | None = None
    _read: dict[str, Seen] = field(default_factory=dict, compare=False, repr=False)
    _found: list[Entry] = field(default_factory=list, compare=False, repr=False)
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
        found = replace(found, style=manuscript.style)
        return replace(found, commit="", repository="") if manuscript.anonymous else found

    @property
    def minimum_count(self) -> int:
        """The threshold below which counts of people are suppressed."""
        return minimum_count(self.project.settings)

    @cached_property
    def basis(self) -> str:
        """A hash of the inputs known before anything is computed that can change numbers or figures."""
        words = [engine_hash(*LATE), f"minimum count {self.minimum_count}", f"style {self.build.style}"]
        words.append(seen(own_settings(self.project.root)).sha256)
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

    def entry(self) -> Entry | None:
        """The entry of the current statistics, if they are cached or have been computed."""
        if not self._found:
            self._found.extend(filter(None, [self.traced.find(self.basis)]))
        return self._found[0] if self._found else None

    def found(self, entry: Entry) -> None:
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
        named = ["pyproject.toml", *self.project.written, *shown, *self._used()]
        paths += [root / name for name in dict.fromkeys(named)]
        for path in paths:
            yield f"{path.relative_to(root).as_posix()} {self.read(path).sha256}"
        for path in files_below(filters):
            yield f"filter {path.relative_to(filters).as_posix()} {self.read(path).sha256}"

    def read(self, path: Path) -> Seen:
        """A file that other programs read for the documents, in the state in which it was first hashed."""
        return self._read.setdefault(str(path), seen(path))

    def _used(self) -> list[str]:
        """The files that the documents of the last build refer to: pictures, bibliographies, styles."""
        used = Cache(self.project.root / ".tracepaper" / "used").get(_NAMED)
        return [name for name in used if isinstance(name, str)] if isinstance(used, list) else []

    def note_used(self, files: dict[str, Seen]) -> None:
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
        _refuse_changed(changed(self._read), self.project.root)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refuse_changed(paths: Iterable[str], root: Path) -> None:
    what, remedy = "changed while it was being used", "run the command again"
    places = (Path(path) for path in sorted(paths))
    names = [str(path.relative_to(root) if path.is_relative_to(root) else path) for path in places]
    if names:
        raise StoreError(Fault(name, what, remedy) for name in names)


def compute(
    inputs: Inputs,
    progress: Progress = lambda *_: None,
    *,
    fresh: bool = False,
    redraw: bool = False,
    figures: bool = True,
    meanwhile: Callable[[], object] = lambda: None,
) -> Computed:
    """Compute a project; `fresh` runs every product even if nothing changed, `redraw` draws every figure.

    Without `figures`, none is drawn; `meanwhile` is called while they are drawn.
    """
    entry = None if fresh else inputs.entry()
    cached = inputs.traced.value(entry) if entry else None
    computed = cached if isinstance(cached, Computed) else _computed(inputs, progress, fresh=fresh)
    results = replace(computed.results, ledger=replace(computed.results.ledger, build=inputs.build))
    computed = replace(computed, results=results)
    if not figures:
        return computed
    return _with_figures(computed, inputs, progress, redraw=redraw, meanwhile=meanwhile)


def _with_figures(
    computed: Computed,
    inputs: Inputs,
    progress: Progress,
    *,
    redraw: bool,
    meanwhile: Callable[[], object],
) -> Computed:
    root = inputs.project.root
    pin_drawing(root)
    drawn, observed = drawings(computed.results, root, progress, redraw=redraw, meanwhile=meanwhile)
    _refuse_changed({*observed.unstable, *changed(observed.files)} - observed.written, root)
    told = dict.fromkeys([*computed.hints, *hints(observed, inputs.declared, root), *_boxes(drawn)])
    return replace(computed, drawn=drawn, hints=tuple(told))


def _boxes(drawn: Mapping[str, Drawn]) -> Iterator[str]:
    """A hint for each figure with characters that no font has."""
    for name, each in drawn.items():
        if each.missing:
            yield f"figure {name}: no font has {' '.join(each.missing)}, so pictures of it show boxes"


def _products(inputs: Inputs, *, fresh: bool) -> ProductCache:
    """The cache of single products."""
    root = inputs.project.root
    basis = digest_of([engine_hash(*LATE), seen(own_settings(root)).sha256])
    used = {str(file.path.absolute()): file.seen for file in inputs.declared.values()}
    return ProductCache(root, basis, fresh=fresh, used=used)


def product_states(inputs: Inputs) -> dict[str, str]:
    """For each product whether its cached result is current, or why it would be recomputed; nothing is computed."""
    study, root = inputs.project.study, inputs.project.root
    if inputs.entry():
        return dict.fromkeys(collect(study, root), CURRENT)
    pin_drawing(root)
    return states(
        study, root, inputs.files, inputs.build, inputs.minimum_count, _products(inputs, fresh=False)
    )


def _run(inputs: Inputs, progress: Progress, *, fresh: bool) -> Results:
    study, root = inputs.project.study, inputs.project.root
    cache = _products(inputs, fresh=fresh) if can_isolate() else None
    results = run(
        study, root, inputs.files, inputs.build, progress, inputs.minimum_count, preload_drawing, cache
    )
    inputs.reasons.update(cache.reasons if cache else {})
    return results


def _computed(inputs: Inputs, progress: Progress, *, fresh: bool) -> Computed:
    study, root = inputs.project.study, inputs.project.root
    basis = inputs.basis
    pin_drawing(root)
    results = _run(inputs, progress, fresh=fresh)
    with recording() as reproducing:
        reproduced = reproductions(study, inputs.files, results.ledger, root)
    observed = together([results.observed, reproducing, loaded()])
    for file in inputs.declared.values():
        observed.saw(str(file.path.absolute()), file.seen)
    _refuse_changed({*observed.unstable, *changed(observed.files)} - observed.written, root)
    told = hints(observed, inputs.declared, root)
    results = replace(results, observed=without_content(results.observed))
    computed = Computed(results, {}, reproduced, told)
    drawing = drawing_basis(results, root)
    notes = {"results": computed.digest, "sources": computed.sources, "drawing": drawing}
    inputs.found(inputs.traced.put(basis, observed, computed, notes))
    return computed
