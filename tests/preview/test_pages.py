"""Refreshed pages, and refreshes that end before their pages are made."""

from __future__ import annotations

import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Listener
from pathlib import Path

import pytest

from report.preview import resident_process
from report.preview.early_changes import EarlyChanges, Shown
from report.preview.pages import Refresher, _answer_of
from report.preview.resident_process import Refreshed, Stoppable

MINI = Path(__file__).parents[1] / "engine" / "mini"


@pytest.fixture
def refresher(tmp_path: Path) -> Iterator[Refresher]:
    """A refresher of a copy of the mini study."""
    shutil.copytree(MINI, tmp_path / "mini", ignore=shutil.ignore_patterns("__pycache__"))
    made = Refresher(tmp_path / "mini", None)
    yield made
    made.stop()


def test_what_can_be_shown_ahead_is_shown_in_order_before_the_pages() -> None:
    ours, theirs = Pipe()
    for message in (
        EarlyChanges(numbers=(("hours.mean", "7.5", "8.5", 8.5),)),
        EarlyChanges(tables={"tbl-a": "<div/>"}),
    ):
        theirs.send(message)
    theirs.send(Refreshed({"index": "page"}))
    shown: list[EarlyChanges] = []
    answer = _answer_of(ours, shown.append, frozenset)
    assert answer is not None
    assert answer.pages == {"index": "page"}
    assert [bool(each.numbers) for each in shown] == [True, False]


@pytest.mark.parametrize(
    ("files", "ends"),
    [
        pytest.param(frozenset({"data.csv"}), False, id="an edit of the text while products run"),
        pytest.param(frozenset({"data.csv", "text.j2"}), True, id="an edit of their data or code"),
        pytest.param(None, True, id="an edit once all results are stored"),
    ],
)
def test_an_outdated_refresh_ends_unless_it_stores_results(files: frozenset[str] | None, ends: bool) -> None:
    """Results for old text are used by the next refresh; those for old data are not even stored."""
    ours, theirs = Pipe()
    copy = subprocess.Popen(["sleep", "60"])
    theirs.send(Stoppable(copy.pid, files))
    theirs.send(EarlyChanges())
    theirs.send(Refreshed({"index": "page"}))
    answer = _answer_of(ours, lambda ahead: None, lambda: frozenset({"text.j2"}))
    assert (answer is None) is ends
    if not ends:
        copy.kill()
    assert copy.wait() == -signal.SIGKILL


def test_a_refresh_of_a_preview_that_has_ended_ends_in_silence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """After Ctrl-C during a refresh, the terminal shows no traceback."""
    with Listener(family="AF_UNIX") as listener:

        def refreshed(*_: object) -> tuple[Refreshed, None]:
            listener.accept().close()
            return Refreshed({"index": "page"}), None

        monkeypatch.setattr(resident_process, "_refreshed", refreshed)
        resident_process.answer(MINI, None, str(listener.address), Shown(), str(tmp_path))


@pytest.mark.slow
def test_an_outdated_refresh_ends_once_the_products_have_run(refresher: Refresher) -> None:
    """It leaves no file behind, and the next refresh makes the pages."""
    before = set(Path(tempfile.gettempdir()).glob("report-preview-*"))
    assert refresher.refresh(Shown(), edited=lambda: frozenset({"text.j2"})) is None
    assert set(Path(tempfile.gettempdir()).glob("report-preview-*")) <= before
    made = refresher.refresh(Shown())
    assert made is not None
    assert set(made.pages) == {"index", "supplement"}
    assert made.shown.numbers["hours.n"] == ("3", "three", "Three")


@pytest.mark.slow
def test_a_refresh_of_old_data_ends_before_its_products_have_run(
    refresher: Refresher, tmp_path: Path
) -> None:
    """The next refresh need not wait for numbers that nothing will show."""
    root = (tmp_path / "mini").resolve()
    products = root / "mini" / "products.py"
    text = products.read_text(encoding="utf-8")
    slow = "    import time\n\n    time.sleep(60)\n    n = len(sleep)\n"
    products.write_text(text.replace("    n = len(sleep)\n", slow), encoding="utf-8")
    began = time.monotonic()
    assert refresher.refresh(Shown(), edited=lambda: frozenset({str(root / "data" / "sleep.csv")})) is None
    assert time.monotonic() - began < 30
