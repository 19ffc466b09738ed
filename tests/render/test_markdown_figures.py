"""Figures that authors write in Markdown: numbered, captioned and referred to like those of products."""

import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from PIL import Image

from report.template.float_numbers import float_numbers

MINI = Path(__file__).parents[1] / "engine" / "mini"
FIGURES = """
See @fig-device, @fig-both, @fig-left and @fig-bar; @fig-tall is tall.

![The device after << hours.mean >> hours.](photos/device.png){#fig-device fig-alt="A device"}

![No number, but a caption.](photos/wide.png)

![Tall.](photos/tall.png){#fig-tall}

::: {#fig-both layout-ncol=2}
![On the left](photos/device.png){#fig-left}

![On the right](photos/wide.png){#fig-right}

Both sides.
:::
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory, cached_mini, run_report):
    """The mini study with pictures, some larger than a page."""
    root = tmp_path_factory.mktemp("figures") / "mini"
    shutil.copytree(cached_mini, root)
    (root / "photos").mkdir()
    for name, size in (("device", (60, 40)), ("wide", (1800, 300)), ("tall", (300, 1800))):
        Image.new("RGB", size, "teal").save(root / "photos" / f"{name}.png")
    template = root / "templates" / "index.qmd.j2"
    template.write_text(template.read_text() + FIGURES)
    done = run_report(root, "build")
    assert done.returncode == 0, done.stderr
    return root / "_output"


CAPTIONS = (
    "Figure 1 Mean hours of sleep",
    "Figure 2 The device after 7.5 hours.",
    "No number, but a caption.",
    "Figure 3 Tall.",
    "Figure 4 Both sides.",
    "(a) On the left",
    "(b) On the right",
    "See Figure 2, Figure 4, Figure 4a and Figure 1; Figure 3 is tall.",
)


def plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def texts(path):
    if path.suffix == ".html":
        return plain(html.parse(path).getroot().text_content())
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return plain("".join(etree.fromstring(archive.read("word/document.xml")).itertext()))
    pypdfium2 = pytest.importorskip("pypdfium2")
    return plain(" ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)))


@pytest.mark.parametrize("format", ["html", "pdf", "docx"])
def test_captions_numbers_and_references_are_in_every_format(built, format):
    """Each picture has its caption, labelled ones have numbers, parts of a figure have letters."""
    text = texts(built / f"index.{format}")
    assert [caption for caption in CAPTIONS if caption not in text] == []


def test_a_picture_in_word_is_never_larger_than_the_page(built):
    """Pictures shrink to the text's width and the page's depth, and keep their proportions."""
    with zipfile.ZipFile(built / "index.docx") as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    sizes = [(int(e.get("cx")), int(e.get("cy"))) for e in tree.iter("{*}extent")]
    assert len(sizes) == 6
    assert all(width <= 160 * 36000 and height <= 245 * 36000 for width, height in sizes)
    assert any(height == pytest.approx(6 * width, rel=0.01) for width, height in sizes)


def test_a_picture_in_print_is_never_larger_than_the_page(built):
    """The PDF has no picture beyond the margins of its page."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    for page in pypdfium2.PdfDocument(built / "index.pdf"):
        width, height = page.get_size()
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            left, bottom, right, top = picture.get_bounds()
            assert left >= 50
            assert right <= width - 50
            assert bottom >= 40
            assert top <= height - 40


def test_numbers_are_known_before_rendering():
    """References into this document from another use the same numbers, code and nesting notwithstanding."""
    text = f"""
::: {{#tbl-a .stat-table}}
:::
{FIGURES}
```
![x](y){{#fig-code}}
```
::: {{.note}}
: Scales. {{#tbl-scales}}
:::
"""
    assert float_numbers(text) == {
        "tbl-a": "1",
        "fig-device": "1",
        "fig-tall": "2",
        "fig-both": "3",
        "fig-left": "3a",
        "fig-right": "3b",
        "tbl-scales": "2",
    }
