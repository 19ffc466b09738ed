"""Measures how soon an edit is on the open page of `report preview`, in a real headless Chromium, on the real paper.

    .venv/bin/python bench/preview.py [EDITS]

Each kind of edit is made EDITS times (30 by default). The median and the 95th percentile of the time from the saved
file to the page are printed beside the goal, with the memory of all processes before and after all edits. The paper is
copied first, so that nothing is changed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Error, Page, sync_playwright

ROOT = Path(__file__).parents[1]
PORT = 4380
PARTS = (
    "analysis",
    "templates",
    "data",
    "docs",
    "_extensions",
    "pyproject.toml",
    "matplotlibrc",
    ".tracepaper",
)
WORD = ("The stance was", "non-directive")
ID = ("<< flow.randomised >>", "<< flow.psilocybin.analysed >>")
SHOWS = "text => document.querySelector('main').innerText.includes(text)"
Edit = Callable[[int], tuple[str, float]]


@contextmanager
def copied() -> Iterator[Path]:
    """A copy of the paper with its caches."""
    with TemporaryDirectory(prefix="bench-preview-") as scratch:
        root = Path(scratch) / "paper"
        root.mkdir()
        for name in PARTS:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, root / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.is_file():
                shutil.copy2(source, root / name)
        yield root


@contextmanager
def previewed(root: Path) -> Iterator[tuple[Page, int]]:
    """The page of a running preview, and the id of its process."""
    main = "from report.cli import main; main()"
    command = [sys.executable, "-c", main, "preview", "--no-browser", "--port", str(PORT)]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page()
            page.set_default_timeout(60_000)
            opened(page)
            yield page, process.pid
            browser.close()
    finally:
        process.terminate()
        process.wait()


def opened(page: Page) -> None:
    """Open the page as soon as the server answers."""
    for _ in range(1200):
        try:
            page.goto(f"http://127.0.0.1:{PORT}/")
            page.wait_for_selector(".preview-bar a[aria-current=page]")
            return
        except Error:
            time.sleep(0.5)
    raise SystemExit("the preview does not answer")


def resident_kb(process: int) -> int:
    """The memory of a process and of those that it started, without the pages that they share."""
    family = [process, *children(process)]
    found = (re.search(r"Pss:\s+(\d+)", read(f"/proc/{each}/smaps_rollup")) for each in family)
    return sum(int(each[1]) for each in found if each)


def children(process: int) -> Iterator[int]:
    """The processes that a process started, and theirs."""
    for each in read(f"/proc/{process}/task/{process}/children").split():
        yield int(each)
        yield from children(int(each))


def read(path: str) -> str:
    """The text of a file of the system, or nothing if it is gone."""
    try:
        return Path(path).read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def replaced(path: Path, old: str, new: str) -> float:
    """Replace a text of a file, and return the moment at which it was saved."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"{path.name} has no {old!r}: bench/preview.py must follow the paper")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return time.perf_counter()


def holding(root: Path, text: str, folder: str, suffix: str) -> Path:
    """The file that has a text."""
    found = (path for path in sorted((root / folder).rglob(f"*{suffix}")) if text in path.read_text("utf-8"))
    return next(found)


