"""Draw a page of an audit report for docs/audit.md: `python -m examples.marked_audit.make [PICTURE]`.

A paper of the labelled corpus is printed in two columns and audited; Chromium draws the page of the report that has the
most kinds of findings.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from io import BytesIO
from pathlib import Path

from bench.audit_corpus import paper
from bench.audit_layouts import LAYOUTS
from report.audit.audit_page import page
from report.audit.audited import audit_file
from report.audit.sheets import MarkedPage, sheets_of

PICTURE = Path(__file__).resolve().parents[2] / "docs" / "source-audit" / "marked-page.png"
LAYOUT = "PDF, two columns"
NUMBER = 0
SIZE = {"width": 1180, "height": 1560}
HEIGHT = 1330


def report_of(folder: Path) -> tuple[Path, MarkedPage]:
    """The report on one paper of the corpus, and its page with the most kinds of findings."""
    write, suffix, _ = LAYOUTS[LAYOUT]
    printed, made = folder / f"paper.{suffix}", folder / "report.html"
    write(paper(1000 * list(LAYOUTS).index(LAYOUT) + NUMBER), printed)
    audited = audit_file(printed)
    sheets = sheets_of(audited)
    made.write_text(page(audited, sheets=sheets), encoding="utf-8")
    return made, max(sheets, key=lambda sheet: len({mark.check.severity for mark in sheet.marks}))


def draw(made: Path, sheet: MarkedPage, picture: Path) -> None:
    """The top of one marked page in Chromium."""
    from playwright.sync_api import sync_playwright

    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )
        window = browser.new_page(viewport=SIZE)
        window.goto(made.as_uri())
        place = window.locator(f"#page{sheet.page}").bounding_box()
        drawn = window.screenshot(clip={**place, "height": min(place["height"], HEIGHT)}, full_page=True)
        browser.close()
    few_colours(drawn, picture)


def few_colours(drawn: bytes, picture: Path) -> None:
    """Store a picture with 64 colours, which makes it a quarter of the size."""
    from PIL import Image

    with Image.open(BytesIO(drawn)) as image:
        image.convert("RGB").quantize(64).save(picture, optimize=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        draw(*report_of(Path(temporary)), Path(sys.argv[1]) if sys.argv[1:] else PICTURE)
