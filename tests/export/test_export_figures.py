"""Exported figures are the journal's artwork: numbered, with their fonts, at its width."""

import io
import re
from dataclasses import dataclass, replace

import pytest
from lxml import etree
from PIL import Image
from pypdf import PdfReader

from report.drawing import Bars, Histograms
from report.drawing.export import png
from report.drawing.typesetting import TextRun, runs_of
from report.export.artwork import as_bytes, drawn
from report.export.export_publishing import published
from report.export.figure_exports import figure_export, write_figures
from report.export.fonts_in_svg import with_fonts
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.template.spans import filled_plain

ROWS = Ledger.of([Stat("h.a", 3, "count", "a"), Stat("h.b", 5, "count", "b"), Stat("h.n", 8, "count", "n")])
CHART = Histograms(panels=(Bars((0, 1, 2), ("h.a", "h.b"), "h.n", 0, 0, x_label="Score"),), y_label="People")


def exported(study, name, *ids, **how):
    export = figure_export(study.edition, ids, ("svg", "pdf", "png", "tiff"), **how)
    return published(study.out / name, lambda folder: write_figures(export, folder))


@pytest.mark.slow
def test_figures_are_named_by_number_and_the_same_twice(study):
    """Files bear the number of the figure; a second export is byte for byte the first."""
    once, twice = exported(study, "figures"), exported(study, "figures again")
    assert {
        "Figure-1.svg",
        "Figure-1.pdf",
        "Figure-1.png",
        "Figure-1.tiff",
        "Figure-1.csv",
        "alt-text.txt",
    } <= set(once.files)
    assert [(once.out / name).read_bytes() for name in once.files] == [
        (twice.out / name).read_bytes() for name in twice.files
    ]


def test_svg_has_text_and_its_fonts(tmp_path):
    """Text stays text, and the font cuts that it uses are embedded."""
    data = as_bytes(drawn("chart", CHART, ROWS, tmp_path), "svg", "chart", "Bars.", "Figure 1")
    tree = etree.fromstring(data)
    texts = ["".join(t.itertext()) for t in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert {"3", "5", "Score", "People"} <= set(texts)
    assert data.count(b"@font-face") >= 2
    assert b"http" not in re.sub(rb'xmlns="[^"]*"', b"", data)


def test_pdf_embeds_its_fonts(tmp_path):
    """Each font of a PDF has its file inside."""
    reader = PdfReader(
        io.BytesIO(as_bytes(drawn("c", CHART, ROWS, tmp_path), "pdf", "c", "Bars.", "Figure 1"))
    )
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor
    assert reader.metadata.title == "Figure 1"


@pytest.mark.parametrize("format", ["png", "tiff"])
def test_pixels_have_the_width_and_resolution_asked_for(format, tmp_path):
    """85 mm at 200 dpi are 669 pixels, without transparency."""
    art = drawn("chart", CHART, ROWS, tmp_path, dpi=200, width_mm=85)
    assert art.scale == 1.0
    with Image.open(io.BytesIO(as_bytes(art, format, "chart", "Bars.", "Figure 1"))) as image:
        assert abs(image.width - 85 / 25.4 * 200) <= 1
        assert image.mode == "RGB"
        assert round(image.info["dpi"][0]) == 200


@dataclass(frozen=True)
class Plain:
    """A drawing of one width."""

    shows: tuple[str, ...] = ("h.a",)

    def draw(self, rows):
        from matplotlib.figure import Figure

        canvas = Figure(figsize=(4, 2))
        canvas.text(0.5, 0.5, rows["h.a"].printed, size=8)
        return canvas


def test_a_drawing_of_one_width_is_scaled_and_says_so(tmp_path):
    """What cannot be redrawn is scaled; letters too small to read are named."""
    art = drawn("plain", Plain(), ROWS, tmp_path, width_mm=50.8)
    assert art.scale == pytest.approx(0.5)
    assert "smallest letters are 4.0 pt" in art.remark
    reader = PdfReader(io.BytesIO(as_bytes(art, "pdf", "plain", "", "Figure 1")))
    assert float(reader.pages[0].mediabox.width) == pytest.approx(144, abs=0.5)
    assert reader.metadata.title == "Figure 1"
    with Image.open(io.BytesIO(as_bytes(art, "png", "plain", "", "Figure 1"))) as image:
        assert round(image.info["dpi"][0]) == 300
        assert abs(image.width - 600) <= 1


def test_a_picture_says_what_it_shows(tmp_path):
    """A PNG has title and description inside, in letters beyond ASCII too, and shows what was drawn before."""
    art = drawn("chart", CHART, ROWS, tmp_path)
    ready = replace(art, ready=png(art.canvas))
    made = as_bytes(ready, "png", "chart", "Bars of β.", "Figure 1")
    assert made == as_bytes(art, "png", "chart", "Bars of β.", "Figure 1")
    with Image.open(io.BytesIO(made)) as image, Image.open(io.BytesIO(ready.ready)) as before:
        assert image.text["Description"] == "Figure 1 Bars of β."
        assert image.tobytes() == before.tobytes()


def test_fonts_kept_for_figures_give_the_same_bytes(tmp_path):
    """A drawing has the same fonts whether their subset is new, cached, or has a character that drawings rarely use."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text>β = %s</text></svg>'
    once = with_fonts(svg % "1", tmp_path / "a")
    assert with_fonts(svg % "1", tmp_path / "a") == with_fonts(svg % "1", tmp_path / "b") == once
    assert len(with_fonts(svg % "\u25ca", tmp_path)) > len(with_fonts(svg % "", tmp_path))
    assert with_fonts(svg % "12", tmp_path).replace("= 12<", "= 1<") == once


@pytest.mark.parametrize(("value", "read"), [(0.0001, "p <\u00a0.001"), (0.02, "p = .020")])
def test_alternative_texts_read_relation_and_value(value, read):
    """No equals sign is printed before a value that prints its own relation."""
    rows = Ledger.of([Stat("a.p", value, "p", "a")])
    assert filled_plain("p = {a.p}", rows) == read


def test_labels_read_relation_and_value():
    """A withheld count in a drawing reads n < 5, a counted one n = 7."""
    rows = Ledger.of([Stat("a.few", "<\u00a05", "text", "a"), Stat("a.many", 7, "count", "b")])
    read = [
        "".join(run.text for run in runs_of(f"*n* = {{a.{which}}}", rows, TextRun("")))
        for which in ("few", "many")
    ]
    assert read == ["n\u00a0<\u00a05", "n\u00a0=\u00a07"]