def letters(number: int) -> str:
    """A number as two letters, since a template with a number typed by hand is a fault."""
    return chr(97 + number // 26) + chr(97 + number % 26)


def seconds_of_words(page: Page, root: Path, count: int) -> Iterator[float]:
    """One word of prose."""
    path = holding(root, WORD[1], "templates", ".j2")
    word = WORD[1]
    for number in range(count):
        new = f"zebra{letters(number)}"
        began = replaced(path, word, new)
        page.wait_for_function(SHOWS, arg=new, polling=10)
        yield time.perf_counter() - began
        word = new


def seconds_of_ids(page: Page, root: Path, count: int) -> Iterator[float]:
    """One id replaced by another in a template."""
    path = holding(root, f"The remaining {ID[0]} were", "templates", ".j2")
    shows = "id => [...document.querySelectorAll(`main p [data-stat='${id}']`)]"
    shows += ".some(each => each.previousSibling?.textContent.endsWith('The remaining '))"
    first, second = (f"The remaining {each} were" for each in ID)
    for _ in range(count):
        began = replaced(path, first, second)
        page.wait_for_function(shows, arg=second.split()[3], polling=10)
        yield time.perf_counter() - began
        first, second = second, first


def seconds_of_comments(page: Page, root: Path, count: int) -> Iterator[float]:
    """A comment in the analysis: the page says at once that it is up to date, and dims no number."""
    path = root / "analysis" / "participants.py"
    for number in range(count):
        path.write_text(f"{path.read_text(encoding='utf-8')}\n# note {number}\n", encoding="utf-8")
        began = time.perf_counter()
        page.wait_for_function("() => window.untouched > 0", polling=10)
        yield time.perf_counter() - began
        page.evaluate("window.untouched = 0")


def seconds_of_notes(page: Page, root: Path, count: int) -> Iterator[float]:
    """The note of a table."""
    path, note = note_of(page, root)
    for number in range(count):
        new = f"Zebra{letters(number)} "
        began = replaced(path, note, new)
        page.wait_for_function(SHOWS, arg=new.strip(), polling=10)
        yield time.perf_counter() - began
        note = new


def note_of(page: Page, root: Path) -> tuple[Path, str]:
    """The first words of a note that the page shows, and the module that has them."""
    for path in sorted((root / "analysis" / "tables").glob("*.py")):
        for words in re.findall(r"\*Note\.\* (\w+ \w+ )", path.read_text(encoding="utf-8")):
            if page.evaluate(SHOWS, f"Note. {words}".strip()):
                return path, words
    raise SystemExit("the page shows no note that begins with plain words")


def seconds_of_data(page: Page, root: Path, count: int) -> Iterator[float]:
    """A constant of the protocol: until the text prints its new value.

    Other data of the trial would make the stored sweeps stale, and the page would ask for `report sweep`.
    """
    path = root / "data" / "protocol.yaml"
    shows = "word => document.querySelector(`main [data-stat='protocol.effect_hours']`).textContent === word"
    first, second = (6, "six"), (7, "seven")
    for _ in range(count):
        began = replaced(path, *(f"effect_hours: {{value: {each[0]}," for each in (first, second)))
        page.wait_for_function(shows, arg=second[1], polling=10)
        yield time.perf_counter() - began
        first, second = second, first


KINDS: dict[str, tuple[Callable[[Page, Path, int], Iterator[float]], float]] = {
    "one word of prose": (seconds_of_words, 0.3),
    "one id in a template": (seconds_of_ids, 0.4),
    "a comment in the analysis": (seconds_of_comments, 0.3),
    "the note of a table": (seconds_of_notes, 0.6),
    "one number of the data": (seconds_of_data, 1.5),
}


def summary(seconds: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return median(seconds), quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def settled(page: Page) -> None:
    """Wait until the pages behind the last edit have been made."""
    before: Any = None
    while (now := page.evaluate("window.states")) != before:
        before = now
        time.sleep(8)


def main() -> None:
    """Measure all kinds of edits."""
    count = int(sys.argv[1]) if sys.argv[1:] else 30
    with copied() as root, previewed(root) as (page, process):
        page.evaluate("window.untouched = 0; window.states = 0")
        page.evaluate("document.addEventListener('preview-untouched', () => { window.untouched += 1; })")
        page.evaluate("document.addEventListener('preview-state', () => { window.states += 1; })")
        settled(page)
        before = resident_kb(process)
        print(f"{'edit':<28} {'median':>8} {'p95':>8} {'goal':>8}", flush=True)
        for name, (measured, goal) in KINDS.items():
            middle, late = summary(list(measured(page, root, count)))
            print(f"{name:<28} {middle:>7.2f}s {late:>7.2f}s {goal:>7.1f}s", flush=True)
            settled(page)
        after = resident_kb(process)
        print(
            f"memory: {before / 1024:.0f} MB before, {after / 1024:.0f} MB after {count * len(KINDS)} edits"
        )


if __name__ == "__main__":
    main()
