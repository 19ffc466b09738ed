"""A file belongs to the line of the project that opens it, however many libraries are called in between."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from report.files.calling_code import is_importing, is_loading, own_frame, reading_line


def frame_of(source: str, file: str, **names: Any) -> FrameType:
    """The frame in which the code of a file calls `here()`."""
    found: list[FrameType] = []
    names["here"] = lambda: found.append(sys._getframe(1))
    exec(compile(source, file, "exec"), names)
    return found[0]


@pytest.fixture
def called_by_a_library(tmp_path: Path) -> Callable[[str], FrameType]:
    """The frame of a library's function that a file of the project calls."""
    library = f"{sys.prefix}/lib/python/site-packages/reader.py"

    def made(source: str) -> FrameType:
        names: dict[str, Any] = {}
        found: list[FrameType] = []
        names["here"] = lambda: found.append(sys._getframe(1))
        exec(compile("def read():\n    here()\n", library, "exec"), names)
        exec(compile(source, str(tmp_path / "study.py"), "exec"), {"read": names["read"]})
        return found[0]

    return made


def test_the_line_is_that_of_the_project(
    called_by_a_library: Callable[[str], FrameType], tmp_path: Path
) -> None:
    """Not that of pandas, which opens the file."""
    frame = called_by_a_library("def product():\n    return read()\n\nproduct()\n")
    assert reading_line("/data/trial.csv", frame) == f"{tmp_path / 'study.py'}:2"
    own = own_frame(frame)
    assert own is not None
    assert own.f_code.co_name == "product"


def test_a_module_is_no_data(called_by_a_library: Callable[[str], FrameType]) -> None:
    """No line is named for code, nor for a temporary file."""
    frame = called_by_a_library("read()\n")
    assert reading_line("/project/analysis/scales.py", frame) == ""


def test_code_outside_functions_runs_while_its_module_is_imported(
    called_by_a_library: Callable[[str], FrameType],
) -> None:
    """A file that it opens counts for every product of the module."""
    assert is_loading(called_by_a_library("read()\n"))
    assert not is_loading(called_by_a_library("def product():\n    read()\n\nproduct()\n"))


def test_the_import_system_is_recognised_by_its_file() -> None:
    """Its frames have no file on disk."""
    frame = frame_of("here()\n", "<frozen importlib._bootstrap_external>")
    assert is_importing(frame)
    assert is_loading(frame)
    assert reading_line("/data/trial.csv", frame) == ""
