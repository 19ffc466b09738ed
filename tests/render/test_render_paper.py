"""On paper: links of numbers lead to their lines in the appendix; cells and drawings come out as on the screen."""

from __future__ import annotations

import gc
import re
import tempfile
from pathlib import Path

import pdfplumber
import pytest
from pypdf import PdfReader

from report.drawing.fonts import SANS
from report.render.document import Document
from report.render.html.page import ASSETS
from report.render.html.webfonts import font_faces
from report.render.pdf.print import render_print
from report.render.pdf.printed_page import paper

IDS = [f"model.{letter}.{'long_' * (place % 4)}row_{place}" for place, letter in enumerate("abcdefgh")]
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Page</title><style>{style}</style></head><body><main>
<p>{numbers}</p><table><tr><td style="text-align: right;">1<span class="pad" data-pad="**"></span></td></tr></table>
<p><a href="#kept">back</a> <a href="supplement.html#row-x">there</a></p><p><a id="kept" href="#row-{first}">5</a></p>
<svg viewbox="0 0 10 10" width="10pt" height="10pt" font-family="{sans}">
<clippath id="c"></clippath><text x="1" y="5">7</text></svg>
<section class="provenance"><div class="made"><p class="maker"><b>function</b> file.py:1</p><p>{entries}</p></div>
</section></main><script>say("no")</script></body></html>"""


@pytest.fixture
def page() -> str:
    numbers = " ".join(f'<a id="o{i}" href="#row-{id}">{i}.5</a>' for i, id in enumerate(IDS))
    entries = " ".join(
        f'<span class="entry" id="row-{id}"><a href="#o{i}">{id}</a><span class="provenance-label"> its label</span>'
        f" {i}.5 ({i}.501); n = 29</span>"
        for i, id in enumerate(IDS)
    )
    style = "\n".join((ASSETS / name).read_text("utf-8") for name in ("tables.css", "print.css"))
    return PAGE.format(numbers=numbers, entries=entries, first=IDS[0], style=style, sans=SANS)


@pytest.fixture
def printed(page: str, tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    return render_print(Document("page", "", tmp_path, tmp_path), tmp_path, 1_700_000_000)


def test_each_number_leads_to_the_line_of_its_entry(printed: Path) -> None:
    """The place that a link leads to is the line on which the entry of its row begins."""
    places = PdfReader(printed).named_destinations
    with pdfplumber.open(printed) as pdf:
        for id in IDS:
            place = places[f"row-{id}"]
            sheet = pdf.pages[PdfReader(printed).get_destination_page_number(place) or 0]
            top = float(sheet.height) - float(place.top or 0)
            words = [word["text"] for word in sheet.extract_words() if abs(word["top"] - top) < 4]
            assert id in words


def test_the_printed_links_are_those_of_the_page(page: str, printed: Path) -> None:
    """Each link of the page that paper can follow is a link of the PDF."""
    reader = PdfReader(printed)
    links = [note.get_object() for sheet in reader.pages for note in sheet.get("/Annots", ())]
    inside = sorted(str(link["/Dest"]) for link in links if "/Dest" in link)
    assert inside == sorted([f"row-{id}" for id in IDS] + ["kept", f"row-{IDS[0]}"])
    assert any("supplement.pdf#row-x" in str(link.get("/A", "")) for link in links)


def test_an_entry_prints_all_but_its_label(printed: Path) -> None:
    """An entry on paper names its row and gives its facts; the label is left to the ledger in the file."""
    with pdfplumber.open(printed) as pdf:
        text = " ".join("\n".join(sheet.extract_text() for sheet in pdf.pages).split())
    assert all(f"{id} {i}.5 ({i}.501); n = 29" in text for i, id in enumerate(IDS))
    assert "its label" not in text
    assert "say(" not in text


def test_cells_share_a_style_by_their_alignment(page: str) -> None:
    """A cell's alignment and padding are classes, and only ids that a link leads to are left."""
    root = paper(page).root
    cell = next(root.iter("td"))
    assert cell.get("class") == "right pad-836"
    assert cell.get("style") is None
    assert list(cell) == []
    assert [link.get("id") for link in root.iter("a") if link.get("id")] == ["kept"]


