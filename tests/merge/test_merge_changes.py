"""Tracked changes and comments of a copy: chosen by author and date, listed with their places."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from report.merge.comments import comments, written
from report.merge.selections import selection
from report.merge.verification import differences
from report.merge.word_units import read_units
from tests.merge.edit_kinds import WordCopy, thread

RUN = (
    '<w:r><w:t xml:space="preserve">Another paragraph stands here, and nothing in it is a number.</w:t></w:r>'
)
TRACKED = (
    '<w:r><w:t xml:space="preserve">Another </w:t></w:r>'
    '<w:ins w:id="900" w:author="Ann" w:date="2026-01-02T00:00:00Z"><w:r>'
    '<w:t xml:space="preserve">short </w:t></w:r></w:ins>'
    '<w:r><w:t xml:space="preserve">paragraph stands here</w:t></w:r>'
    '<w:del w:id="901" w:author="Bob" w:date="2026-01-05T00:00:00Z"><w:r>'
    '<w:delText xml:space="preserve">, and nothing in it is a number</w:delText></w:r></w:del>'
    "<w:r><w:t>.</w:t></w:r>"
)


def test_tracked_changes_are_accepted_by_author(built, edited):
    """What is not chosen stays a suggestion: the template has neither."""
    data = edited((RUN, TRACKED))
    assert "Another short paragraph stands here.\n" in built.merged(data)
    by_ann = built.merged(data, selection=selection("author:ann"))
    assert "Another short paragraph stands here, and nothing in it is a number." in by_ann
    assert {each.author for each in built.merge(data).copy.revisions} == {"Ann", "Bob"}


def test_comments_are_listed_with_place_and_quoted_text(built, edited):
    """A comment shows its author, the text that it is on, and the file and line of the template."""
    start = '<w:commentRangeStart w:id="7"/>'
    end = '<w:commentRangeEnd w:id="7"/>'
    data = edited((RUN, start + RUN + end))
    body = "<w:p><w:r><w:t>Why?</w:t></w:r></w:p>"
    note = f'<w:comment w:id="7" w:author="Ann" w:date="2026-01-02T00:00:00Z">{body}</w:comment>'
    data = edited(("/>", f">{note}</w:comments>"), part="word/comments.xml", of=data)
    (comment,) = comments(data, built.merge(data))
    line = built.templates["index.qmd.j2"].split("Another paragraph")[0].count("\n") + 1
    assert (comment.author, comment.text, comment.where) == ("Ann", "Why?", f"templates/index.qmd.j2:{line}")
    assert comment.quoted.startswith("Another paragraph")
    assert json.loads(written([comment], "json"))[0]["text"] == "Why?"
    assert written([comment], "md").startswith("- [ ] **Ann**, 2026-01-02")


@pytest.mark.parametrize("words", ["recruited", "every morning", "diary for "])
def test_a_comment_is_at_the_line_of_its_words(built, words):
    """A paragraph has a line for each of its sentences."""
    file = WordCopy(built.word)
    thread(words, "Why?", "So.")(file)
    data = file.saved()
    question, answer = comments(data, built.merge(data))
    line = built.templates["index.qmd.j2"].split(words)[0].count("\n") + 1
    assert (question.where, answer.text) == (f"templates/index.qmd.j2:{line}", "So.")


def test_a_rebuilt_document_is_compared_with_the_copy(built, edited):
    """Differences are those units whose text is not that of the copy."""
    data = edited(("is a number.", "is a result."))
    found = built.merge(data)
    assert list(differences(found, found.copy.units)) == []
    assert [each.unit for each in differences(found, built.base.units)] == ["paragraph"]


def test_the_id_of_the_build_is_no_difference(built, edited):
    """A paper that prints its build has the id of the new build after a merge; other words beside it still differ."""
    old, new = (edited(("is a number.", f"is build {id}.")) for id in ("abcd", "fade+"))
    found = built.merge(old)
    found = replace(found, base=replace(found.base, build="abcd"))
    assert list(differences(found, read_units(new).units, "fade+")) == []
    assert len(list(differences(found, read_units(new).units, "fade"))) == 1


def test_applying_writes_the_templates_and_verifies_the_rebuilt_text(built, edited, tmp_path: Path):
    """`report merge --apply` edits the template; an uncommitted template stops it unless `--dirty` is given."""
    root = tmp_path / "project"
    shutil.copytree(built.root, root)
    (root / "copy.docx").write_bytes(edited(("is a number.", "is a result.")))
    refused = built.run("merge", "copy.docx", "--apply", root=root)
    assert refused.returncode == 1
    assert "Git" in refused.stderr
    done = built.run("merge", "copy.docx", "--apply", "--dirty", root=root)
    assert (done.returncode, "verified" in done.stdout) == (0, True), done.stderr + done.stdout
    assert "nothing in it is a result." in (root / "templates" / "index.qmd.j2").read_text(encoding="utf-8")
