"""The statistics of a project: computed, or taken from the cache if nothing that can change them has changed."""

from __future__ import annotations

import hashlib
import pickle
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path

from report.files.engine_hash import engine_hash, extension, files_below
from report.files.installed import versions
from report.files.observed import Observed, together
from report.files.pinned import own_settings, pin_drawing
from report.files.recorder import loaded, recording
from report.files.seen import Seen, changed, digest_of, seen
from report.files.store import Cache
from report.files.traced import Entry, Traced
from report.files.worker_processes import in_parallel
from report.rows.errors import Fault, ProductError, StoreError
from report.rows.ledger import Build
from report.rows.styles import STYLES
from report.study.build_facts import epoch, facts
from report.study.disclosure import minimum_count
from report.study.module_loading import line_of
from report.study.project import Project
from report.study.reproduction import Reproduced, reproductions
from report.study.runner import Results, run
from report.study.study import DataFile
from report.study.undeclared import hints

Progress = Callable[[str, float], None]
#: Parts of the engine that cannot change a number or drawing; a test ensures that neither imports them.
LATE = ("render", "assets", "trace", "verify", "lint", "cli", "export", "quarto", "pipeline", "merge")
_NAMED = "documents"


@dataclass(frozen=True)
class Drawn:
    """A figure as pictures, with its width in millimetres.

    `labels` are the texts in it that are neither axis labels nor printed from a row.
    """

    svg: str
    png: bytes
    width_mm: float
    labels: tuple[str, ...] = ()


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
    """A project and the data file from which it is computed."""

    project: Project
    data: Path | None = None
    _read: dict[str, Seen] = field(default_factory=dict, compare=False, repr=False)
    _found: list[Entry] = field(default_factory=list, compare=False, repr=False)

    @cached_property
    def files(self) -> dict[str, DataFile]:
        """The study's files by key."""
        return self.project.study.data_files(self.project.root, self.data)

    @cached_property
    def build(self) -> Build:
        """The facts of this build."""
        found = facts(self.project.study, self.project.root, self.files)
        return replace(found, style=self.project.manuscript.style)

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
        if entry is None:
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
        return digest_of([entry.notes["results"], engine_hash(), *facts, *texts, *files, *words])

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
    inputs: Inputs, progress: Progress = lambda *_: None, *, fresh: bool = False, redraw: bool = False
) -> Computed:
    """Compute a project; `fresh` runs every product even if nothing changed, `redraw` draws every figure."""
    entry = None if fresh else inputs.entry()
    kept = inputs.traced.value(entry) if entry else None
    if isinstance(kept, Computed):
        results = replace(kept.results, ledger=replace(kept.results.ledger, build=inputs.build))
        return replace(kept, results=results)
    return _computed(inputs, progress, redraw)


def _computed(inputs: Inputs, progress: Progress, redraw: bool) -> Computed:
    study, root = inputs.project.study, inputs.project.root
    basis = inputs.basis
    pin_drawing(root)
    results = run(study, root, inputs.files, inputs.build, progress, inputs.minimum_count, _preload_drawing)
    drawn, drawing = _drawn(results, inputs, progress, redraw)
    with recording() as reproducing:
        reproduced = reproductions(study, inputs.files, results.ledger, root)
    observed = together([results.observed, drawing, reproducing, loaded()])
    for file in inputs.declared.values():
        observed.saw(str(file.path.absolute()), file.seen)
    _refuse_changed({*observed.unstable, *changed(observed.files)} - observed.written, root)
    told = hints(observed, inputs.declared, root)
    computed = Computed(replace(results, observed=Observed()), drawn, reproduced, told)
    notes = {"results": computed.digest, "sources": computed.sources}
    inputs.found(inputs.traced.put(basis, observed, computed, notes))
    return computed


def _drawn(
    results: Results, inputs: Inputs, progress: Progress, redraw: bool
) -> tuple[dict[str, Drawn], Observed]:
    """All figures as pictures, from the cache if neither their rows nor the drawing code have changed."""
    root = inputs.project.root
    traced = Traced(root / ".tracepaper" / "figures", root)
    basis = _drawing_basis(results, seen(own_settings(root)).sha256)
    entry = traced.find(basis) if basis and not redraw else None
    kept = traced.value(entry) if entry else None
    if isinstance(kept, tuple):
        return kept
    drawn, observed = _draw_all(results, root, progress)
    if basis:
        modules = {
            path: file
            for path, file in results.observed.files.items()
            if path not in results.observed.readers
        }
        traced.put(basis, together([observed, loaded(), Observed(modules)]), (drawn, observed), {})
    return drawn, observed


def _drawing_basis(results: Results, settings: str) -> str:
    """A hash of all inputs of the drawings; empty if it cannot be determined."""
    rows = repr([(row.id, row.printed, getattr(row, "value", None)) for row in results.ledger.values()])
    try:
        figures = hashlib.sha256(pickle.dumps(results.figures)).hexdigest()
    except Exception:
        return ""
    return digest_of([engine_hash(*LATE), rows, figures, settings, results.ledger.build.style])


def _draw_all(results: Results, root: Path, progress: Progress) -> tuple[dict[str, Drawn], Observed]:
    """Draw all figures in parallel, one per processor; shared libraries are loaded once."""
    _preload_drawing()
    names = list(results.figures)
    drawn = in_parallel(
        partial(_draw, results, root), names, lambda name, seconds: progress(f"figure {name}", seconds)
    )
    pictures = {name: picture for name, (picture, _) in zip(names, drawn, strict=True)}
    return pictures, together(observed for _, observed in drawn)


def _preload_drawing() -> None:
    """Load the libraries that every drawing process needs."""
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg
    import matplotlib.figure  # noqa: F401

    from report.drawing.fonts import register_fonts

    register_fonts()


def _draw(results: Results, root: Path, name: str) -> tuple[Drawn, Observed]:
    """Draw a figure; any failure, also while writing its pictures, is a fault at the study's own line."""
    with recording() as observed:
        drawn = _pictures(results, root, name)
    return drawn, observed


def _pictures(results: Results, root: Path, name: str) -> Drawn:
    from matplotlib import rc_context

    from report.drawing.draw import draw
    from report.drawing.export import png, vector
    from report.drawing.styled_canvas import restyle
    from report.template.spans import filled_plain

    figure = results.figures[name]
    style = STYLES[results.ledger.build.style]
    alt = style.plain(filled_plain(figure.alt, results.ledger))
    try:
        with rc_context():
            canvas = draw(figure.drawing, results.ledger)
            restyle(canvas, style)
            drawn = vector(canvas, name, results.ledger, alt)
            return Drawn(drawn.svg, png(canvas), float(canvas.get_figwidth()) * 25.4, drawn.labels)
    except (Exception, SystemExit) as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        where = line_of(error, root, results.places[name])
        remedy = "correct the drawing or the rows that it shows"
        trace = "".join(traceback.format_exception(error))
        raise ProductError(Fault(where, f"{name} cannot be drawn: {said}", remedy, trace)) from None
