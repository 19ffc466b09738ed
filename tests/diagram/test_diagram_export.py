"""Files: the same bytes each time, text as text, rows as attributes."""

import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from diagram_charts import CHARTS
from diagram_models import DIAGRAMS
from lxml import etree

from report.drawing import export

HERE = Path(__file__).parent
SCRIPT = f"""
import sys; sys.path.insert(0, {str(HERE)!r})
from hashlib import sha256
from diagram_models import DIAGRAMS, rows_of
from report.drawing import export
d = DIAGRAMS["session1"](180.0)
from report.drawing.draw import draw
c = draw(d, rows_of(d))
for data in (export.svg(c, "f", "a").encode(), export.png(c, 100), export.pdf(c)):
    print(sha256(data).hexdigest())
"""


def root_of(text):
    return etree.fromstring(text.encode("utf-8"))


def test_bytes_are_the_same_under_another_clock_and_hash_seed():
    """SVG, PNG and PDF carry no date, no random id and no order of a set."""
    runs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=HERE.parents[1],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0].count("\n") == 3
    assert runs[0] == runs[1]


@pytest.mark.parametrize("name", [*DIAGRAMS, *CHARTS])
def test_every_row_that_is_shown_is_in_the_svg(drawn, name):
    """Each id is on the text that prints it or on the mark that encodes it."""
    drawing, given, canvas = drawn(name, 180)
    root = root_of(export.svg(canvas, "f"))
    printed = {node.get("data-stat"): node for node in root.iter("{*}text") if node.get("data-stat")}
    encoded = {id for node in root.iter("{*}path") for id in (node.get("data-encodes") or "").split()}
    assert set(drawing.shows) <= printed.keys() | encoded
    assert {"stat", "stat stars"} >= {node.get("class") for node in printed.values()}
    assert all(
        node.text == given[id].printed for id, node in printed.items() if "stars" not in node.get("class")
    )


def test_the_svg_is_an_image_with_words(drawn):
    """It has a view box, a role, and its alternative text under an id with the given prefix."""
    root = root_of(export.svg(drawn("dag", 180)[2], "fig-dag", alt="Five boxes & arrows", title="A model"))
    assert root.get("role") == "img"
    assert root.get("viewBox").startswith("0 0 510.24 ")
    assert root.get("aria-labelledby") == "fig-dag-title fig-dag-desc"
    assert root.findtext("{*}desc") == "Five boxes & arrows"


def test_several_drawings_share_a_page(drawn):
    """No id, no bare selector and no reference can meet another drawing's."""
    text = export.svg(drawn("session1", 180)[2], "one", "alt") + export.svg(
        drawn("seven", 180)[2], "two", "alt"
    )
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert "url(#" not in text
    assert "<metadata" not in text
    assert all(rule.startswith(".drawing ") for rule in re.findall(r"[{}]([^{}@]+)\{", text))


def test_colours_follow_the_page_where_variables_are_known(drawn):
    """Each colour is an attribute, which simple renderers print, and a variable for the others."""
    canvas = drawn("primary", 180)[2]
    assert '[fill="#1a1a1b"]{fill:var(--ink,#1a1a1b)}' in export.svg(canvas, "f")
    plain = export.svg(canvas, "f", variables=False)
    assert "var(" not in plain
    assert 'fill="#ffffff"' in plain


def test_weasyprint_prints_the_colours(drawn):
    """A drawing set inline in HTML keeps its hues in PDF, with the variables' block in it."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    weasyprint = pytest.importorskip("weasyprint", exc_type=OSError)
    html = f"<style>@page{{size:190mm 130mm;margin:0}}</style>{export.svg(drawn('primary', 180)[2], 'f')}"
    page = pypdfium2.PdfDocument(weasyprint.HTML(string=html).write_pdf())[0].render(scale=1).to_pil()
    colours = {colour for _, colour in page.convert("RGB").getcolors(1 << 20)}
    wanted = {tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in ("#f2f5f8", "#124f86", "#c2531c")}
    assert wanted <= colours


def test_text_stays_text(drawn):
    """Numbers can be searched and copied in SVG, and are embedded as a font in PDF."""
    canvas = drawn("primary", 180)[2]
    assert ">−0.56</text>" in export.svg(canvas, "f")
    assert b"/Type0" in export.pdf(canvas) or b"/TrueType" in export.pdf(canvas)


def test_types_do_not_import_matplotlib():
    """A build with nothing to draw stays instant."""
    code = "import sys, report.drawing.export, report.drawing.fonts; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=HERE.parents[1], check=False).returncode == 0


def test_print_sizes(drawn):
    """A picture of 300 dpi has as many points as its millimetres ask for."""
    from io import BytesIO

    from PIL import Image

    picture = Image.open(BytesIO(export.png(drawn("primary", 85)[2], 300)))
    assert picture.width == pytest.approx(85 / 25.4 * 300, abs=1)


def test_fonts_of_a_pdf_carry_no_layout(drawn):
    """Glyphs are placed already, so an embedded font has outlines and widths, and no tables that move glyphs."""
    from fontTools.ttLib import TTFont
    from pypdf import PdfReader

    _, _, canvas = drawn("session1", 180)
    page = PdfReader(BytesIO(export.pdf(canvas))).pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    files = [font["/DescendantFonts"][0].get_object()["/FontDescriptor"]["/FontFile2"] for font in fonts]
    for file in files:
        assert not {"GPOS", "GSUB", "GDEF"} & set(TTFont(BytesIO(file.get_data())).keys())
    assert len(files) >= 2


def test_fonts_are_read_from_memory():
    """No glyph is sought on the disk, and a font still says which file a PDF is to embed."""
    from matplotlib.font_manager import FontProperties, fontManager, get_font

    from report.drawing.fonts import SANS, font_files, register_fonts

    register_fonts()
    file = get_font(fontManager._find_fonts_by_props(FontProperties(family=SANS))).fname
    assert isinstance(file, BytesIO)
    assert Path(str(file)).samefile(font_files()["SourceSansPro-Regular"].path)
