"""Scratch folders: created beside the published folder, and removed however a command ends."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from report.files.folder_locks import REPLACED, is_immovable, locked
from report.files.manifest import SCRATCH
from report.files.publishing import finish_in_place
from report.files.system_errors import system_errors

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_NAME = re.compile(re.escape(SCRATCH) + r"(?P<target>.+)-(?P<pid>\d+)")
#: A process locks its scratch folder just after creating it.
_SECONDS_UNTIL_LOCKED = 10


@contextlib.contextmanager
def scratch(target: Path, root: Path | None = None) -> Iterator[Path]:
    """A new folder for the files to be published in `target`, removed when the work is done or fails.

    Folders that killed commands left beside it are removed too. With the project's root, a folder outside the project
    is noted there, so that the next command in the project finds it.
    """
    with system_errors(target.parent):
        home = target if is_immovable(target) else target.parent
        home.mkdir(parents=True, exist_ok=True)
        sweep(home)
        folder = home / f"{SCRATCH}{target.name}-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        note = _noted(home, root)
        folder.mkdir()
    with locked(folder):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            if note is not None:
                note.unlink(missing_ok=True)


def _noted(home: Path, root: Path | None) -> Path | None:
    if root is None or home in _usual(root):
        return None
    note = _notes(root) / hashlib.sha256(f"{home} {os.getpid()}".encode()).hexdigest()[:16]
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(str(home), encoding="utf-8")
    return note


def _usual(root: Path) -> tuple[Path, ...]:
    return (root, root / "_output", root / "exports")


def _notes(root: Path) -> Path:
    return root / ".tracepaper" / "unfinished"


def sweep_project(root: Path) -> None:
    """Remove the folders that killed commands of a project left; those that cannot be removed stay."""
    notes = _notes(root)
    with contextlib.suppress(OSError):
        for home in _usual(root):
            sweep(home)
        for note in notes.iterdir() if notes.is_dir() else ():
            with contextlib.suppress(OSError, ValueError):
                home = Path(note.read_text(encoding="utf-8"))
                sweep(home)
                if not any(home.glob(f"{SCRATCH}*")):
                    note.unlink()


def sweep(home: Path) -> None:
    """Remove unfinished folders of killed commands, or complete a publication that had begun."""
    if not home.is_dir():
        return
    for left in home.glob(f"{SCRATCH}*"):
        name = _NAME.fullmatch(left.name)
        if name is None or left.is_symlink() or _is_in_use(left, int(name["pid"])):
            continue
        if left.is_dir():
            _settle(left, home, name["target"])
        else:
            left.unlink(missing_ok=True)


def _settle(left: Path, home: Path, name: str) -> None:
    target = home / name.removesuffix(REPLACED)
    if name.endswith(REPLACED) and not target.exists():
        left.rename(target)
        return
    finish_in_place(left, home)
    shutil.rmtree(left, ignore_errors=True)


def _is_in_use(folder: Path, pid: int) -> bool:
    if fcntl is not None:
        with contextlib.suppress(OSError):
            return _is_locked(folder) or (_is_alive(pid) and _is_young(folder))
    return _is_alive(pid)


def _is_locked(folder: Path) -> bool:
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def _is_young(folder: Path) -> bool:
    return time.time() - folder.stat().st_mtime < _SECONDS_UNTIL_LOCKED


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
