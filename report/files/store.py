"""The only module that writes results: a scratch folder, published whole by one rename, and a cache."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import hashlib
import json
import logging
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from report.rows.errors import Fault, StoreError

MANIFEST = "manifest.json"
SCHEMA = "tracepaper/manifest/1"
_MARK = ".building-"
_KEPT = 6
Value = TypeVar("Value")


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """Say what the system refuses in one line."""
    try:
        yield
    except OSError as error:
        remedies = {
            errno.ENOSPC: "free some space; nothing was changed",
            errno.EACCES: "choose another folder with --out DIR, or mend its permissions",
            errno.EROFS: "choose another folder with --out DIR",
            errno.EPERM: "choose another folder with --out DIR, or mend its permissions",
        }
        place = str(error.filename or folder)
        remedy = remedies.get(error.errno or 0, "nothing was changed")
        raise StoreError(Fault(place, f"cannot be written: {error.strerror or error}", remedy)) from None


@contextlib.contextmanager
def scratch(target: Path) -> Iterator[Path]:
    """A new folder beside the target, gone when the work is done or fails; those of killed builds go too."""
    with told(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target)
        folder = target.parent / f"{_MARK}{target.name}-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(target: Path) -> None:
    for left in target.parent.glob(f"{_MARK}{target.name}-*"):
        pid = left.name.rsplit("-", 1)[1]
        if not pid.isdigit() or not _alive(int(pid)):
            if not target.exists() and (left / MANIFEST).exists():
                left.rename(target)
            else:
                shutil.rmtree(left, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def digest(paths: Iterable[Path], *words: str) -> str:
    """One hash over words, and over the paths and bytes of files: for entries of one machine's caches."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        total.update(str(path).encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def seal(folder: Path, key: str, facts: Mapping[str, Any]) -> None:
    """Write the manifest of a folder: the build's key, what to say of it, and the hash of each file."""
    content = {"schema": SCHEMA, "key": key, "facts": dict(facts), "files": _hashes(folder)}
    (folder / MANIFEST).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published folder, or nothing."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) and content.get("schema") == SCHEMA else {}


def is_whole(folder: Path, key: str) -> bool:
    """Whether a folder holds the build of that key, with every file as it was published; no build has an empty key."""
    content = manifest(folder)
    if not key or content.get("key") != key:
        return False
    try:
        return all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == wanted
            for name, wanted in content["files"].items()
        )
    except OSError:
        return False


def check_target(target: Path) -> None:
    """Refuse a folder that holds somebody else's files."""
    if target.exists() and not target.is_dir():
        raise StoreError(Fault(str(target), "is a file", "name a folder with --out DIR"))
    with told(target):
        occupied = target.is_dir() and any(target.iterdir()) and not manifest(target)
    if occupied and target.name != "_output":
        raise StoreError(
            Fault(
                str(target), "holds files that no build made", "name an empty or a new folder with --out DIR"
            )
        )


def write(path: Path, text: str) -> None:
    """Put one file into a published folder, whole or not at all; the same text is left as it is."""
    with told(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.read_bytes() == text.encode():
            return
        part = path.with_name(f".{path.name}-{os.getpid()}")
        part.write_text(text, encoding="utf-8")
        part.replace(path)


def copy(path: Path, target: Path) -> None:
    """Put a copy of a file into a folder that is being made."""
    with told(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())


def publish(folder: Path, target: Path) -> None:
    """Put a finished folder in the target's place by one rename; what was there before goes."""
    with told(target):
        if not target.exists():
            folder.rename(target)
        elif not _exchanged(folder, target):
            old = folder.with_name(folder.name + "-old")
            target.rename(old)
            folder.rename(target)
            shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders atomically where the system can (Linux, macOS)."""
    calls = {"linux": ("renameat2", (-100, one, -100, other, 2)), "darwin": ("renamex_np", (one, other, 2))}
    if sys.platform not in calls:
        return False
    name, arguments = calls[sys.platform]
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    plain = [os.fsencode(a) if isinstance(a, Path) else a for a in arguments]
    return function is not None and function(*plain) == 0


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
