"""The files that `report merge` writes, of a merge of a small project."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from report.cli.merge_files import write_answers, write_comments, write_merged
from report.merge.word_text import WordText
from report.rows.errors import UsageError


def merge(**parts: Any) -> Any:
    """The parts of a merge that these functions read."""
    copy = WordText((), commented={}) if "commented" in WordText.__dataclass_fields__ else WordText(())
    return SimpleNamespace(base=SimpleNamespace(document="index"), copy=copy, **parts)


def test_answers_need_the_published_file(tmp_path: Path) -> None:
    """The threads are put into it, so that it must exist."""
    replies = tmp_path / "replies.json"
    replies.write_text(json.dumps({}), encoding="utf-8")
    with pytest.raises(UsageError, match=r"index\.docx is not published\n.*report build --to docx"):
        write_answers(replies, b"", merge(), [tmp_path / "other.docx"])


@pytest.mark.parametrize("suffix", ["md", "csv", "json"])
def test_comments_are_written_in_the_format_of_the_suffix(
    suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where the copy has none."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("report.merge.comments.comments", lambda content, found: ())
    write_comments(Path(f"comments.{suffix}"), b"", merge())
    assert (tmp_path / f"comments.{suffix}").is_file()


def test_comments_in_another_format_are_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("report.merge.comments.comments", lambda content, found: ())
    with pytest.raises(UsageError, match="unknown format: txt"):
        write_comments(Path("comments.txt"), b"", merge())
    assert not list(tmp_path.iterdir())


def test_without_changes_nothing_is_written(tmp_path: Path) -> None:
    """Not even the state of the repository is looked at."""
    inputs: Any = SimpleNamespace(project=SimpleNamespace(root=tmp_path / "nowhere"))
    write_merged(merge(changed={}), inputs, dirty=False, quiet=False)
