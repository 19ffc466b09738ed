"""The mini study with rows of several kinds, computed once; a fake Quarto that the shortcodes run in."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.study.project import Project
from tests.conftest import usual_path

ROOT = Path(__file__).parents[2]


def copied(cached_mini: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project under a path with a space, with the files that Quarto needs and cached statistics."""
    root = folder / "mini project"
    shutil.copytree(cached_mini, root, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "_extensions", root / "_extensions")
    shutil.copy(ROOT / "_quarto.yml", root / "_quarto.yml")
    for name in [name for name in sys.modules if name.split(".")[0] == "mini"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "path", [str(root), *usual_path(cached_mini.parents[1])])
    return root


@pytest.fixture
def project(cached_mini, tmp_path, monkeypatch):
    """A project that a test may change."""
    return copied(cached_mini, tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def shared_project(cached_mini: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project that the tests of a module only read."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        yield copied(cached_mini, tmp_path_factory.mktemp("shared"), monkeypatch)


@pytest.fixture
def inputs(project):
    return Inputs(Project(project))


@pytest.fixture
def computed(inputs):
    return compute(inputs)
