"""Files as they were read: their hash, and whether they have changed since then.

A file is read once for its hash. Its identity (inode, size and times, of the file and of a link to it) later shows
whether anything has touched it: the time of a change of status (ctime) cannot be set back, so a file that was
replaced and restored in between is noticed too.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

#: Two changes within a tick of the system's clock cannot be distinguished, so a file must be older than this when read.
_TICK_NS = 30_000_000
_ATTEMPTS = 20
_HEAD = 400

Identity = tuple[int, ...]
Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class FileState:
    """A file as it was read; a file that does not exist has no hash."""

    sha256: str
    identity: Identity
    head: bytes = b""


_SEEN: dict[str, FileState] = {}


def identity(path: str) -> Identity:
    """A tuple that differs after every change of a file; empty if the file does not exist."""
    try:
        file, link = os.stat(path), os.lstat(path)
    except (OSError, ValueError):
        return ()
    times = (file.st_mtime_ns, file.st_ctime_ns, link.st_ctime_ns)
    return (file.st_dev, file.st_ino, file.st_size, link.st_ino, *times)


def file_state(path: str | os.PathLike[str]) -> FileState:
    """The current state of a file, read again only if it has changed; OSError if it exists but cannot be read."""
    name = os.path.abspath(path)
    now = identity(name)
    if name not in _SEEN or _SEEN[name].identity != now:
        _SEEN[name] = _read(name, now)
    return _SEEN[name]


def _read(name: str, now: Identity) -> FileState:
    """Read a file, and ensure that it does not change in the meantime."""
    for _ in range(_ATTEMPTS):
        if not now:
            return FileState("", ())
        _wait_for_next_tick(now)
        content = _content(name)
        before, now = now, identity(name)
        if before == now:
            return FileState(hashlib.sha256(content).hexdigest(), now, content[:_HEAD])
    raise OSError(errno.EBUSY, "The file keeps changing", name)


def while_unchanged(
    function: Callable[Concatenate[str, Arguments], Answer],
) -> Callable[Concatenate[str, Arguments], Answer]:
    """Call a function of the names in a folder again only if an entry of the folder was added, removed or renamed."""
    answers: dict[tuple[object, ...], tuple[Identity, Answer]] = {}

    @wraps(function)
    def cached(folder: str, /, *arguments: Arguments.args, **named: Arguments.kwargs) -> Answer:
        key, now = (folder, *arguments, *named.items()), identity(folder)
        if now and key in answers and answers[key][0] == now:
            return answers[key][1]
        is_certain = bool(now) and _remaining_tick(now) == 0
        answer = function(folder, *arguments, **named)
        if is_certain and identity(folder) == now:
            answers[key] = now, answer
        return answer

    return cached


def _wait_for_next_tick(now: Identity) -> None:
    time.sleep(_remaining_tick(now) / 1e9)


def _remaining_tick(now: Identity) -> int:
    """The nanoseconds until another change of a file would give it another identity."""
    age = time.time_ns() - max(now[-2:])
    return _TICK_NS - age if 0 <= age < _TICK_NS else 0


def _content(name: str) -> bytes:
    try:
        if not stat.S_ISREG(os.stat(name).st_mode):
            raise OSError(errno.EINVAL, "Not a regular file", name)
        with open(name, "rb") as stream:
            return stream.read()
    except FileNotFoundError:
        return b""


def changed(files: Mapping[str, FileState]) -> list[str]:
    """The paths whose files have changed since they were read."""
    return [path for path, before in files.items() if before.identity != identity(path)]


def digest_of(words: Iterable[str]) -> str:
    """One hash of a sequence of texts, including where each one ends."""
    total = hashlib.sha256()
    for word in words:
        data = word.encode("utf-8", "surrogateescape")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()
