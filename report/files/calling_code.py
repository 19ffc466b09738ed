"""Which code of the project made a call: the line that opens a file, or a module that is being imported."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from importlib.machinery import all_suffixes
from types import FrameType

from report.files.installed import in_project, is_installed

#: The files of Python's own import system.
_IMPORTING = "<frozen importlib._bootstrap"


def is_importing(frame: FrameType) -> bool:
    """Whether a call belongs to Python's import system."""
    return frame.f_code.co_filename.startswith(_IMPORTING)


def own_frame(frame: FrameType | None) -> FrameType | None:
    """The innermost call that belongs to the project."""
    while frame is not None and is_installed(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def is_loading(frame: FrameType) -> bool:
    """Whether a file is read to import a module, or by the code of a module that is being imported."""
    own = own_frame(frame)
    return is_importing(frame) or (own is not None and own.f_code.co_name == "<module>")


def reading_line(path: str, frame: FrameType) -> str:
    """The line of the project that opens a file; empty for modules and temporary files, which are not data."""
    if path.endswith(_code_suffixes()) or is_importing(frame):
        return ""
    if path.startswith(os.path.realpath(tempfile.gettempdir()) + os.sep) and not in_project(path):
        return ""
    own = own_frame(frame)
    return f"{own.f_code.co_filename}:{own.f_lineno}" if own else path


@cache
def _code_suffixes() -> tuple[str, ...]:
    return tuple(all_suffixes())