def test_a_number_keeps_the_room_of_the_signs_that_it_lacks(page: str, tmp_path: Path) -> None:
    """The digits of a column are aligned in print, with any marks after them."""
    rows = '.52<span class="pad" data-pad="**"></span></td></tr><tr><td style="text-align: right;">.41<a>**</a></td>'
    page = page.replace('1<span class="pad" data-pad="**"></span></td>', rows)
    page = page.replace("<style>", f"<style>{font_faces()} td {{ font-family: {SANS} }}")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    printed = render_print(Document("page", "", tmp_path, tmp_path), tmp_path, 1_700_000_000)
    with pdfplumber.open(printed) as pdf:
        signs = [sign for sign in pdf.pages[0].chars if "Source-Sans" in sign["fontname"]]
    assert "".join(sign["text"] for sign in signs).startswith(".52.41**")
    assert signs[2]["x1"] == pytest.approx(signs[5]["x1"], abs=0.05)


def test_paper_needs_no_font_of_the_machine(page: str, tmp_path: Path) -> None:
    """Hyphens at line ends, symbols and code come from fonts that the engine brings along."""
    words = " ".join(["extraordinarily"] * 40)
    sheets = f'<style class="fonts"></style><style>{(ASSETS / "screen.css").read_text("utf-8")}</style>'
    text = f"<p>{words} χ² ↔ →</p><table><tr><td>a ↔ b</td></tr></table><p><code>make</code></p>"
    page = page.replace("<style>", f"{sheets}<style>").replace("<main>", f"<main>{text}")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    with pdfplumber.open(render_print(Document("page", "", tmp_path, tmp_path), tmp_path, 0)) as pdf:
        signs = [sign for sheet in pdf.pages for sign in sheet.chars]
    lines = "".join(sign["text"] for sign in signs)
    assert re.search("extra-|extraordi-|extraordinar-", lines)
    names = {sign["fontname"].partition("+")[2] for sign in signs}
    assert {name for name in names if not name.startswith("Source-")} == {"STIXGeneral", "DejaVu-Sans-Mono"}


def test_drawings_keep_their_names(page: str) -> None:
    """Inside a drawing, names have the capitals that HTML takes from them."""
    svg = "{http://www.w3.org/2000/svg}"
    drawing = next(paper(page).root.iter(f"{svg}svg"))
    assert drawing.get("viewBox") == "0 0 10 10"
    assert drawing.find(f"{svg}clipPath") is not None


def test_the_printer_leaves_nothing_behind(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unpacked fonts are removed once a page is printed, however its process ends."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "machine"))
    (tmp_path / "machine").mkdir()
    page = page.replace("<style>", '<style class="fonts"></style><style>')
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    gc.disable()
    try:
        render_print(Document("page", "", tmp_path, tmp_path), tmp_path, 0)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["machine", "page.html", "page.pdf"]
        assert list((tmp_path / "machine").iterdir()) == []
    finally:
        gc.enable()


def test_no_screen_part_goes_to_paper(page: str) -> None:
    """Scripts are not part of the printed page."""
    assert next(paper(page).root.iter("script"), None) is None


def test_entries_of_the_appendix_stand_in_two_columns(page: str, tmp_path: Path) -> None:
    """Entries that share a line with another begin below each other, however long those before them are."""
    sheets = f'<style class="fonts"></style><style>{(ASSETS / "provenance.css").read_text("utf-8")}</style>'
    (tmp_path / "page.html").write_text(page.replace("<style>", f"{sheets}<style>"), encoding="utf-8")
    with pdfplumber.open(render_print(Document("page", "", tmp_path, tmp_path), tmp_path, 0)) as pdf:
        words = [word for sheet in pdf.pages for word in sheet.extract_words()]
    begun = [word["x0"] for word in words if word["text"] in IDS[1::2]]
    assert len(begun) == len(IDS) // 2
    assert max(begun) - min(begun) < 0.2
    assert min(begun) > 250
