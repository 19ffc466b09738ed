"""A running preview of the mini study, open in a real browser."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

MINI = Path(__file__).parents[1] / "engine" / "mini"
PORT = 4390
INDEX, PRODUCTS, DATA = "templates/index.qmd.j2", "mini/products.py", "data/sleep.csv"


class Session:
    """A preview of a copy of the mini study, and the page that shows it."""

    def __init__(self, root: Path, page: Any):
        self.root, self.page = root, page
        self.process = self.start()
        self.open()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the command."""
        main = "from report.cli import main; main()"
        command = [sys.executable, "-c", main, "preview", "--no-browser", "--port", str(PORT)]
        with (self.root.parent / "said.txt").open("ab") as said:
            return subprocess.Popen(command, cwd=self.root, stdout=said, stderr=said)

    def said(self) -> str:
        """What the command has printed."""
        return (self.root.parent / "said.txt").read_text(encoding="utf-8")

    def open(self) -> None:
        """Open the page as soon as the server answers."""
        from playwright.sync_api import Error

        for _ in range(240):
            try:
                self.page.goto(f"http://127.0.0.1:{PORT}/")
                self.page.wait_for_selector(".preview-bar a[aria-current=page]")
                return
            except Error:
                self.page.wait_for_timeout(500)
        raise AssertionError("the preview does not answer")

    def stop(self) -> None:
        """End the command with Ctrl-C."""
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
            return
        self.process.kill()
        self.process.wait()

    def text(self, name: str) -> str:
        """The text of a file of the study."""
        return (self.root / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words of a file, which must be there."""
        text = self.text(name)
        assert old in text
        (self.root / name).write_text(text.replace(old, new), encoding="utf-8")

    def sees(self, words: str) -> None:
        """Wait until the document shows these words, and no fault."""
        shows = "words => document.querySelector('main').innerText.includes(words)"
        self.page.wait_for_function(shows, arg=words)
        self.page.wait_for_selector(".preview-faults[hidden]", state="attached")

    def sees_no_more(self, words: str) -> None:
        """Wait until the document shows these words nowhere."""
        shows = "words => !document.querySelector('main').innerText.includes(words)"
        self.page.wait_for_function(shows, arg=words)

    def sees_fault(self, words: str) -> None:
        """Wait until a fault with these words is shown."""
        shows = "words => document.querySelector('.preview-faults:not([hidden])')?.innerText.includes(words)"
        self.page.wait_for_function(shows, arg=words)


@pytest.fixture(scope="module")
def running(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One preview for the tests of a module."""
    root = tmp_path_factory.mktemp("preview") / "mini"
    shutil.copytree(MINI, root, ignore=shutil.ignore_patterns("__pycache__"))
    page = chromium.new_page()
    page.set_default_timeout(25_000)
    session = Session(root, page)
    yield session
    page.close()
    session.stop()


@pytest.fixture
def preview(running: Session) -> Iterator[Session]:
    """The preview with all files as they were; the page of an earlier test has been corrected."""
    before = {path: path.read_bytes() for path in running.root.rglob("*") if _is_source(path, running.root)}
    yield running
    for path in running.root.rglob("*"):
        if _is_source(path, running.root) and path not in before:
            path.unlink()
    for path, content in before.items():
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
    running.sees("Over 3 nights")


def _is_source(path: Path, root: Path) -> bool:
    made = {".tracepaper", "_output", "__pycache__"}
    return path.is_file() and not made.intersection(path.relative_to(root).parts)
