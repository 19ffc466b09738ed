"""Surveys a folder before publishing: published files, edited ones, and files of unknown origin."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from report.files import manifest
from report.files.manifest import SCRATCH, Manifest
from report.rows.errors import Fault, StoreError

_CHECKED = (".docx", ".pdf", ".html", ".csv", ".xlsx", ".tex")


@dataclass(frozen=True)
class Survey:
    """The files of a folder: published and untouched, published and edited since, and unknown.

    `unknown` includes symbolic links and empty folders. `state` shows whether anything has changed since.
    """

    folder: Path
    manifest: Manifest
    ours: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    state: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


def survey(folder: Path) -> Survey:
    """Survey a folder, skipping scratch folders."""
    found = manifest.read(folder)
    listed = found or Manifest()
    kinds: dict[str, list[str]] = {"ours": [], "edited": [], "unknown": []}
    state = {}
    for name, path, status in sorted(_entries(folder, folder), key=lambda entry: entry[0]):
        state[name] = (status.st_ino, status.st_size, status.st_mtime_ns)
        ours = name == manifest.NAME and found is not None
        kinds["ours" if ours else _kind(name, path, status, listed)].append(name)
    sorted_out = {kind: tuple(names) for kind, names in kinds.items()}
    return Survey(folder, listed, **sorted_out, state=state)


def devices(folder: Path) -> set[int]:
    """The devices that hold the entries of a folder."""
    return {status.st_dev for _, _, status in _entries(folder, folder)}


def _kind(name: str, path: Path, status: os.stat_result, listed: Manifest) -> str:
    if not listed.knows(name):
        return "unknown"
    untouched = stat.S_ISREG(status.st_mode) and listed.lists(name, manifest.hash_of(path))
    return "ours" if untouched else "edited"


def _entries(folder: Path, top: Path) -> Iterator[tuple[str, Path, os.stat_result]]:
    """All files, links and empty folders below a folder; links are not followed."""
    with os.scandir(folder) as found:
        entries = [entry for entry in found if not entry.name.startswith(SCRATCH)]
    for entry in entries:
        path = Path(entry.path)
        status = entry.stat(follow_symlinks=False)
        if entry.is_dir(follow_symlinks=False) and any(os.scandir(path)):
            yield from _entries(path, top)
        else:
            yield path.relative_to(top).as_posix(), path, status


def refuse_edited(found: Survey) -> None:
    """Raise a fault for each published file that was edited since."""
    if found.edited:
        raise StoreError([_edited(found.folder / name) for name in found.edited])


def conflicts(found: Survey, names: Mapping[str, str]) -> dict[str, Fault]:
    """Files that publishing these files, by name and hash, would destroy; unchanged files are not conflicts."""
    edited = [name for name in found.edited if not _is_same(found.folder / name, names.get(name, ""))]
    foreign = [
        name for name in found.unknown if name in names and not _is_same(found.folder / name, names[name])
    ]
    return {name: _edited(found.folder / name) for name in edited} | {
        name: _foreign(found.folder / name) for name in foreign
    }


def blocking_paths(found: Survey, names: Mapping[str, str]) -> Iterator[Fault]:
    """Files where a folder has to be, and folders where a file has to be."""
    folders = {parent.as_posix() for name in names for parent in Path(name).parents}
    for name in (*found.edited, *found.unknown):
        blocked = next((p.as_posix() for p in Path(name).parents if p.as_posix() in names), "")
        is_folder = (found.folder / name).is_dir() and not (found.folder / name).is_symlink()
        if blocked or (name in folders and not is_folder):
            where = _shown(found.folder / (blocked or name))
            yield Fault(where, "is in the way of a file to be published", "move it away")


def _shown(path: Path) -> str:
    """A path relative to the working folder, as a user would type it."""
    here = Path(os.path.realpath(os.curdir))
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _is_same(path: Path, digest: str) -> bool:
    return path.is_file() and not path.is_symlink() and manifest.hash_of(path) == digest


def _edited(path: Path) -> Fault:
    shown = _shown(path)
    see = f"see what changed with `report check {shown}`, " if path.suffix in _CHECKED else ""
    remedy = f"move it to another folder, {see}or discard the changes with --discard-edits"
    return Fault(shown, "was changed after it was published", remedy)


def _foreign(path: Path) -> Fault:
    return Fault(
        _shown(path),
        "was not written by this command, which would overwrite it",
        "move or rename it, or overwrite it with --discard-edits",
    )
