"""How a Word file is set: front, tables, pictures, pages, and what makes it the same each time."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from word_file import W, style_of, text_of, value

from report.drawing.fonts import font_files
from report.render.word import finish
from report.render.word.embedded_fonts import scrambled
from report.render.word.package import Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
EMU_PER_MM = 36000


def test_the_first_page_says_what_the_paper_is(word):
    """Title, authors, affiliations each once, the notice of synthetic data, abstract, keywords: in this order."""
    front = [(style_of(each), text_of(each)) for each in word.body.findall(W + "p")[:9]]
    assert front == [
        ("Title", "A sample of all places"),
        ("Author", "First Author1,2, Second Author1"),
        ("Affiliation", "1Institute of Samples"),
        ("Affiliation", "2Second Institute"),
        ("Banner", "Synthetic data. Nothing here is evidence."),
        ("AbstractTitle", "Abstract"),
        ("Abstract", "Background. Of 59 people."),
        ("Abstract", "Results. The effect was there."),
        ("Keywords", "Keywords: samples, numbers & words"),
    ]


def test_without_a_notice_there_is_none(render_in, markdown):
    """A document of real data has no banner."""
    lines = [line for line in markdown.splitlines() if not line.startswith("banner:")]
    assert render_in("\n".join(lines)).paragraphs("Banner") == []


def test_captions_stand_above_tables_and_below_figures(word):
    """A caption and its float are never on different pages: the first is set to stay with the next."""
    small = word.tables()[0]
    assert text_of(small.getprevious()) == "Table\u00a01 A small table of 4 values."
    assert style_of(small.getnext()) == "TableNote"
    figure = next(
        each for each in word.body.iter(W + "p") if next(each.iter(f"{WP}inline"), None) is not None
    )
    assert style_of(figure.getnext()) == "ImageCaption"
    assert text_of(figure.getnext()) == "Figure\u00a01 The paths, n = 29."
    keep = {
        s.get(W + "styleId")
        for s in word.trees["word/styles.xml"]
        if s.find(f"{W}pPr/{W}keepNext") is not None
    }
    assert keep >= {"TableCaption", "Heading1", "Heading2", "Heading3", "Heading4", "Figure"}


def test_heads_repeat_and_rows_do_not_break(word):
    """A table that runs over a page repeats its head, and no row is cut in two."""
    for table in word.tables():
        head, *rows = table.findall(W + "tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))


def test_columns_fill_the_width(word):
    """Tables are as wide as the text, and each cell as wide as its columns."""
    for table, measure in zip(word.tables(), (160, 247), strict=True):
        grid = [int(each.get(W + "w")) for each in table.iter(W + "gridCol")]
        assert sum(grid) == pytest.approx(measure / 25.4 * 1440, abs=len(grid))
        for row in table.findall(W + "tr"):
            assert sum(int(each.get(W + "w")) for each in row.iter(W + "tcW")) == sum(grid)


def test_numbers_stand_on_their_decimal_point(word):
    """Numbers with fewer decimals are further from the edge, with marks of significance counted; so are dashes."""
    rows = word.tables()[0].findall(W + "tr")[2:]
    cells = {text_of(row.findall(W + "tc")[1]): row.findall(W + "tc")[1] for row in rows}
    indents = {}
    for text, cell in cells.items():
        ind = cell.find(f"{W}p/{W}pPr/{W}ind")
        indents[text] = 0 if ind is None else int(ind.get(W + "right"))
    assert indents["42.85***"] == 0
    assert 0 < indents["12.5"] < indents["−7"]
    assert 0 < indents["—"] < indents["−7"]


def test_rows_have_the_styles_of_their_kind(word):
    """Group rows span the table; rows below them are indented; empty cells are text of the table too."""
    table = word.tables()[0]
    rows = [
        [(style_of(p), value(c, "tcPr/gridSpan")) for c in r.findall(W + "tc") for p in c.findall(W + "p")]
        for r in table
    ]
    rows = [row for row in rows if row]
    assert rows[0] == [("TableHead", None)] * 3
    assert rows[1] == [("TableGroup", "3")]
    assert rows[2][0] == ("TableIndent", None)
    assert rows[3][2] == ("TableText", None)


def test_shaded_cells_have_their_ground(word):
    """A negative correlation has a warm ground, as deep as it is strong."""
    shaded = [each for each in word.all("tc") if each.find(f"{W}tcPr/{W}shd") is not None]
    assert [text_of(each) for each in shaded] == ["−7"]
    fill = shaded[0].find(f"{W}tcPr/{W}shd").get(W + "fill")
    red, green, blue = (int(fill[i : i + 2], 16) for i in (0, 2, 4))
    assert red > green > blue


def test_only_the_wide_table_turns_the_page(word):
    """The table is in a landscape section with its heading and caption; text before and after is upright."""
    sections = list(word.body.iter(W + "sectPr"))
    turned = [each.find(W + "pgSz").get(W + "orient") for each in sections]
    assert turned == [None, "landscape", None]
    ends = [text_of(each.getparent().getparent()) for each in sections[:2]]
    assert ends == ["Before it.", "Note. Wide."]


def test_running_heads_name_the_paper_and_the_build(word):
    """The head has title and page, the foot the build; the first page has the foot alone."""
    portrait = text_of(word.trees["word/header-portrait.xml"])
    assert portrait == "Samples & placesPage 1 of 1"
    fields = [each.text.strip() for each in word.trees["word/header-portrait.xml"].iter(W + "instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert text_of(word.trees["word/footer-portrait.xml"]) == "Build abc1234 · data 5678"
    first = next(word.body.iter(W + "sectPr"))
    kinds = [(each.tag.removeprefix(W), each.get(W + "type")) for each in first if each.get(W + "type")]
    assert kinds == [
        ("footerReference", "first"),
        ("headerReference", "default"),
        ("footerReference", "default"),
    ]
    assert first.find(W + "titlePg") is not None


def test_lines_are_numbered_on_request(render_in, word, markdown):
    """Reviewers may ask for it: the setting is in the woven document, off by default."""
    assert word.all("lnNumType") == []
    numbered = render_in(markdown.replace("---\n", "---\nline-numbers: true\n", 1))
    assert len(numbered.all("lnNumType")) == len(numbered.all("sectPr"))


def test_pictures_are_vectors_with_a_raster_fallback(word):
    """Old readers show the raster, new ones the drawing, both with the alternative text."""
    targets = {each.get("Id"): each.get("Target") for each in word.trees["word/_rels/document.xml.rels"]}
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
    kinds = []
    for blip in word.body.iter(f"{A}blip"):
        vector = next(each for each in blip.iter() if each.tag.endswith("}svgBlip"))
        kinds.append((targets[blip.get(space)][-4:], targets[vector.get(space)]))
    assert kinds == [(".png", "media/paths.svg"), (".png", "media/broad.svg")]
    assert [each.get("descr") for each in word.body.iter(f"{WP}docPr")] == [
        'Paths from A to B, "quoted".',
        "Too broad for a page.",
    ]


def test_pictures_have_their_drawn_size_or_that_of_the_page(word):
    """A drawing of 90 mm is 90 mm wide; one of 400 mm is as wide as the text."""
    widths = [int(each.get("cx")) / EMU_PER_MM for each in word.body.iter(f"{WP}extent")]
    assert widths == [pytest.approx(90, abs=0.1), pytest.approx(160, abs=0.1)]


def test_properties_say_what_the_file_is(word):
    """The file has title, creators, language and the build's time, and none of pandoc's own properties."""
    core = {each.tag.rpartition("}")[2]: each.text for each in word.trees["docProps/core.xml"]}
    assert core["title"] == "A sample of all places"
    assert core["creator"] == "First Author; Second Author"
    assert core["language"] == "en-GB"
    assert core["created"] == core["modified"] == "2023-11-14T22:13:20Z"
    custom = {each.get("name") for each in word.trees["docProps/custom.xml"]}
    assert custom == {"banner", "build-id", "document", "running-title"}


def test_links_into_the_other_document_lead_to_its_file(word):
    """A reference into the supplement opens the Word file beside this one."""
    external = [
        e.get("Target")
        for e in word.trees["word/_rels/document.xml.rels"]
        if e.get("TargetMode") == "External"
    ]
    assert external == ["supplement.docx#tbl-effects"]


SCRIPT = """
import sys
from pathlib import Path
from uuid import UUID
from report.render import Document, render
folder = Path(sys.argv[1])
text = (folder / "index.md").read_text(encoding="utf-8")
render(Document("index", text, folder, folder / "figures"), ["docx"], folder, epoch=1700000000)
"""


def test_the_same_document_gives_the_same_bytes(render_in, markdown, tmp_path):
    """Time zone, locale and hash seed change nothing."""
    first = render_in(markdown).data
    (tmp_path / "index.md").write_text(markdown, encoding="utf-8")
    other = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], env=other, cwd=root, check=True)
    assert (tmp_path / "index.docx").read_bytes() == first


def test_a_float_is_taken_out_of_the_table_that_frames_it(word, tmp_path):
    """Quarto puts captioned floats into a table of one cell: what comes out is the same as without it."""
    package = Package.read(word.data)
    body = package.tree("word/document.xml").find(W + "body")
    table = body.find(W + "tbl")
    blocks = [table.getprevious(), table]
    frame = table.makeelement(W + "tbl")
    cell = table.makeelement(W + "tc")
    row = table.makeelement(W + "tr")
    blocks[0].addprevious(frame)
    frame.append(row)
    row.append(cell)
    cell.append(table.makeelement(W + "tcPr"))
    cell.extend(blocks)
    cell.append(table.makeelement(W + "p"))
    finished = Package.read(finish(package.written(0), tmp_path, 1_700_000_000))
    assert finished.parts["word/document.xml"] == word.parts["word/document.xml"]


def test_finishing_twice_changes_nothing(word, tmp_path):
    """Both engines may hand over a file that was finished before."""
    assert finish(word.data, tmp_path, 1_700_000_000) == word.data


def test_the_faces_travel_in_the_file(word):
    """Each cut is embedded as Office does it, and comes back whole with its key."""
    table = word.trees["word/fontTable.xml"]
    targets = {each.get("Id"): each.get("Target") for each in word.trees["word/_rels/fontTable.xml.rels"]}
    space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    found = set()
    for cut in (each for font in table for each in font if each.get(W + "fontKey")):
        target = targets[cut.get(space)]
        font = scrambled(word.parts[f"word/{target}"], UUID(cut.get(W + "fontKey")))
        name = target.removeprefix("fonts/").removesuffix(".odttf")
        assert font == font_files()[name].path.read_bytes()
        found.add(name)
    families = ("SourceSerifPro", "SourceSansPro")
    assert found == {f"{family}-{cut}" for family in families for cut in ("Regular", "It", "Bold", "BoldIt")}
