"""Lines of running text are numbered in the margin of a PDF, from 1 to the end of the document."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber
import pytest

from report.render.document import Document
from report.render.html.page import ASSETS
from report.render.pdf.print import render_print
from report.text.reading.pdf import read_pdf

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Page</title><style>{style}</style></head><body class="{names}">
<main>{body}</main></body></html>"""
SENTENCE = "Words of a paragraph that is long enough to fill a line of the page and a part of another one. "
TABLE = (
    '<div class="stat-table"><table><caption>Table 1. The values</caption><thead><tr><th>Group</th><th>M</th></tr>'
    "</thead><tbody><tr><td>Drug</td><td>4.25</td></tr><tr><td>Placebo</td><td>5.75</td></tr></tbody></table></div>"
)
NOTE = (
    '<p>Called<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a> here.</p>'
    '<section class="footnotes"><ol><li id="fn1"><p>The footnote.</p></li></ol></section>'
)
APPENDIX = '<section class="provenance"><h1>Provenance of the numbers</h1><p>An entry.</p></section>'
TEXT = f"<h1>Methods</h1>{f'<p>{SENTENCE * 3}</p>' * 30}<ul><li>An item.</li></ul>{TABLE}{NOTE}"
BODY = f"<section>{TEXT}</section>{APPENDIX}"


def _printed(folder: Path, names: str, body: str = BODY) -> Path:
    style = "\n".join((ASSETS / name).read_text("utf-8") for name in ("tables.css", "print.css"))
    (folder / "page.html").write_text(PAGE.format(style=style, body=body, names=names), encoding="utf-8")
    return render_print(Document("page", "", folder, folder), folder, 1_700_000_000)


def _lines(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [line for page in pdf.pages for line in page.extract_text(y_tolerance=6).splitlines()]


@pytest.fixture
def lines(tmp_path: Path) -> list[str]:
    """The lines of a page printed with line numbers."""
    return _lines(_printed(tmp_path, "line-numbers"))


def test_lines_are_numbered_through_all_pages(lines: list[str]) -> None:
    """Every line of headings, paragraphs, lists and captions has the number after the last one."""
    found = (re.match(r"(\d+) (?!The footnote)[A-Za-z•]", line) for line in lines)
    numbers = [int(number[1]) for number in found if number]
    assert numbers == list(range(1, numbers[-1] + 1))
    assert numbers[-1] > 90
    for text in ("Methods", "• An item.", "Table 1. The values", "Called1 here."):
        assert any(re.fullmatch(rf"\d+ {re.escape(text)}", line) for line in lines), text


@pytest.mark.parametrize("text", ["Drug 4.25", "Placebo 5.75", "The footnote.", "An entry.", "page 2 of "])
def test_other_lines_have_no_number(lines: list[str], text: str) -> None:
    """Cells, footnotes, running heads and the appendix of provenance."""
    found = [line for line in lines if text in line]
    assert found
    assert not any(re.match(rf"\d{{2,}} {re.escape(text)}", line) for line in found)


def test_pages_without_the_setting_have_no_numbers(tmp_path: Path) -> None:
    """By default, there are none."""
    assert not any(re.match(r"\d+ Words", line) for line in _lines(_printed(tmp_path, "double-spacing")))


def test_numbers_are_not_part_of_the_text(tmp_path: Path) -> None:
    """A screen reader and a check read the same text with and without them, also where a page has few lines."""
    few = f"{BODY}<p style='break-before: page'>A last line.</p>"
    without, numbered = (
        read_pdf(_printed(tmp_path, names, few).read_bytes()) for names in ("", "line-numbers")
    )
    assert [block.text for block in numbered.readings[""]] == [block.text for block in without.readings[""]]
    assert numbered.running > without.running + 90
