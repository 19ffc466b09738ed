"""Make the example of the Word round trip: `python -m examples.word_round_trip.make [FOLDER]`.

It builds the example `political_democracy`, edits its Word file as two co-authors would, merges the copy, builds the
paper again, and writes the summary, the differences of the templates and pictures into docs/word-round-trip.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from examples.word_round_trip.edits import edited, listed

ROOT = Path(__file__).resolve().parents[2]
PAPER = ROOT / "examples" / "political_democracy"
PUBLISHED = ROOT / "docs" / "word-round-trip"
DATE = "2026-01-02T10:00:00+00:00"
AUTHOR = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A. Author"), ("EMAIL", "author@example.org"), ("DATE", DATE))
}
ENVIRONMENT = {**os.environ, **AUTHOR, "COLUMNS": "100", "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1767348000"}
COMMAND = "from report.cli import main; main()"
#: The texts that the page of the documentation shows.
TEXTS = ("edits.txt", "summary.txt", "templates.diff", "applied.txt", "comments.txt")
#: Pages of the tracked file that are shown, from 1.
PAGES = (2, 3, 4)


def run(folder: Path, *command: object, accepted: tuple[int, ...] = (0,)) -> str:
    """What a command prints; it must end with an accepted exit code."""
    words = list(map(str, command))
    done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode not in accepted:
        sys.exit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def report(folder: Path, *arguments: object, accepted: tuple[int, ...] = (0,)) -> str:
    """What `report` prints."""
    return run(folder, sys.executable, "-c", COMMAND, *arguments, accepted=accepted)


def commit(folder: Path, message: str) -> None:
    """Commit the sources of the paper."""
    run(folder, "git", "add", "*.py", "*.toml", "data", "templates")
    run(folder, "git", "commit", "--quiet", "--message", message)


def sent(folder: Path) -> None:
    """The paper in a repository of its own, its Word file as it is sent, and the copy that comes back."""
    unwanted = shutil.ignore_patterns(".tracepaper", "_output", "exports", "__pycache__")
    shutil.copytree(PAPER, folder, ignore=unwanted)
    run(folder, "git", "init", "--quiet")
    commit(folder, "The draft that co-authors got")
    run(folder, "git", "tag", "sent")
    report(folder, "build", "--to", "docx", "--quiet")
    (folder / "copy.docx").write_bytes(edited((folder / "_output" / "index.docx").read_bytes()))


def merged(folder: Path, out: Path) -> None:
    """Show what the copy would change, write it, and keep what the commands print."""
    printed = report(
        folder, "merge", "copy.docx", "--review", "review.html", "--comments", "comments.md", accepted=(1,)
    )
    hunks, mark, rest = printed.partition("--- a/")
    difference, summary = split_difference(mark + rest)
    applied = report(folder, "merge", "copy.docx", "--apply", accepted=(1,))
    closing = "".join(
        line for line in applied.splitlines(True) if line.startswith(("differs", "verified", "wrote"))
    )
    comments = (folder / "comments.md").read_text(encoding="utf-8")
    texts = (listed(), hunks + summary, difference, closing, comments)
    for name, text in zip(TEXTS, texts, strict=True):
        (out / name).write_text(text, encoding="utf-8")


def split_difference(text: str) -> tuple[str, str]:
    """The unified diff at the start of a text, and the lines behind it."""
    lines = text.splitlines(True)
    end = next((n for n, line in enumerate(lines) if line[0] not in "-+ @\n"), len(lines))
    return "".join(lines[:end]), "".join(lines[end:])


def rebuilt(folder: Path) -> None:
    """The next build, as a Word file with the changes since the draft that was sent."""
    commit(folder, "Edits of the co-authors")
    report(folder, "build", "--to", "docx", "--tracked-against", "sent", "--quiet")


def review_picture(folder: Path, target: Path) -> None:
    """The review page in Chromium."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        window = browser.new_page(viewport={"width": 1200, "height": 1500})
        window.goto((folder / "review.html").as_uri())
        window.screenshot(path=target)
        browser.close()


def tracked_pictures(folder: Path, out: Path) -> None:
    """Pages of the tracked file in LibreOffice, which shows insertions and deletions in the colour of the author."""
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    file = folder / "_output" / "index.tracked.docx"
    run(folder, "soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", folder, file)
    for page in PAGES:
        name = ("-f", page, "-l", page, "-singlefile", "index.tracked.pdf", out / f"tracked-{page}")
        run(folder, "pdftoppm", "-png", "-r", 80, *name)


def make(out: Path, pictures: bool = True) -> None:
    """Write the example into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "paper"
        sent(folder)
        merged(folder, out)
        rebuilt(folder)
        if pictures:
            review_picture(folder, out / "review.png")
            tracked_pictures(folder, out)


if __name__ == "__main__":
    make(Path(sys.argv[1]) if sys.argv[1:] else PUBLISHED)
