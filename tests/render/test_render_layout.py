"""The layout of printed pages: notes are at the foot of the page that calls them, tables break where they may."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from report.render.document import Document
from report.render.html.page import ASSETS
from report.render.pdf.print import render_print

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Page</title><style>{style}</style></head><body><main>{body}
</main></body></html>"""
NOTE = (
    '<section class="footnotes"><ol><li id="fn1"><p>First part.</p><p>Second part 5.5.'
    '<a href="#fnref1" class="footnote-back">↩︎</a></p></li></ol></section>'
)
CALL = '<p>Called<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> here.</p>'
FILLING = "<p>Words of a paragraph that fills the page.</p>"


def _rows(number: int) -> str:
    return "".join(f"<tr><td>row{place}</td><td>{place}</td></tr>" for place in range(number))


def _table(number: int) -> str:
    table = f"<table><thead><tr><th>Head</th><th>n</th></tr></thead><tbody>{_rows(number)}</tbody></table>"
    return f'<div class="stat-table">{table}<div class="table-note"><p>The note.</p></div></div>'


def _texts(body: str, folder: Path) -> list[str]:
    style = "\n".join((ASSETS / name).read_text("utf-8") for name in ("tables.css", "print.css"))
    (folder / "page.html").write_text(PAGE.format(style=style, body=body), encoding="utf-8")
    with pdfplumber.open(render_print(Document("page", "", folder, folder), folder, 1_700_000_000)) as pdf:
        return [sheet.extract_text() for sheet in pdf.pages]


@pytest.mark.slow
def test_a_note_stands_at_the_foot_of_its_page(tmp_path: Path) -> None:
    """A footnote is below the text of the page that calls it, whole, and nowhere else."""
    pages = _texts(CALL + FILLING * 80 + NOTE, tmp_path)
    assert len(pages) > 1
    body, first, second = pages[0].splitlines()[-3:]
    assert "that fills the page" in body
    assert "First part." in first
    assert "Second part 5.5." in second
    assert not any("part" in page for page in pages[1:])


@pytest.mark.parametrize("above", [21, 27])
def test_a_short_table_stands_whole_on_one_page(above: int, tmp_path: Path) -> None:
    """A table that fits on a page is not divided, however far down it begins."""
    pages = _texts(FILLING * above + _table(20), tmp_path)
    assert sum("row" in page for page in pages) == 1


@pytest.mark.parametrize("rows", [91, 92])
def test_the_last_rows_of_a_table_stay_together(rows: int, tmp_path: Path) -> None:
    """No page has a single row above the notes, and rows and notes are all there."""
    pages = [page for page in _texts(_table(rows), tmp_path) if "row" in page or "note" in page]
    assert sum(page.count("row") for page in pages) == rows
    assert "The note." in pages[-1]
    assert pages[-1].count("row") >= 3
