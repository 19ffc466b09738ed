"""Publishing: a finished folder replaces the old one as a whole, and no file of the user is lost.

A file that the last manifest does not list, or whose hash differs from it, is neither deleted nor overwritten.
Unknown files stay where they are.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from report.files import manifest
from report.files.folder_locks import REPLACED, locked
from report.files.interrupts import uninterrupted
from report.files.manifest import Manifest
from report.files.survey import Survey, blocking_paths, conflicts, refuse_edited, survey
from report.files.system_errors import system_errors
from report.rows.errors import Fault, StoreError

#: The folders that this process published, for the message when it is interrupted.
PUBLISHED: list[Path] = []
_CHANGED = "was changed while it was being published", "nothing was published: run the command again"
#: Project folders that a build reads, or that belong to other programs.
_SOURCES = ("templates", "_extensions", ".git", ".tracepaper", "_output")


def check_target(target: Path, root: Path | None = None, *, discard: bool = False) -> None:
    """Refuse a folder in which publishing would lose files; `discard` permits the loss of edited ones."""
    with system_errors(target):
        if (target.exists() or target.is_symlink()) and not target.is_dir():
            raise StoreError(Fault(str(target), "is not a folder", "choose a folder with --out DIR"))
        _refuse_nested(target, root)
        if not target.is_dir():
            return
        found = survey(target)
        foreign = bool(found.unknown) and manifest.read(target) is None
        if foreign and target.name != "_output":  # conflicts there are reported once the new files are known
            remedy = "choose an empty or new folder with --out DIR"
            raise StoreError(Fault(str(target), "contains files that no build created", remedy))
        if not discard:
            refuse_edited(found)


def _refuse_nested(target: Path, root: Path | None) -> None:
    around = [folder for folder in target.parents if manifest.read(folder) is not None]
    if root is not None:
        around += [root / name for name in _SOURCES if (root / name) in target.parents]
        around += [root / name for name in _SOURCES[:-1] if (root / name) == target]
    if around:
        what = f"cannot be used for outputs: {around[0].name} is published as a whole, or read by builds"
        raise StoreError(Fault(str(target), what, "choose a folder outside it with --out DIR"))


def publish(folder: Path, target: Path, *, discard: bool = False) -> tuple[str, ...]:
    """Replace the target by a finished folder; returns the names of edited files that `discard` gave up.

    Ctrl-C is deferred until it is done.
    """
    with system_errors(target), uninterrupted():
        if not target.exists():
            folder.rename(target)
            given_up: tuple[str, ...] = ()
        else:
            before = survey(target)
            given_up = refuse_losses(folder, before, discard)
            (_in_place if folder.parent == target else _exchanged)(folder, target, before)
        PUBLISHED.append(target)
    return given_up


def refuse_losses(folder: Path, before: Survey, discard: bool) -> tuple[str, ...]:
    """Raise a fault for each file that publishing would destroy; with `discard`, return the edited ones instead."""
    names = _hashes(folder)
    blocked = list(blocking_paths(before, names))
    lost = conflicts(before, names)
    if blocked or (lost and not discard):
        raise StoreError([*blocked, *lost.values()])
    return tuple(lost)


def _hashes(folder: Path) -> Mapping[str, str]:
    made = manifest.read(folder) or Manifest()
    return {**made.files, manifest.NAME: manifest.hash_of(folder / manifest.NAME)}


def _exchanged(folder: Path, target: Path, before: Survey) -> None:
    """Exchange two folders, then delete the old one, unless it was changed in the meantime."""
    names = _hashes(folder)
    for name in before.unknown:
        if name not in names:
            _linked(target / name, folder / name)
    folder.chmod(target.stat().st_mode & 0o7777)
    with locked(target):
        old = _swapped(folder, target)
        if survey(old).state != before.state:
            _swapped(old, target)
            raise StoreError(Fault(str(target), *_CHANGED))
        shutil.rmtree(old, ignore_errors=True)


def _linked(path: Path, copy: Path) -> None:
    """Preserve an unknown file, link or empty folder under the same name in the new folder."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        copy.mkdir(exist_ok=True)
        return
    try:
        os.link(path, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(path, copy, follow_symlinks=False)


def _swapped(folder: Path, target: Path) -> Path:
    """Replace one folder by another; returns the new path of the replaced one."""
    if _swap_at_once(folder, target):
        return folder
    stem, _, pid = folder.name.removesuffix(REPLACED).rpartition("-")
    old = folder.with_name(f"{stem}{REPLACED}-{pid}")
    target.rename(old)
    folder.rename(target)
    return old


def _swap_at_once(one: Path, other: Path) -> bool:
    """Exchange two folders atomically if the system supports it (Linux, macOS)."""
    calls = {"linux": ("renameat2", (-100, one, -100, other, 2)), "darwin": ("renamex_np", (one, other, 2))}
    if sys.platform not in calls:
        return False
    name, arguments = calls[sys.platform]
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    plain = [os.fsencode(a) if isinstance(a, Path) else a for a in arguments]
    return function is not None and function(*plain) == 0


def _in_place(folder: Path, target: Path, before: Survey) -> None:
    """Publish file by file in a folder that cannot be replaced; the next command completes an interrupted run.

    Meanwhile the manifest lists the old and the new hash of each file.
    """
    if survey(target).state != before.state:
        raise StoreError(Fault(str(target), *_CHANGED))
    new = manifest.read(folder) or Manifest()
    manifest.write(target, replace(new, key="", earlier=before.manifest.files))
    finish_in_place(folder, target)


def finish_in_place(folder: Path, target: Path) -> None:
    """Move the remaining files of a scratch folder into place if publishing had begun."""
    new, begun = manifest.read(folder), manifest.read(target)
    if new is None or begun is None or begun.earlier is None or new.files != begun.files:
        return
    for name in new.files:
        if (folder / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).replace(target / name)
    for name in begun.earlier.keys() - new.files.keys():
        _remove(target / name, begun.earlier[name], target)
    (folder / manifest.NAME).replace(target / manifest.NAME)


def _remove(path: Path, digest: str, top: Path) -> None:
    """Delete an unchanged file of an older build, and the folders that this leaves empty."""
    if path.is_file() and not path.is_symlink() and manifest.hash_of(path) == digest:
        path.unlink()
        with contextlib.suppress(OSError):
            for parent in path.parents:
                if parent == top:
                    break
                parent.rmdir()
