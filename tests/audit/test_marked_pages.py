"""The report on a PDF shows the pages with findings, and marks the places of findings on them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from report.audit.audit_page import page
from report.audit.audited import Audited, audit_file
from report.audit.sheets import sheets_of
from report.render.pdf.printer import printer

FILLER = "The procedure followed the protocol that all of the sites had agreed on before. " * 12
BODY = f"""<style>@page{{size:A5}} section{{columns:2;text-align:justify;break-before:page}}</style><p>{FILLER}</p>
<section><h1>Results</h1><p>{FILLER} Groups agreed, t(28) = 2.20, p = .036.</p>
<p>{FILLER} The groups differed in the sec&shy;ond test, χ²(2, N = 90) = 4.20, <i>p</i> = .622, etc.</p></section>"""


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """The audit of a paper with one finding, in the second column of the last page."""
    weasyprint = printer()

    file = tmp_path_factory.mktemp("papers") / "paper.pdf"
    weasyprint.HTML(string=BODY).write_pdf(str(file))
    return audit_file(file)


def test_a_finding_is_marked_at_its_place(audited: Audited) -> None:
    """The finding is marked on the page on which its paragraph ends, a statement that agrees on the page before."""
    before, sheet = sheets_of(audited)
    assert (before.page, sheet.page) == (2, 3)
    assert [mark.number for mark in before.marks] == [0]
    (found,) = sheet.marks
    assert found.number == 1
    assert len(found.boxes) in (1, 2)
    assert all(0.5 < left < right < 1 and 0 < top < bottom < 1 for left, top, right, bottom in found.boxes)


def test_the_report_is_one_file(audited: Audited) -> None:
    """Pictures are inside the page, which refers to nothing outside; excerpts have no pictures."""
    made = page(audited, sheets=sheets_of(audited))
    assert made.count("data:image/png;base64,") == 2
    assert 'id="c1p0" href="#f1"' in made
    assert not re.search(r"(?:src|href)=\"(?:https?:|//|/)", made)
    assert "data:image" not in page(audited, excerpts=True)


def test_no_pages_of_a_file_that_cannot_be_drawn(audited: Audited, tmp_path: Path) -> None:
    """If the file has been replaced since it was read, the report shows the text instead."""
    from dataclasses import replace

    file = tmp_path / "paper.pdf"
    file.write_bytes(b"%PDF-1.7 nothing")
    other = replace(audited, paper=replace(audited.paper, file=file))
    assert sheets_of(other) == []
    assert "The text, with the places marked" in page(other, sheets=sheets_of(other))
