"""Publishing of exports: written to scratch folders, sealed with a manifest, and moved into place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from report.files import manifest
from report.files.interrupts import uninterrupted
from report.files.publishing import check_target, publish, refuse_losses
from report.files.scratch import scratch
from report.files.survey import survey
from report.files.system_errors import system_errors
from report.files.worker_processes import in_parallel
from report.rows.errors import Fault


@dataclass(frozen=True)
class Exported:
    """The result of an export: its folder and files, remarks for the user, and missing formats.

    `discarded` are the edited files that it replaced on request.
    """

    out: Path
    files: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    missing: tuple[Fault, ...] = ()
    discarded: tuple[str, ...] = ()


#: Writes the files of an export to a folder.
Maker = Callable[[Path], "Made"]
Progress = Callable[[str, float], None]


@dataclass(frozen=True)
class Made:
    """The report of a maker: remarks, and formats that could not be made."""

    remarks: tuple[str, ...] = ()
    missing: tuple[Fault, ...] = ()


def joined(made: Sequence[Made | Exported]) -> Made:
    """Combine the reports of several makers, without repetitions."""
    remarks = dict.fromkeys(remark for each in made for remark in each.remarks)
    return Made(
        tuple(sorted(remarks)), tuple(dict.fromkeys(fault for each in made for fault in each.missing))
    )


def together(makers: Sequence[Maker], folder: Path) -> Made:
    """Run several makers in parallel, all writing to one folder."""
    return joined(in_parallel(_made, [(make, folder) for make in makers]))


def _made(task: tuple[Maker, Path]) -> Made:
    make, folder = task
    return make(folder)


def published(out: Path, make: Maker, root: Path | None = None, *, discard: bool = False) -> Exported:
    """Publish the files that `make` writes; if anything fails, change nothing."""
    check_target(out, root, discard=discard)
    with scratch(out, root) as folder, system_errors(folder):
        done = _sealed(folder, out, make(folder))
        return replace(done, discarded=publish(folder, out, discard=discard))


def published_together(
    exports: Mapping[Path, Sequence[Maker]],
    progress: Progress = lambda *_: None,
    root: Path | None = None,
    *,
    discard: bool = False,
) -> list[Exported]:
    """Publish several folders whose parts are written in parallel; if anything fails, change nothing."""
    for out in exports:
        check_target(out, root, discard=discard)
    with ExitStack() as stack:
        folders = {out: stack.enter_context(scratch(out, root)) for out in exports}
        stack.enter_context(system_errors(next(iter(exports)).parent))
        tasks = [(make, out) for out, makers in exports.items() for make in makers]
        work = partial(_made_for, folders)
        made = in_parallel(work, tasks, lambda task, seconds: progress(task[1].name, seconds))
        done = [
            _sealed(
                folders[out],
                out,
                joined([each for each, task in zip(made, tasks, strict=True) if task[1] == out]),
            )
            for out in exports
        ]
        for out, folder in folders.items():
            if out.exists():
                refuse_losses(folder, survey(out), discard)
        with uninterrupted():
            given_up = {out: publish(folder, out, discard=discard) for out, folder in folders.items()}
    return [replace(each, discarded=given_up[each.out]) for each in done]


def _made_for(folders: Mapping[Path, Path], task: tuple[Maker, Path]) -> Made:
    make, out = task
    return make(folders[out])


def _sealed(folder: Path, out: Path, made: Made) -> Exported:
    sealed = manifest.seal(folder, "", {})
    return Exported(out, tuple(sealed.files), made.remarks, made.missing)
