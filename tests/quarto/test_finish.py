"""Outputs of Quarto get what the engine's own have: styles, provenance, a PDF, and the ledger in the Word file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report.pipeline.word_contents import WordContents
from report.quarto import finish
from report.render.document import Document
from report.render.word.namespaces import DOCUMENT, W
from report.render.word.package import Package
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.trace.occurrences import Occurrence

LEDGER = Ledger.of([Stat("hours.mean", 7.25, "mean", "mean hours of sleep")])
PLACES = [Occurrence("index", "o1", "stat", "hours.mean", "7.3", "Results", "paragraph")]
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Sleep</title><!--styles--></head><body><main>'
    '<p>They slept <span id="o1" data-stat="hours.mean">7.3</span> hours.</p></main></body></html>'
)
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def test_a_page_gets_styles_and_provenance(tmp_path: Path) -> None:
    """In place: the number is a link to its row in the appendix, and the text stays as it was."""
    path = tmp_path / "index.html"
    path.write_text(PAGE, encoding="utf-8")
    finish.finish_page(path, "index", PLACES, LEDGER, tmp_path)
    page = path.read_text(encoding="utf-8")
    assert '<style media="print">' in page
    assert '<section class="provenance"' in page
    assert "mean hours of sleep" in page
    assert '<p>They slept <a id="o1" data-stat="hours.mean" href="#row-hours.mean">7.3</a> hours.</p>' in page


def test_the_pdf_is_printed_beside_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the page alone, with the figures of the project's output and the time of the build."""
    asked: list[object] = []

    def render(document: Document, formats: list[str], folder: Path, *, epoch: int) -> list[Path]:
        asked.extend((document, formats, folder, epoch))
        return [folder / f"{document.name}.pdf"]

    monkeypatch.setattr("report.render.render", render)
    out = tmp_path / "_output"
    assert finish.print_page("index", out, tmp_path, 42) == out / "index.pdf"
    assert asked == [Document("index", "", tmp_path, out / "figures"), ["pdf"], out, 42]


def test_a_word_file_is_processed_before_it_gets_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the drawings of the project, and with printed texts only, never the values of rows."""
    path = tmp_path / "index.docx"
    text = f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'
    path.write_bytes(Package({"[Content_Types].xml": TYPES, DOCUMENT: text.encode()}).written(0))
    processed: list[object] = []
    monkeypatch.setattr(
        "report.render.word.finish_file",
        lambda *given: processed.extend((*given, "customXml/item1.xml" in Package.read(path.read_bytes()))),
    )
    finish.finish_word(path, WordContents("index", LEDGER, 42, None), tmp_path, "# Sleep\n")
    assert processed == [path, tmp_path / "figures", tmp_path, 42, "# Sleep\n", False]
    embedded = json.loads(Package.read(path.read_bytes()).tree("customXml/item1.xml").text)
    assert embedded["rows"] == {"hours.mean": LEDGER["hours.mean"].printed}
