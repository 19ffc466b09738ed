"""Locks on folders that a command uses, and whether a folder can be replaced by another."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from report.files.survey import devices

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

#: The suffix of a folder that was renamed for replacement, where two cannot be exchanged.
REPLACED = ".old"
_locks: set[int] = set()


def _forget_locks() -> None:
    """Release the locks in a child process, so that they end with the process that acquired them."""
    for lock in _locks:
        os.close(lock)
    _locks.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_locks)


def is_immovable(target: Path) -> bool:
    """Whether a folder cannot be replaced by another: a mount point, the working folder, one in a folder of others."""
    if not target.is_dir():
        return False
    here = Path(os.path.realpath(os.curdir))
    return here.is_relative_to(target.resolve()) or os.path.ismount(target) or not _is_movable(target)


def _is_movable(target: Path) -> bool:
    """Whether the folder around lets it be renamed, and all that is in it is on the same device."""
    return os.access(target.parent, os.W_OK) and devices(target) <= {target.stat().st_dev}


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Show other commands that a folder is in use, if the system supports it."""
    lock = os.open(folder, os.O_RDONLY) if fcntl is not None else -1
    try:
        if lock >= 0:
            _locks.add(lock)
            with contextlib.suppress(OSError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        if lock in _locks:
            _locks.discard(lock)
            os.close(lock)
