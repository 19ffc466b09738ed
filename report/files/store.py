"""A cache of results, and the hashes by which they are found."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import pickle
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from report.files.system_errors import system_errors

_KEPT = 6
Value = TypeVar("Value")


def digest(paths: Iterable[Path], *words: str) -> str:
    """One hash over words, and over the paths and bytes of files: for entries of one machine's caches."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        total.update(str(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def copy(path: Path, target: Path) -> None:
    """Put a copy of a file into a folder that is being made."""
    with system_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def users_cache() -> Path:
    """The folder in which a user's programs keep what can be made again (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tracepaper"


class Cache:
    """Results of earlier runs by key, below a folder of the project; losing it costs time, nothing else.

    Each entry carries a checksum of its key and its content. An entry that fails it is reported, and made again.
    """

    def __init__(self, folder: Path):
        self.folder = folder

    def kept_or_made(
        self, key: str, kind: type[Value], make: Callable[[], Value], *, fresh: bool = False
    ) -> Value:
        """The entry of a key, if it is of the expected kind, else what is made now; `fresh` takes no entry."""
        kept = None if fresh else self.get(key)
        if isinstance(kept, kind):
            return kept
        made = make()
        self.put(key, made)
        return made

    def get(self, key: str) -> Any:
        """The value of an entry, or None if there is no sound one."""
        data = self.get_bytes(key)
        if data is None:
            return None
        try:
            return pickle.loads(data)
        except Exception:  # a sound entry of classes that are no longer there
            return None

    def put(self, key: str, value: Any) -> bool:
        """Save a value; the oldest entries go. A value that cannot be saved is made each time, which is not a fault."""
        try:
            content = pickle.dumps(value)
        except Exception:
            return False
        self.put_bytes(key, content)
        return True

    def get_bytes(self, key: str) -> bytes | None:
        """The content of an entry, or None if there is no sound one."""
        path = self._path(key)
        try:
            if not path.is_file():  # a pipe would never end
                return None
            data = path.read_bytes()
        except OSError:
            return None
        content = data[_CHECKSUM:]
        if data[:_CHECKSUM] != _checksum(key, content):
            logging.getLogger("report").warning("%s is damaged; what it held is made again", path)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def put_bytes(self, key: str, content: bytes) -> None:
        """Save the content of an entry; the oldest entries go."""
        path = self._path(key)
        part = path.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_checksum(key, content) + content)
            if path.is_dir():
                _clear(path)
            part.replace(path)
            self._forget_oldest()

    def entries(self) -> list[str]:
        """The keys of all entries, the youngest first."""
        with contextlib.suppress(OSError):
            dated = [(path.stat().st_mtime, path) for path in self.folder.glob("*.entry")]
            return [path.stem for _, path in sorted(dated, key=lambda each: each[0], reverse=True)]
        return []

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.entry"

    def _forget_oldest(self) -> None:
        for key in self.entries()[_KEPT:]:
            _clear(self._path(key))


#: The length of a checksum in front of an entry.
_CHECKSUM = hashlib.sha256().digest_size


def _checksum(key: str, content: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + content).digest()


def _clear(path: Path) -> None:
    """Remove an entry, even if a folder stands in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
