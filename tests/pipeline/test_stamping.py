"""A submission is a copy of a published build that nothing overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.files import manifest
from report.pipeline import stamping
from report.pipeline.revisions import SUBMISSIONS
from report.pipeline.stamping import stamped
from report.rows.errors import StoreError


class _Manifest:
    files = ("index.html", "figures/plot.svg")


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of a build with one file that is not published."""
    folder = tmp_path / "_output"
    (folder / "figures").mkdir(parents=True)
    for name in (*_Manifest.files, "manifest.json", "notes.txt"):
        (folder / name).write_text(name, encoding="utf-8")
    monkeypatch.setattr(manifest, "read", lambda path: _Manifest if path == folder else None)
    assert stamping.manifest is manifest
    return folder


def test_the_published_files_are_copied(tmp_path: Path, out: Path) -> None:
    """With the manifest; other files in the folder are the author's."""
    folder, count = stamped(tmp_path, out, "journal-1")
    assert folder == tmp_path / SUBMISSIONS / "journal-1"
    found = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert (found, count) == ({*_Manifest.files, "manifest.json"}, 3)
    assert [each.name for each in folder.parent.iterdir()] == ["journal-1"]


@pytest.mark.parametrize("name", ["", "../x", "a/b", "a..b", ".hidden", "x" * 80])
def test_names_of_folders_alone(tmp_path: Path, out: Path, name: str) -> None:
    """Nothing else, and nothing is written."""
    with pytest.raises(StoreError, match="cannot be the name"):
        stamped(tmp_path, out, name)
    assert not (tmp_path / SUBMISSIONS).exists()


def test_a_stamp_is_never_overwritten(tmp_path: Path, out: Path) -> None:
    """Nor is a stamp of a folder without a build."""
    folder, _ = stamped(tmp_path, out, "one")
    (out / "index.html").write_text("later", encoding="utf-8")
    with pytest.raises(StoreError, match="exists"):
        stamped(tmp_path, out, "one")
    assert (folder / "index.html").read_text(encoding="utf-8") == "index.html"
    with pytest.raises(StoreError, match="contains no build"):
        stamped(tmp_path, tmp_path / "other", "two")
