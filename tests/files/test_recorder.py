"""What a step of a run reads is recorded for that step alone."""

import importlib.metadata
import os
from contextlib import suppress
from pathlib import Path

import pytest

from report.files import recorder
from report.files.folder_listings import listing
from report.files.recorder import recording
from report.files.recording_state import unrecorded


def test_recordings_end_in_any_order(tmp_path: Path) -> None:
    """Two recordings that have seen the same are still two: each ends as itself."""
    file = tmp_path / "data.csv"
    file.write_text("x\n1\n", encoding="utf-8")
    with recording() as outer:
        with recording() as inner:
            pass
        file.read_bytes()
    assert str(file) in outer.files
    assert str(file) not in inner.files


def test_what_counts_in_another_way_is_not_recorded(tmp_path: Path) -> None:
    """Files that are read after the block are recorded again, even if the block ended with an error."""
    hidden, shown = tmp_path / "a.csv", tmp_path / "b.csv"
    for file in (hidden, shown):
        file.write_text("x\n1\n", encoding="utf-8")
    with recording() as observed:
        with suppress(LookupError), unrecorded():
            hidden.read_bytes()
            raise LookupError
        shown.read_bytes()
    assert str(hidden) not in observed.files
    assert str(shown) in observed.files


def test_only_packages_count_where_packages_are_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library that looks for a package in all import folders depends on no other name in the project's folder."""
    monkeypatch.syspath_prepend(str(tmp_path))
    with recording() as observed, suppress(importlib.metadata.PackageNotFoundError):
        importlib.metadata.version("a-package-that-nobody-has")
    (folder,) = [each for each in observed.folders if each.startswith(str(tmp_path))]
    (tmp_path / "graph.html").write_text("new")
    assert listing(folder) == observed.folders[folder]
    (tmp_path / "tracing-1.0.dist-info").mkdir()
    assert listing(folder) != observed.folders[folder]
    with recording() as listed:
        list(tmp_path.iterdir())
    assert [*listed.folders] == [str(tmp_path)]


def test_the_recorder_reads_variables_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.13 reads the environment while it looks for its folders, and that is no input of a step."""
    monkeypatch.setenv("OWN_VARIABLE", "1")

    def is_installed(path: str) -> bool:
        return "FOLDERS_OF_PYTHON" in os.environ or path.startswith("<")

    monkeypatch.setattr(recorder, "is_installed", is_installed)
    with recording() as observed:
        assert os.environ["OWN_VARIABLE"] == "1"
    assert [*observed.variables] == ["OWN_VARIABLE"]
