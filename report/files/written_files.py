"""Single files that commands write for users; a file that no command wrote is never overwritten."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path

from report.files.store import users_cache
from report.files.system_errors import system_errors
from report.rows.errors import Fault, StoreError

#: The folder of a project's notes.
NOTES = Path(".tracepaper", "written")
_REMEDY = "choose a new file, or move or delete this one first"


def write(path: Path, content: bytes, notes: Path | None = None, remedy: str = _REMEDY) -> None:
    """Write a file atomically, and record its hash in the folder `notes`.

    An existing file that no command wrote, or that was edited, is a fault. Devices and pipes are written directly.
    """
    with system_errors(path):
        if _is_device(path):
            path.write_bytes(content)
        elif not (path.is_file() and path.read_bytes() == content):
            if path.is_dir():
                raise StoreError(Fault(str(path), "is a folder", "choose a file"))
            if (path.exists() or path.is_symlink()) and not was_written(path, notes):
                what = "exists, and was not written by this program or was edited since"
                raise StoreError(Fault(str(path), what, remedy))
            _replace_noted(path, content, _note(path, notes))


def was_written(path: Path, notes: Path | None = None) -> bool:
    """Whether a command wrote a file and it has not changed since."""
    try:
        noted = _note(path, notes).read_text("ascii").split()
        return path.is_file() and not path.is_symlink() and _digest(path.read_bytes()) in noted
    except (OSError, ValueError):
        return False


def _is_device(path: Path) -> bool:
    if not path.exists():
        return False
    mode = path.stat().st_mode
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _note(path: Path, notes: Path | None) -> Path:
    return (notes or users_cache() / "written") / _digest(os.fsencode(path.absolute()))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace_noted(path: Path, content: bytes, note: Path) -> None:
    """Replace a file; until then, both its old and new content are recorded as written by a command."""
    old = [_digest(path.read_bytes())] if path.is_file() else []
    _write_note(note, [*old, _digest(content)])
    _replace(path, content)
    _write_note(note, [_digest(content)])


def _write_note(note: Path, digests: Iterable[str]) -> None:
    """Record the content of a file; without the record, the file is treated as the user's own."""
    with contextlib.suppress(OSError):
        _replace(note, "\n".join(digests).encode())


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".building-{path.name}-{os.getpid()}")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
