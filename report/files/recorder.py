"""Records the inputs of a step of a run, through Python's audit events and `os.environ`.

Python raises an event for each file that Python code opens, each folder that it lists, each module that it looks for
and each program that it starts (PEP 578). Files that a library opens in compiled code raise no event.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import Any

from report.files.calling_code import is_importing, is_loading, own_frame, reading_line
from report.files.folder_listings import PACKAGES, listing
from report.files.installed import is_installed
from report.files.observed import Observed
from report.files.recorded_queries import RecordedEnvironment, recorded_stat
from report.files.recording_state import LOADING, OPEN, PSEUDO, STATE, seen
from report.files.sources import loaded_files

#: Programs that libraries start to query the machine; they change no number.
_HARMLESS = {"uname", "lscpu", "fc-list", "ldconfig", "gcc", "cc", "ld", "objdump", "lsb_release", "sysctl"}
#: Caches of the engine and of drawing libraries, whose content can be recreated.
_CACHES = ("/.tracepaper/", "/tracepaper/fonts/", "/matplotlib/fontlist-", "/fontconfig/")
#: The library that looks for the metadata of packages in all folders of Python's search path, and its backport.
_FINDING_PACKAGES = tuple(
    os.path.join(name, "__init__.py")
    for name in (os.path.join("importlib", "metadata"), "importlib_metadata")
)


@contextmanager
def recording() -> Iterator[Observed]:
    """Record what all threads of this process read inside the block."""
    _install()
    observed = Observed()
    OPEN.append(observed)
    try:
        yield observed
    finally:
        OPEN[:] = [each for each in OPEN if each is not observed]


@cache
def _install() -> None:
    """Install the audit hook, which stays until the process ends."""
    os.environ.__class__ = RecordedEnvironment
    os.stat = recorded_stat(os.stat)
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not OPEN or STATE.busy or event not in _HEARD:
        return
    STATE.busy = True
    try:
        _HEARD[event](arguments, sys._getframe(1))
    finally:
        STATE.busy = False


def _opened(arguments: tuple[Any, ...], frame: FrameType) -> None:
    path, _, flags = arguments
    if isinstance(path, str | bytes):
        _read(os.path.abspath(os.fsdecode(path)), frame, int(flags or 0))


def _read(path: str, frame: FrameType, flags: int = 0) -> None:
    if is_installed(path) or path.startswith(PSEUDO) or any(part in path for part in _CACHES):
        return
    if flags & (os.O_WRONLY | os.O_TRUNC | os.O_EXCL):
        OPEN[-1].wrote(path)
    elif not os.path.isdir(path):
        file, reader = seen(path), reading_line(path, frame)
        OPEN[-1].saw(path, file, reader)
        if not is_importing(frame):
            OPEN[-1].opened.add(path)
        if is_loading(frame):
            LOADING.files[path] = file
            LOADING.opened |= OPEN[-1].opened & {path}
            LOADING.readers |= {path: reader} if reader else {}
        if flags & os.O_RDWR:
            OPEN[-1].written.add(path)


def loaded() -> Observed:
    """The project's modules that this process has imported, and the files that they read during import."""
    files = set(loaded_files().values())
    observed = Observed(
        folders=dict(LOADING.folders),
        modules=set(LOADING.modules),
        opened=set(LOADING.opened),
        variables=dict(LOADING.variables),
    )
    for file in sorted(files):
        observed.saw(file, LOADING.files.get(file) or seen(file))
    for path, reader in LOADING.readers.items():
        if reader.rpartition(":")[0] in files:
            observed.saw(path, LOADING.files[path], reader)
    return observed


def _listed(arguments: tuple[Any, ...], frame: FrameType) -> None:
    path = arguments[0] if arguments else None
    if is_importing(frame) or isinstance(path, int):
        return
    folder = os.path.abspath(os.fsdecode(path or "."))
    if not is_installed(folder + os.sep) and not folder.startswith(PSEUDO) and own_frame(frame):
        asking = frame.f_code.co_filename
        if asking.endswith(_FINDING_PACKAGES) and is_installed(asking):
            folder = os.path.join(folder, PACKAGES)
        names = OPEN[-1].folders.setdefault(folder, listing(folder))
        if is_loading(frame):
            LOADING.folders[folder] = names


def _imported(arguments: tuple[Any, ...], frame: FrameType) -> None:
    name, path = arguments[0], arguments[1]
    OPEN[-1].modules.add(str(name))
    LOADING.modules.add(str(name))
    if isinstance(path, str):
        _read(os.path.abspath(path), frame)


def _loaded(arguments: tuple[Any, ...], frame: FrameType) -> None:
    if isinstance(arguments[0], str) and os.path.isfile(arguments[0]):
        _read(os.path.abspath(arguments[0]), frame)


def _connected(arguments: tuple[Any, ...], frame: FrameType) -> None:
    address = arguments[1]
    if isinstance(address, tuple) and address and address[0] not in ("127.0.0.1", "::1", "localhost"):
        _untraceable(f"connects to {address[0]}", frame)


def _started(arguments: tuple[Any, ...], frame: FrameType) -> None:
    command = arguments[0] if arguments[0] is not None else arguments[1]
    first = command[0] if isinstance(command, list | tuple) and command else command
    words = os.fsdecode(first).split() if isinstance(first, str | bytes | os.PathLike) else []
    program = os.path.basename(words[0]) if words else "a program"
    if program not in _HARMLESS:
        _untraceable(f"starts {program}", frame)


def _untraceable(what: str, frame: FrameType) -> None:
    own = own_frame(frame)
    if own is not None:
        OPEN[-1].untraceable.setdefault(what, f"{own.f_code.co_filename}:{own.f_lineno}")


def _database(arguments: tuple[Any, ...], frame: FrameType) -> None:
    name = arguments[0]
    path = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else ""
    if path not in ("", ":memory:"):
        _read(os.path.abspath(path.removeprefix("file:").partition("?")[0]), frame)


_HEARD: dict[str, Callable[[tuple[Any, ...], FrameType], None]] = {
    "open": _opened,
    "os.listdir": _listed,
    "os.scandir": _listed,
    "import": _imported,
    "ctypes.dlopen": _loaded,
    "sqlite3.connect": _database,
    "socket.connect": _connected,
    "subprocess.Popen": _started,
    "os.system": lambda arguments, frame: _started((None, *arguments), frame),
    "os.posix_spawn": _started,
    "os.exec": _started,
}
