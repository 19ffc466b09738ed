"""The options of `report merge` are read as documented: paths with a tilde, texts as typed, and switches."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from report.cli.merge_options import (
    Accept,
    Apply,
    Author,
    Comments,
    Dirty,
    EditedCopy,
    Replies,
    Review,
    Since,
)


def parsed(*arguments: str) -> dict[str, Any]:
    """The values of the options for these arguments."""
    found: dict[str, Any] = {}

    def command(
        file: EditedCopy,
        apply: Apply = False,
        accept: Accept = "",
        author: Author = "",
        comments: Comments = None,
        review: Review = None,
        replies: Replies = None,
        since: Since = "",
        dirty: Dirty = False,
    ) -> None:
        found.update(locals())

    app = typer.Typer()
    app.command()(command)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    return {name: value for name, value in found.items() if name != "found"}


def test_an_edited_copy_alone_changes_nothing() -> None:
    """Templates are written only with --apply, and over uncommitted changes only with --dirty."""
    found = parsed("paper.docx")
    assert found.pop("file") == Path("paper.docx")
    assert not any(found.values())
    assert parsed("paper.docx", "--apply", "--dirty")["apply"] is True
    assert parsed("paper.docx", "--dirty")["dirty"] is True


@pytest.mark.parametrize("option", ["comments", "review", "replies"])
def test_files_may_be_in_the_home_folder(
    option: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A shell does not expand the tilde of `--option=~/file`."""
    monkeypatch.setenv("HOME", str(tmp_path))
    found = parsed("~/paper.docx", f"--{option}=~/file.md")
    assert (found["file"], found[option]) == (tmp_path / "paper.docx", tmp_path / "file.md")


@pytest.mark.parametrize(
    ("option", "text"),
    [("accept", "1-4,h3f9a2c; 5=nearest; none"), ("author", "Ann, Müller"), ("since", "2026-11-29")],
)
def test_selections_are_texts_as_typed(option: str, text: str) -> None:
    """Lists, names and dates are read later, with faults that name the option."""
    assert parsed("paper.docx", f"--{option}", text)[option] == text
