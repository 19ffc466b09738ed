"""The statistics of a project: computed, or taken from the cache if nothing that can change them has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from report.files.engine_hash import LATE, engine_hash
from report.files.file_states import changed, digest_of, file_state
from report.files.observed import together, without_content
from report.files.pinned import own_settings, pin_drawing
from report.files.recorder import loaded, recording
from report.manuscript.drawings import Drawn, drawing_basis, drawings, preload_drawing
from report.manuscript.inputs import Inputs, refuse_changed
from report.rows.number_formats import one_line
from report.study.isolated_run import can_isolate
from report.study.product_cache import ProductCache
from report.study.product_states import CURRENT
from report.study.reproduction import Reproduced, reproductions
from report.study.runner import Finished, Results, run, states
from report.study.study import collect
from report.study.undeclared_files import hints

Progress = Callable[[str, float], None]


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

    def stored_below(self, root: Path) -> Computed:
        """The same results with observed paths relative to a project, as a cache stores them."""
        return replace(self, results=replace(self.results, observed=self.results.observed.relative_to(root)))

    def moved_to(self, root: Path) -> Computed:
        """The results from a cache, with the observed paths that they have in a project."""
        return replace(self, results=replace(self.results, observed=self.results.observed.anchored(root)))

    @property
    def sources(self) -> list[str]:
        """The files whose code is shown in the documents."""
        rows = self.results.ledger.values()
        return sorted({row.source.file for row in rows if row.source})


def compute(
    inputs: Inputs,
    progress: Progress = lambda *_: None,
    *,
    fresh: bool = False,
    redraw: bool = False,
    figures: bool = True,
    while_waiting: Callable[[], object] = lambda: None,
    finished: Finished = lambda rows: None,
) -> Computed:
    """Compute a project; `fresh` runs every product even if nothing changed, `redraw` draws every figure.

    Without `figures`, none is drawn; `while_waiting` is called while they are drawn, or before. `finished` is called
    with the rows of each product as soon as it has run, unless nothing has changed since an earlier run.
    """
    entry = None if fresh else inputs.entry()
    cached = inputs.traced.value(entry) if entry else None
    known = cached if isinstance(cached, Computed) else None
    computed = (
        known.moved_to(inputs.project.root)
        if known
        else _computed(inputs, progress, finished, while_waiting, fresh=fresh)
    )
    results = replace(computed.results, ledger=replace(computed.results.ledger, build=inputs.build))
    computed = replace(computed, results=results)
    if not figures:
        return computed
    return _with_figures(computed, inputs, progress, redraw=redraw, while_waiting=while_waiting)


def _with_figures(
    computed: Computed,
    inputs: Inputs,
    progress: Progress,
    *,
    redraw: bool,
    while_waiting: Callable[[], object],
) -> Computed:
    root = inputs.project.root
    pin_drawing(root)
    drawn, observed = drawings(computed.results, root, progress, redraw=redraw, while_waiting=while_waiting)
    refuse_changed({*observed.unstable, *changed(observed.files)} - observed.written, root)
    found = dict.fromkeys([*computed.hints, *hints(observed, inputs.declared, root), *flaws(drawn)])
    return replace(computed, drawn=drawn, hints=tuple(found))


def flaws(drawn: Mapping[str, Drawn]) -> Iterator[str]:
    """A hint for each figure with characters that no font has, or with texts that are cut off at its edges."""
    for name, each in drawn.items():
        if each.missing:
            yield f"figure {name}: no font has {' '.join(each.missing)}, so boxes are drawn instead"
        if each.cut:
            texts = ", ".join(f"“{one_line(text)}”" for text in each.cut)
            yield f'figure {name}: cut off at the edge: {texts}; make room with plt.subplots(layout="constrained")'


def product_cache(inputs: Inputs, *, fresh: bool = False, keep: bool = True) -> ProductCache:
    """The cache of single products; unless `keep`, nothing is added to it."""
    root = inputs.project.root
    levels = json.dumps(inputs.project.study.levels.record())
    basis = digest_of([engine_hash(*LATE), file_state(own_settings(root)).sha256, levels])
    used = {str(file.path.absolute()): file.state for file in inputs.declared.values()}
    return ProductCache(root, basis, fresh=fresh, used=used, keep=keep)


def product_states(inputs: Inputs) -> dict[str, str]:
    """For each product whether its cached result is current, or why it would be recomputed; nothing is computed."""
    study, root = inputs.project.study, inputs.project.root
    if inputs.entry():
        return dict.fromkeys(collect(study, root), CURRENT)
    pin_drawing(root)
    return states(study, root, inputs.files, inputs.build, inputs.minimum_count, product_cache(inputs))


def _run(
    inputs: Inputs, progress: Progress, finished: Finished, load_next: Callable[[], object], *, fresh: bool
) -> Results:
    study, root = inputs.project.study, inputs.project.root
    cache = product_cache(inputs, fresh=fresh) if can_isolate() else None
    results = run(
        study,
        root,
        inputs.files,
        inputs.build,
        progress,
        inputs.minimum_count,
        preload_drawing,
        cache,
        finished,
        load_next,
    )
    inputs.reasons.update(cache.reasons if cache else {})
    return results


def _computed(
    inputs: Inputs, progress: Progress, finished: Finished, load_next: Callable[[], object], *, fresh: bool
) -> Computed:
    study, root = inputs.project.study, inputs.project.root
    basis = inputs.basis
    pin_drawing(root)
    results = _run(inputs, progress, finished, load_next, fresh=fresh)
    with recording() as reproducing:
        reproduced = reproductions(study, inputs.files, results.ledger, root)
    observed = together([results.observed, reproducing, loaded()])
    for file in inputs.declared.values():
        observed.saw(str(file.path.absolute()), file.state)
    refuse_changed({*observed.unstable, *changed(observed.files)} - observed.written, root)
    found = hints(observed, inputs.declared, root)
    results = replace(results, observed=without_content(results.observed))
    computed = Computed(results, {}, reproduced, found)
    drawing = drawing_basis(results, root)
    notes = {"results": computed.digest, "sources": computed.sources, "drawing": drawing}
    inputs.found(inputs.traced.put(basis, observed, computed.stored_below(root), notes))
    return computed
