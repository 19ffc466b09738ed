"""The mini study with rows of several kinds, computed once; a fake Quarto that the shortcodes run in."""

import shutil
import sys
from pathlib import Path

import pytest

from report.manuscript.computation import Inputs, compute
from report.study.project import Project

ROOT = Path(__file__).parents[2]
MINI = ROOT / "tests" / "engine" / "mini"


@pytest.fixture(scope="session")
def cached(tmp_path_factory, run_report):
    """The mini study with the files that Quarto needs, and with cached statistics and figures."""
    root = tmp_path_factory.mktemp("cached") / "mini project"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "_extensions", root / "_extensions")
    shutil.copy(ROOT / "_quarto.yml", root / "_quarto.yml")
    assert run_report(root, "build", "--to", "html", "--quiet").returncode == 0
    shutil.rmtree(root / "_output")
    return root


@pytest.fixture
def project(cached, tmp_path, monkeypatch):
    """A project of its own under a path with a space; its statistics are cached until a test changes them."""
    root = tmp_path / "mini project"
    shutil.copytree(cached, root, ignore=shutil.ignore_patterns("__pycache__"))
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
