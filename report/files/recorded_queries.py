"""Records what the project's own code asks for without an audit event: environment variables, states of files."""

from __future__ import annotations

import _collections_abc
import genericpath
import os
import pathlib
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import wraps
from types import FrameType
from typing import Any

from report.files.calling_code import is_loading, reading_line
from report.files.file_states import digest_of
from report.files.installed import is_installed
from report.files.recording_state import LOADING, OPEN, PSEUDO, STATE, seen, unrecorded

#: Environment variables that differ between terminals.
_VOLATILE = {"PWD", "OLDPWD", "SHLVL", "_", "COLUMNS", "LINES", "TERM"}


class RecordedEnvironment(os._Environ):  # type: ignore[type-arg]
    """The environment, recording the variables that the project's own code reads."""

    def __getitem__(self, key: Any) -> Any:
        if OPEN and not STATE.busy and isinstance(key, str) and key not in _VOLATILE:
            with unrecorded():  # Python itself reads variables while it looks for its own folders
                _asked(key, sys._getframe(1))
        return super().__getitem__(key)

    def __iter__(self) -> Iterator[Any]:
        if OPEN and not STATE.busy:
            with unrecorded():
                _asked(NAMES, sys._getframe(1))
        return super().__iter__()


def _asked(key: str, frame: FrameType | None) -> None:
    while frame is not None and frame.f_code.co_filename in _ASKING:
        frame = frame.f_back
    if frame is not None and not is_installed(frame.f_code.co_filename):
        value = OPEN[-1].variables.setdefault(key, variable(key))
        if is_loading(frame):
            LOADING.variables[key] = value


#: Python's own modules that only forward a lookup to the environment.
_ASKING = {os.__file__, "<frozen os>", "<frozen _collections_abc>", _collections_abc.__file__}
#: Those that ask for the state of files; in Python 3.13, pathlib is a package.
_ASKING_FOR_FILES = {
    *(module.__file__ for module in (genericpath, os, os.path, pathlib)),
    *(str(module.__file__) for name, module in sys.modules.items() if name.startswith("pathlib.")),
    *("<frozen genericpath>", "<frozen posixpath>", "<frozen ntpath>", "<frozen os>"),
}
#: Stands for the names of all variables, which code reads that copies the environment.
NAMES = "*"


def variable(key: str) -> str:
    """A hash of a variable's value, which may be a secret; empty if it is not set."""
    if key == NAMES:
        names = map(os.environ.decodekey, os.environ._data)  # type: ignore[attr-defined]
        return digest_of(sorted({*names} - _VOLATILE))
    value = os.environ._data.get(os.environ.encodekey(key))  # type: ignore[attr-defined]
    return "" if value is None else digest_of([os.environ.decodevalue(value)])


def recorded_stat(stat: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
    """Python's `os.stat`, recording the files that the project's own code asks for; it raises no audit event."""

    @wraps(stat)
    def recorded(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
        if OPEN and not STATE.busy and not isinstance(path, int):
            with unrecorded():
                _asked_for(path, sys._getframe(1))
        return stat(path, *arguments, **options)

    for supporting in (os.supports_follow_symlinks, os.supports_fd, os.supports_dir_fd):
        supporting.update({recorded} if stat in supporting else ())
    return recorded


def _asked_for(path: Any, frame: FrameType | None) -> None:
    """Record whether a file exists and what it contains."""
    while frame is not None and frame.f_code.co_filename in _ASKING_FOR_FILES:
        frame = frame.f_back
    if frame is None or is_installed(frame.f_code.co_filename):
        return
    with suppress(TypeError, ValueError):
        name = os.path.abspath(os.fsdecode(path))
        if not is_installed(name) and not name.startswith(PSEUDO) and not os.path.isdir(name):
            OPEN[-1].saw(name, seen(name), reading_line(name, frame) if os.path.exists(name) else "")
