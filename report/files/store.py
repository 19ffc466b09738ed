"""A cache of results, and the hashes that identify them."""

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
    """One hash over words and over the paths and bytes of files, as a key of a cache on one machine."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        total.update(str(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def copy(path: Path, target: Path) -> None:
    """Copy a file into a folder that is being built."""
    with system_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def users_cache() -> Path:
    """The user's cache folder, for files that can be recreated (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tracepaper"


class Cache:
    """Results of earlier runs by key, below a folder of the project; it can be deleted at no cost but time.

    Each entry has a checksum of its key and its content. Damaged entries are reported and recomputed.
    """

    def __init__(self, folder: Path):
        self.folder = folder

    def get_or_compute(
        self, key: str, kind: type[Value], make: Callable[[], Value], *, fresh: bool = False
    ) -> Value:
        """The cached value of a key if it has the expected type, or a computed one; `fresh` ignores the cache."""
        stored = None if fresh else self.get(key)
        if isinstance(stored, kind):
            return stored
        made = make()
        self.put(key, made)
        return made

    def get(self, key: str) -> Any:
        """The value of an entry, or None if there is no intact one."""
        data = self.get_bytes(key)
        if data is None:
            return None
        try:
            return pickle.loads(data)
        except Exception:  # an intact entry whose classes no longer exist
            return None

    def put(self, key: str, value: Any) -> bool:
        """Store a value and delete the oldest entries; a value that cannot be stored is recomputed each time."""
        try:
            content = pickle.dumps(value)
        except Exception:
            return False
        self.put_bytes(key, content)
        return True

    def get_bytes(self, key: str) -> bytes | None:
        """The content of an entry, or None if there is no intact one."""
        path = self._path(key)
        try:
            if not path.is_file():  # reading a pipe would never end
                return None
            data = path.read_bytes()
        except OSError:
            return None
        content = data[_CHECKSUM:]
        if data[:_CHECKSUM] != _checksum(key, content):
            logging.getLogger("report").warning("%s is damaged; its content is recomputed", path)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return content

    def put_bytes(self, key: str, content: bytes) -> None:
        """Store the content of an entry and delete the oldest entries."""
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
        """The keys of all entries, newest first."""
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
    """Remove an entry, even if there is a folder in its place."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
