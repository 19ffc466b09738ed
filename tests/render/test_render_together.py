"""Renderings in parallel."""

import errno
import os
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path
from typing import ClassVar

import pypandoc
import pytest

from report.render import Document, RenderingTask, RenderPool, pandoc_process
from report.render import parallel as together
from report.rows.errors import RenderError

MARKDOWN = "# One\n\nA [5]{.stat #o1 data-stat=a.b} stands here.\n"


@pytest.fixture
def document(tmp_path):
    (tmp_path / "figures").mkdir()
    return Document("index", MARKDOWN, tmp_path, tmp_path / "figures")


@pytest.fixture(params=[1, 3])
def calls(tmp_path, monkeypatch, request):
    """A pandoc that notes how it is called, with so many processes at a time."""
    noted = tmp_path / "calls"
    program = tmp_path / "pandoc"
    program.write_text(f'#!/bin/sh\necho "$@" >> {noted}\nexec {pypandoc.get_pandoc_path()} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(pandoc_process, "program", lambda: str(program))
    monkeypatch.setattr(together, "processors", lambda: request.param)
    return lambda: noted.read_text().splitlines()


def pressed(document, formats, folder):
    with RenderPool(folder, epoch=0, progress=lambda *_: None) as pool:
        pool.submit([RenderingTask(document, format) for format in formats])
        pool.wait_for()


def readings(calls):
    return [call for call in calls if "--from=json" not in call]


def test_a_document_is_read_once_for_all_formats(document, calls, tmp_path):
    """Pandoc reads the Markdown for the first format, and every other is written from its tree."""
    pressed(document, ["docx", "html"], tmp_path)
    assert len(readings(calls())) == 1
    assert {Path(tmp_path / name).is_file() for name in ("index.html", "index.docx")} == {True}


def test_a_document_of_one_format_is_read_once(document, calls, tmp_path):
    """One call of pandoc reads the document, so that its tree can be examined, and one writes it."""
    pressed(document, ["html"], tmp_path)
    assert [call.split("--to ")[1].split()[0] for call in calls()] == ["json", "html5"]


def test_a_page_is_the_same_whether_read_ahead_or_not(document, tmp_path):
    """The detour by a tree changes no byte."""
    pages = []
    for folder, formats in ((tmp_path / "one", ["html"]), (tmp_path / "two", ["html", "docx"])):
        folder.mkdir()
        with RenderPool(folder, epoch=0, progress=lambda *_: None, fresh=True) as pool:
            pool.submit([RenderingTask(document, format) for format in formats])
            pool.wait_for()
        pages.append((folder / "index.html").read_bytes())
    assert pages[0] == pages[1]


def test_a_file_is_finished_whether_rendered_or_kept(document, tmp_path):
    """A step that finishes a file is also applied to a rendering from the cache, and its result is not cached."""
    for _ in range(2):
        with RenderPool(tmp_path, epoch=0, progress=lambda *_: None) as pool:
            pool.submit(
                [RenderingTask(document, "html", lambda path: path.write_text(path.read_text("utf-8") + "!"))]
            )
            pool.wait_for()
        text = (tmp_path / "index.html").read_text("utf-8")
        assert text.rstrip("!") == text[:-1]


def test_a_refusal_of_the_system_is_a_fault(document, tmp_path):
    """A full disk is reported in one line, from another process as well."""

    def refused(path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    with RenderPool(tmp_path, epoch=0, progress=lambda *_: None) as pool:
        pool.submit([RenderingTask(document, "html", refused)])
        with pytest.raises(RenderError, match=r"cannot be written: No space left"):
            pool.wait_for()


class Endless:
    """A rendering that never ends."""

    started: ClassVar[list[str]] = []

    def __init__(self, work):
        self.task = work.args[0]
        self.pipe, self._theirs = Pipe()

    def start(self, _):
        self.started.append(self.task.name)
        return self

    def stop(self):
        self.pipe.close()


def test_only_a_print_starts_beside_the_caller_on_its_processor(document, tmp_path, monkeypatch):
    """The caller goes on with work of its own, and a print takes longer than that."""
    monkeypatch.setattr(together, "processors", lambda: 2)
    monkeypatch.setattr(together, "BackgroundTask", Endless)
    with RenderPool(tmp_path, epoch=0, progress=lambda *_: None, fresh=True) as pool:
        pool.submit([RenderingTask(document, "html"), RenderingTask(replace(document, name="other"), "docx")])
        assert Endless.started == ["index.html"]
        pool.submit([RenderingTask(document, "pdf")])
        assert Endless.started == ["index.html", "index.pdf"]
