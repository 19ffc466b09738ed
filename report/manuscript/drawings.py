"""The figures of a project as pictures, drawn again only if their rows, their code or the drawing engine changed."""

from __future__ import annotations

import hashlib
import pickle
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from report.files.engine_hash import LATE, engine_hash
from report.files.file_states import digest_of, file_state
from report.files.observed import Observed, together
from report.files.pinned import own_settings
from report.files.recorder import loaded, recording
from report.files.worker_processes import in_parallel
from report.manuscript.drawing_cache import drawing_cache
from report.manuscript.figure_cache import FigureCache, RecordingRows
from report.rows.errors import Fault, ProductError, exception_text
from report.rows.styles import STYLES
from report.study.module_loading import line_of
from report.study.runner import Results

Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Drawn:
    """A figure as pictures, with its width in millimetres.

    `labels` are the texts in it that are neither axis labels nor printed from a row; `missing` are the characters that
    no font has, for which the raster picture shows boxes; `cut` are the texts that are cut off at its edges.
    """

    svg: str
    png: bytes
    width_mm: float
    labels: tuple[str, ...] = ()
    missing: str = ""
    cut: tuple[str, ...] = ()


def drawings(
    results: Results,
    root: Path,
    progress: Progress,
    *,
    redraw: bool = False,
    while_waiting: Callable[[], object] = lambda: None,
) -> tuple[dict[str, Drawn], Observed]:
    """All figures as pictures, from the cache if neither their rows nor the drawing code have changed.

    `while_waiting` is called while figures are drawn.
    """
    basis = drawing_basis(results, root)
    traced = drawing_cache(root)
    entry = traced.find(basis) if basis and not redraw else None
    cached = traced.value(entry) if entry else None
    if isinstance(cached, tuple):
        drawn, observed = cached
        return drawn, observed.anchored(root)
    cache = FigureCache(results, root)
    reused = {} if redraw else _reused(results, cache)
    drawn, observed = _draw_all(results, root, progress, while_waiting, reused, cache)
    if basis:
        modules = {
            path: file
            for path, file in results.observed.files.items()
            if path not in results.observed.readers
        }
        everything = together([observed, loaded(), Observed(modules)])
        traced.put(basis, everything, (drawn, observed.relative_to(root)), {"drawn": _digest(drawn)})
    return drawn, observed


def _digest(drawn: dict[str, Drawn]) -> str:
    pictures = ([name, each.svg, hashlib.sha256(each.png).hexdigest()] for name, each in drawn.items())
    return digest_of(["drawn", *(word for picture in pictures for word in picture)])


def drawing_basis(results: Results, root: Path) -> str:
    """A hash of all inputs of the drawings; empty if it cannot be determined."""
    rows = repr([(row.id, row.printed, getattr(row, "value", None)) for row in results.ledger.values()])
    try:
        figures = hashlib.sha256(pickle.dumps(results.figures)).hexdigest()
    except Exception:
        return ""
    return digest_of(
        [engine_hash(*LATE), rows, figures, file_state(own_settings(root)).sha256, results.ledger.build.style]
    )


def _reused(results: Results, cache: FigureCache) -> dict[str, tuple[Drawn, Observed]]:
    """The figures that need not be drawn again."""
    found = ((name, cache.find(name)) for name in results.figures)
    return {name: figure for name, figure in found if figure is not None}


def _draw_all(
    results: Results,
    root: Path,
    progress: Progress,
    while_waiting: Callable[[], object],
    reused: Mapping[str, tuple[Drawn, Observed]],
    cache: FigureCache,
) -> tuple[dict[str, Drawn], Observed]:
    """Draw all other figures in parallel, one per processor; shared libraries are loaded once."""
    names = [name for name in results.figures if name not in reused]
    if names:
        preload_drawing()
    drawn = in_parallel(
        partial(_draw, results, root),
        names,
        lambda name, seconds: progress(f"figure {name}", seconds),
        while_waiting,
    )
    made = dict(reused)
    for name, (picture, observed, ids) in zip(names, drawn, strict=True):
        cache.put(name, picture, observed, ids)
        made[name] = picture, observed
    return {name: made[name][0] for name in results.figures}, together(each for _, each in made.values())


def preload_drawing() -> None:
    """Load the libraries that every drawing process needs."""
    import matplotlib.backends.backend_agg
    import matplotlib.backends.backend_svg
    import matplotlib.figure  # noqa: F401

    from report.drawing.fonts import register_fonts

    register_fonts()


def _draw(results: Results, root: Path, name: str) -> tuple[Drawn, Observed, set[str] | None]:
    """Draw a figure, and record the ids of the rows that it looks up.

    Any failure, including one while writing its pictures, is a fault at the study's own line.
    """
    recorded = RecordingRows(results.ledger.rows)
    with recording() as observed:
        drawn = _pictures(replace(results, ledger=replace(results.ledger, rows=recorded)), root, name)
    return drawn, observed, recorded.ids


def _pictures(results: Results, root: Path, name: str) -> Drawn:
    from matplotlib import rc_context

    from report.drawing.cut_texts import cut_texts
    from report.drawing.draw import draw_in_style
    from report.drawing.export import png, vector
    from report.drawing.missing_glyphs import missing_glyphs
    from report.template.spans import filled_plain

    figure = results.figures[name]
    style = STYLES[results.ledger.build.style]
    alt = style.plain(filled_plain(figure.alt, results.ledger))
    try:
        with rc_context(), missing_glyphs() as missing:
            canvas = draw_in_style(figure.drawing, results.ledger)
            drawn = vector(canvas, name, results.ledger, alt)
            raster, width = png(canvas), float(canvas.get_figwidth()) * 25.4
            cut = cut_texts(canvas)
        return Drawn(drawn.svg, raster, width, drawn.labels, "".join(missing), cut)
    except (Exception, SystemExit) as error:
        message = exception_text(error)[:200]
        where = line_of(error, root, results.places[name])
        remedy = "correct the drawing or the rows that it shows"
        trace = "".join(traceback.format_exception(error))
        raise ProductError(Fault(where, f"{name} cannot be drawn: {message}", remedy, trace)) from None
