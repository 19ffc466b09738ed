"""The mini study with rows of several kinds, computed once; a fake Quarto that the shortcodes run in."""

import shutil
import sys
from pathlib import Path

import pytest

from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.study.project import Project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(cached_mini, tmp_path, monkeypatch):
    """A project of its own under a path with a space, with the files that Quarto needs and cached statistics."""
    root = tmp_path / "mini project"
    shutil.copytree(cached_mini, root, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "_extensions", root / "_extensions")
    shutil.copy(ROOT / "_quarto.yml", root / "_quarto.yml")
    for name in [name for name in sys.modules if name.split(".")[0] == "mini"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [str(root), *sys.path])
    return root


@pytest.fixture
def inputs(project):
    return Inputs(Project(project))


@pytest.fixture
def computed(inputs):
    return compute(inputs)
