"""A team's own reference document gives the Word file its styles, page and running heads."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypandoc
import pytest
from docx import Document as WordDocument
from docx.shared import Mm, Pt
from PIL import Image

from report.render.document import Document
from report.render.render_cache import key_of
from report.render.word import render_word
from report.rows.errors import RenderError

WIDE = (
    "| "
    + " | ".join(f"Heading{n:02}x" for n in range(14))
    + " |\n|"
    + "---|" * 14
    + "\n|"
    + " cell |" * 14
    + "\n"
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A reference document with a face, a page and a head of its own."""
    data = subprocess.run(
        [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"],
        capture_output=True,
        check=True,
    ).stdout
    word = WordDocument(BytesIO(data))
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Heading 1"].font.size = Pt(33)
    section = word.sections[0]
    section.page_width, section.page_height, section.left_margin = Mm(216), Mm(279), Mm(40)
    section.header.paragraphs[0].text = "House head"
    word.save(tmp_path / "house.docx")
    return tmp_path / "house.docx"


def rendered(folder: Path, front: str) -> WordDocument:
    (folder / "figures").mkdir(exist_ok=True)
    text = f"---\ntitle: A\n{front}\n---\n\n# One\n\nText.\n\n{WIDE}\nAfter.\n"
    return WordDocument(
        render_word(Document("sample", text, folder, folder / "figures"), folder, 1_700_000_000)
    )


@pytest.mark.parametrize(
    "front", ["reference-doc: house.docx", "format:\n  docx:\n    reference-doc: house.docx"]
)
def test_styles_page_and_head_are_those_of_the_reference_document(front, house, tmp_path):
    """Faces, sizes, margins and running heads are the team's; wide tables still turn the page."""
    word = rendered(tmp_path, front)
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.styles["Heading 1"].font.size == Pt(33)
    last = word.sections[-1]
    assert (round(last.page_width.mm), round(last.left_margin.mm)) == (216, 40)
    assert word.sections[0].header.paragraphs[0].text == "House head"
    assert [round(each.page_width.mm) for each in word.sections] == [216, 279, 216]
    assert "word/fonts/SourceSerifPro-Regular.odttf" not in ZipFile(tmp_path / "sample.docx").namelist()


def test_the_project_may_name_it_where_quarto_looks(house, tmp_path):
    """`format.docx.reference-doc` of _quarto.yml holds for all documents."""
    (tmp_path / "_quarto.yml").write_text(
        "format:\n  docx:\n    reference-doc: house.docx\n", encoding="utf-8"
    )
    assert rendered(tmp_path, "lang: en").styles["Heading 1"].font.size == Pt(33)


def test_a_changed_reference_document_renders_anew(house, tmp_path):
    """A Word file is taken from the cache only while its reference document is the same."""
    (tmp_path / "figures").mkdir()
    text = "---\ntitle: A\nreference-doc: house.docx\n---\n\nText.\n"
    document = Document("sample", text, tmp_path, tmp_path / "figures")
    before = key_of(document, "docx", tmp_path, 0).text
    word = WordDocument(house)
    word.add_paragraph("Changed.")
    word.save(house)
    assert key_of(document, "docx", tmp_path, 0).text != before


@pytest.mark.parametrize("name", ["../house.docx", "missing.docx"])
def test_a_reference_document_must_be_in_the_project(name, tmp_path):
    """One that is not there, or lies elsewhere, is a fault."""
    with pytest.raises(RenderError, match=r"reference-doc"):
        rendered(tmp_path, f"reference-doc: {name}")


@pytest.mark.parametrize(
    "front", ["reference-doc: house.docx", "format:\n  docx:\n    reference-doc: house.docx"]
)
def test_a_file_that_is_not_of_word_is_a_fault(front, tmp_path):
    """pandoc would report an error of its own libraries."""
    (tmp_path / "house.docx").write_text("hello", encoding="utf-8")
    with pytest.raises(RenderError, match=r"reference-doc is house\.docx, which is not a Word file"):
        rendered(tmp_path, front)


def test_pictures_are_no_wider_than_the_text_of_the_reference_document(house, tmp_path):
    """The text of this page is 147 mm wide, and the drawing 160 mm."""
    word = WordDocument(house)
    word.sections[0].right_margin = Mm(29)
    word.save(house)
    (tmp_path / "figures").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="160mm" height="80mm"><path d="M0 0L9 9"/></svg>'
    (tmp_path / "figures" / "plot.svg").write_text(svg, encoding="utf-8")
    Image.new("RGB", (160, 80)).save(tmp_path / "figures" / "plot.png")
    text = "---\ntitle: A\nreference-doc: house.docx\n---\n\n![A plot.](figures/plot.svg)\n"
    made = render_word(Document("sample", text, tmp_path, tmp_path / "figures"), tmp_path, 1_700_000_000)
    (picture,) = WordDocument(made).inline_shapes
    assert round(picture.width.mm) == 147
    assert round(picture.height.mm) == 73 or round(picture.height.mm) == 74
