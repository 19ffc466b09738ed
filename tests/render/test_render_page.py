"""Each page is one file, whatever its text names, and pandoc reads all of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.render.document import Document
from report.render.html.page import render_page
from report.rows.errors import RenderError

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><text>drawn</text></svg>'
DRAWN = '::: {#fig-one .stat-figure}\n![](figures/one.svg){fig-alt="One"}\n\nA caption.\n:::\n'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def page_of(markdown: str, folder: Path) -> str:
    (folder / "figures").mkdir()
    (folder / "figures" / "one.svg").write_text(DRAWING, encoding="utf-8")
    (folder / "figures" / "pixel.png").write_bytes(PIXEL)
    document = Document("page", f"---\ntitle: A page\n---\n\n{markdown}", folder, folder / "figures")
    text = render_page(document, folder, 0).read_text(encoding="utf-8")
    return text[text.index("<body") :]


@pytest.mark.parametrize(
    "named",
    [
        "![A dot](figures/pixel.png)",
        "![A dot][dot]\n\n[dot]: figures/pixel.png",
        '<img src="figures/pixel.png" alt="A dot">',
        "`<img src=figures/pixel.png alt=dot>`{=html}",
    ],
)
def test_a_picture_that_a_text_names_stands_in_the_page(named: str, tmp_path: Path) -> None:
    """However a picture is named, its page needs no file beside it."""
    page = page_of(f"{DRAWN}\n{named}\n", tmp_path)
    assert 'src="data:image/png;base64,' in page
    assert "pixel.png" not in page


def test_a_drawing_stands_in_the_page(tmp_path: Path) -> None:
    """A page whose only pictures are drawings holds them as they were drawn, and names no file."""
    page = page_of(DRAWN, tmp_path)
    assert "<text>drawn</text>" in page
    assert "src=" not in page.partition("<script")[0]


def test_a_drawing_that_is_missing_is_a_fault(tmp_path: Path) -> None:
    """A page is not published without a drawing that its text shows."""
    with pytest.raises(RenderError, match=r"two\.svg"):
        page_of(DRAWN.replace("one.svg", "two.svg"), tmp_path)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The area $\\pi r^2$.", "<msup><mi>r</mi><mn>2</mn></msup>"),
        ("A sum $1 + 1$.", "<mn>1</mn><mo>+</mo>"),
        ("It costs 5\\$ or <b>more</b>.", "5$ or <strong>more</strong>"),
        ("Less than <.", "Less than &lt;."),
    ],
)
def test_formulas_and_tags_are_read_where_they_stand(written: str, read: str, tmp_path: Path) -> None:
    """What a text does not hold is not looked for; what it holds is found."""
    assert read in page_of(written, tmp_path)


@pytest.mark.parametrize("written", ["One\\dotfill{}two.", "\\vspace{1em}", "The formula $\\undefined{x}$."])
def test_what_no_format_can_print_is_a_fault(written: str, tmp_path: Path) -> None:
    """TeX that only LaTeX prints, and a formula that cannot be set, stop the build with what is wrong."""
    with pytest.raises(RenderError, match=r"dotfill|vspace|undefined"):
        page_of(written, tmp_path)
