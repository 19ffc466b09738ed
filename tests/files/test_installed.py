"""Files of Python and of installed packages are not those of a project."""

from __future__ import annotations

import os
import site
import sysconfig
from pathlib import Path

import numpy as np
import pytest

from report.files import installed
from report.files.installed import is_installed, register_project


def test_python_and_its_packages_are_installed(tmp_path: Path) -> None:
    """A project's own file is not."""
    assert all(is_installed(file) for file in (os.__file__, np.__file__, installed.__file__))
    assert not is_installed(str(tmp_path / "analysis.py"))


def test_the_folders_of_python_are_known_when_the_module_is_imported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Python 3.13 reads the environment and imports a module to find them, which is then being recorded."""

    def asked(*arguments: object) -> None:
        raise AssertionError("Python's folders are looked up again")

    monkeypatch.setattr(sysconfig, "get_paths", asked)
    monkeypatch.setattr(site, "getusersitepackages", asked)
    register_project(str(tmp_path / "project"))
    assert is_installed(os.__file__)
    assert not is_installed(str(tmp_path / "project" / "analysis.py"))
