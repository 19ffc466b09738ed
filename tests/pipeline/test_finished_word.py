"""Finished Word files of earlier builds, reused only while everything that is embedded in them is the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MINI = Path(__file__).parents[1] / "engine" / "mini"
MAIN = "from report.cli import main; main()"


def built(root: Path, *options: str) -> dict[str, bytes]:
    """The Word files of a build."""
    command = [sys.executable, "-c", MAIN, "build", "--quiet", "--to", "docx", *options]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in (root / "_output").glob("*.docx")}


def finished(root: Path, name: str) -> int:
    """How many finished Word files of a document are stored."""
    return len([*(root / ".tracepaper" / "pages" / name / "finished").glob("*.entry")])


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINI, tmp_path / "mini", ignore=shutil.ignore_patterns("__pycache__")))


def test_a_file_with_other_embedded_content_is_finished_again(root: Path) -> None:
    """The label of a row that a document does not print, and a comment of a template, are embedded in the file."""
    before = built(root)
    edit(root, "mini/products.py", "most hours of sleep", "longest sleep")
    labelled = built(root)
    assert labelled["supplement.docx"] != before["supplement.docx"]
    edit(root, "templates/supplement.qmd.j2", "\n# ", "\n<# a remark #>\n# ")
    remarked = built(root)
    assert remarked["supplement.docx"] != labelled["supplement.docx"]
    assert remarked == built(root, "--force")


def test_a_document_that_did_not_change_is_not_finished_again(root: Path) -> None:
    """A sentence of the main document leaves the supplement as it was."""
    before = built(root)
    edit(root, "templates/index.qmd.j2", "Over <<", "Indeed, over <<")
    after = built(root)
    assert after["index.docx"] != before["index.docx"]
    assert [finished(root, name) for name in ("index", "supplement")] == [2, 1]
    assert built(root, "--to", "html,docx") == after
    assert [finished(root, name) for name in ("index", "supplement")] == [2, 1]
