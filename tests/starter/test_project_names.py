"""Names of new projects: the folder, the package, and the title of the paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.rows.errors import StoreError, UsageError
from report.starter.project_names import project_name


@pytest.mark.parametrize(
    ("wanted", "folder", "package", "title"),
    [
        ("sleep-paper", "sleep-paper", "sleep-paper", "Sleep paper"),
        ("My  Sleep Study", "My-Sleep-Study", "my-sleep-study", "My Sleep Study"),
        ("étude_du_sommeil", "étude_du_sommeil", "etude-du-sommeil", "Étude du sommeil"),
        ("trial 2025", "trial-2025", "trial-2025", "[Title of the paper]"),
    ],
)
def test_a_name_has_three_spellings(
    tmp_path: Path, wanted: str, folder: str, package: str, title: str
) -> None:
    """Spaces become hyphens; packages are plain letters; a title with a number would be a number typed by hand."""
    name = project_name(tmp_path / wanted)
    assert (name.folder, name.package, name.title) == (tmp_path / folder, package, title)


@pytest.mark.parametrize("wanted", [".hidden", "-x", "日本", "a\tb\x07", "---"])
def test_a_name_without_letters_cannot_be_a_project(tmp_path: Path, wanted: str) -> None:
    """Hidden names, names like options, and names without any plain letter are refused."""
    with pytest.raises(UsageError, match="cannot be the name of a project"):
        project_name(tmp_path / wanted)


@pytest.mark.parametrize(
    ("wanted", "why"),
    [("class", "keyword"), ("match", "keyword"), ("report", "another package"), ("Tests", "another package")],
)
def test_a_name_that_python_or_the_engine_uses_is_refused(tmp_path: Path, wanted: str, why: str) -> None:
    """A package of that name could not be imported, or would hide another."""
    with pytest.raises(UsageError, match=why):
        project_name(tmp_path / wanted)


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that exists, and one whose parent does not, are faults before anything is written."""
    (tmp_path / "mine").mkdir()
    with pytest.raises(StoreError, match="already exists"):
        project_name(tmp_path / "mine")
    with pytest.raises(StoreError, match="is not a folder"):
        project_name(tmp_path / "absent" / "mine")
