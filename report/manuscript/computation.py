"""The statistics of a project: computed when sources or data changed, else taken from the cache."""

from __future__ import annotations

import hashlib
import os
import pickle
import platform
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from report.files.engine_hash import engine_hash
from report.files.store import Cache, digest
from report.files.worker_processes import side_by_side
from report.rows.errors import Fault, ProductError
from report.rows.ledger import Build
from report.study.build_facts import facts
from report.study.disclosure import minimum_count
from report.study.module_loading import line_of
from report.study.project import Project
from report.study.runner import Results, run
from report.study.study import DataFile

Progress = Callable[[str, float], None]
#: Parts of the engine that can change no number and no drawing.
_LATE = ("render", "assets", "trace", "verify", "lint", "cli", "template", "export", "quarto", "pipeline")

#: Libraries of linear algebra read these when they are imported. Threads cost a study's small matrices more time than
#: they save, and with one, sums are rounded alike on any number of processors.
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Drawn:
    """A figure as pictures, with its width in millimetres."""

    svg: str
    png: bytes
    width_mm: float


@dataclass(frozen=True)
class Computed:
    """The results of a run and its drawn figures."""

    results: Results
    drawn: dict[str, Drawn]


@dataclass(frozen=True)
class Inputs:
    """A project with the data file that it is to be computed from."""

    project: Project
    data: Path | None = None

    @cached_property
    def files(self) -> dict[str, DataFile]:
        """The study's files by key."""
        return self.project.study.data_files(self.project.root, self.data)

    @cached_property
    def build(self) -> Build:
        """The facts of this build."""
        return facts(self.project.study, self.project.root, self.files)

    @property
    def minimum_count(self) -> int:
        """Counts of fewer people are withheld."""
        return minimum_count(self.project.settings)

    @cached_property
    def statistics_key(self) -> str:
        """A hash of all that can change a number or a figure."""
        words = (engine_hash(*_LATE), *self._programs(), f"minimum count {self.minimum_count}")
        return digest([*self._analysis(), *self._data()], *words)

    def pages_key(self, *words: str) -> str:
        """A hash of all that can change a published file."""
        root = self.project.root
        sources = [path for path in sorted((root / "templates").rglob("*")) if path.is_file()]
        sources += [path for path in sorted((root / "_extensions").rglob("*")) if path.is_file()]
        written = (root / name for name in self.project.written)
        settings = [root / "pyproject.toml", *(path for path in written if path.is_file())]
        build = (self.build.commit, self.build.repository)
        paths = [*self._analysis(), *self._data(), *sources, *settings]
        return digest(paths, engine_hash(), *self._programs(), *build, *words)

    def _analysis(self) -> list[Path]:
        packages = dict.fromkeys(name.split(".")[0] for name in self.project.study.modules)
        return [path for package in packages for path in _python(self.project.root / package)]

    def _data(self) -> list[Path]:
        root, constants = self.project.root, self.project.study.constants
        files = [*self.files.values(), *([DataFile(root / constants, constants)] if constants else [])]
        for file in files:
            _ = file.sha256
        return [file.path for file in files]

    def _programs(self) -> tuple[str, ...]:
        versions = (f"{name} {version}" for name, version in self.build.software)
        return (platform.platform(), *versions, *(file.name for file in self.files.values()))


def _python(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def compute(inputs: Inputs, progress: Progress = lambda *_: None, *, fresh: bool = False) -> Computed:
    """The results of a project; `fresh` runs every product even if nothing changed."""
    cache = Cache(inputs.project.root / ".tracepaper" / "cache")
    kept = None if fresh else cache.get(inputs.statistics_key)
    if isinstance(kept, Computed):
        results = replace(kept.results, ledger=replace(kept.results.ledger, build=inputs.build))
        return replace(kept, results=results)
    for threads in _THREADS:
        os.environ.setdefault(threads, "1")
    study, root = inputs.project.study, inputs.project.root
    results = run(study, root, inputs.files, inputs.build, progress, inputs.minimum_count, _take_in_drawing)
    computed = Computed(results, _drawn(results, inputs, progress))
    cache.put(inputs.statistics_key, computed)
    return computed


def _drawn(results: Results, inputs: Inputs, progress: Progress) -> dict[str, Drawn]:
    """All figures as pictures; those of the same rows, drawn by the same code, are taken from the cache."""
    cache = Cache(inputs.project.root / ".tracepaper" / "figures")
    rows = repr([(row.id, row.printed, getattr(row, "value", None)) for row in results.ledger.values()])
    drawings = hashlib.sha256(pickle.dumps(results.figures)).hexdigest()
    key = digest([], inputs.statistics_key, rows, drawings)
    return cache.kept_or_made(key, dict, partial(_drawn_anew, results, inputs.project.root, progress))


def _drawn_anew(results: Results, root: Path, progress: Progress) -> dict[str, Drawn]:
    """All figures, as many drawn at a time as there are processors; what all need is loaded once."""
    _take_in_drawing()
    names = list(results.figures)
    drawn = side_by_side(
        partial(_draw, results, root), names, lambda name, seconds: progress(f"figure {name}", seconds)
    )
    return dict(zip(names, drawn, strict=True))


def _take_in_drawing() -> None:
    """Load what every process that draws needs."""
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg
    import matplotlib.figure  # noqa: F401

    from report.drawing.fonts import register_fonts

    register_fonts()


def _draw(results: Results, root: Path, name: str) -> Drawn:
    """A figure as pictures; whatever fails is a fault at the study's own line, also while the pictures are written."""
    from report.drawing.draw import draw
    from report.drawing.export import png, svg
    from report.template.spans import filled_plain

    figure = results.figures[name]
    alt = filled_plain(figure.alt, results.ledger)
    try:
        canvas = draw(figure.drawing, results.ledger)
        return Drawn(svg(canvas, name, alt), png(canvas), float(canvas.get_figwidth()) * 25.4)
    except Exception as error:
        said = f"{type(error).__name__}: {error}".strip().splitlines()[0]
        where = line_of(error, root, results.places[name])
        remedy = "correct the drawing or the rows that it shows"
        raise ProductError(Fault(where, f"{name} cannot be drawn: {said}", remedy)) from None
