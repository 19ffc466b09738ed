"""Hashes of the names in a folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from report.files.folder_listings import PACKAGES, listing


@pytest.mark.parametrize(
    ("name", "counts"), [("more.csv", True), (".hidden", False), ("_output", False), ("__pycache__", False)]
)
def test_names_of_builds_and_hidden_files_do_not_count(tmp_path: Path, name: str, counts: bool) -> None:
    """A build adds them itself, so they change no number."""
    (tmp_path / "data.csv").write_text("a\n1\n")
    before = listing(str(tmp_path))
    (tmp_path / name).write_text("")
    assert (listing(str(tmp_path)) != before) == counts


@pytest.mark.parametrize(
    ("name", "counts"), [("numpy-2.0.dist-info", True), ("old.egg-link", True), ("x.csv", False)]
)
def test_a_search_for_packages_depends_on_their_metadata_alone(
    tmp_path: Path, name: str, counts: bool
) -> None:
    """Looking for versions of packages lists all folders of the search path, the project's own included."""
    asked = os.path.join(tmp_path, PACKAGES)
    before = listing(asked)
    (tmp_path / name).mkdir()
    assert (listing(asked) != before) == counts


def test_a_folder_that_does_not_exist_has_no_names(tmp_path: Path) -> None:
    """It may be made later, and then its hash differs."""
    assert listing(str(tmp_path / "none")) == ""
