"""Elements of a page: the kind and visibility of their text, anchors, and descriptions of pictures."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from report.text.reading.page_elements import ElementContext, anchor_of, descriptions, place_of


def element(text: str) -> Any:
    return html.fragment_fromstring(text)


def placed(text: str, around: ElementContext | None = None) -> ElementContext:
    node = element(text)
    return place_of(node.tag, node, around or ElementContext())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>a</p>", "paragraph"),
        ("<li>a</li>", "list item"),
        ("<td>1</td>", "cell"),
        ("<h2>a</h2>", "heading"),
        ("<figcaption>a</figcaption>", "caption"),
        ('<div class="table-note">a</div>', "note"),
        ('<section class="footnotes">a</section>', "footnote"),
        ('<div class="csl-entry">a</div>', "reference"),
        ('<section id="provenance">a</section>', "provenance"),
        ("<blockquote>a</blockquote>", "quotation"),
    ],
)
def test_the_kind_of_a_text(text: str, kind: str) -> None:
    """By its element, class or id."""
    assert placed(text).kind == kind


def test_a_paragraph_has_the_kind_of_what_it_is_in() -> None:
    """In a cell it is a cell; in a note it is a note; in a drawing all text is the figure's."""
    assert placed("<p>a</p>", ElementContext("cell")).kind == "cell"
    assert placed("<p>a</p>", ElementContext("note", special="note")).kind == "note"
    assert placed("<p>a</p>", ElementContext("figure")).kind == "figure"
    assert placed("<td>1</td>", ElementContext("note", special="note")).kind == "cell"


@pytest.mark.parametrize(
    ("id", "home"),
    [
        ("tbl-fit", "tbl-fit"),
        ("fig-paths", "fig-paths"),
        ("sec-a", ""),
        ("tbl-fit-caption-0ceaefa1-69ba-4598-a22c-09a6ac19f8ca", ""),
    ],
)
def test_the_float_of_a_text(id: str, home: str) -> None:
    """The ids that Quarto gives to captions are no floats."""
    assert placed(f'<div id="{id}">a</div>').home == home


@pytest.mark.parametrize(
    "text",
    [
        "<script>1</script>",
        "<del>1</del>",
        "<template>1</template>",
        "<dialog>1</dialog>",
        '<aside class="card">1</aside>',
        "<p hidden>1</p>",
        '<p style="display: none">1</p>',
        "<button>Numbers (12)</button>",
        '<a class="footnote-back">↩</a>',
        '<text opacity="0">1</text>',
        '<g visibility="hidden">1</g>',
        '<p style="color: #fff">1</p>',
    ],
)
def test_a_text_that_no_reader_sees(text: str) -> None:
    """Code, cards, deletions, hidden and white text."""
    assert placed(text).silent


@pytest.mark.parametrize(
    "text",
    [
        "<dialog open>1</dialog>",
        "<button>Numbers</button>",
        '<a class="footnote-back">12</a>',
        "<p>1</p>",
        '<g opacity="0.5">1</g>',
    ],
)
def test_a_text_that_a_reader_sees(text: str) -> None:
    """Open dialogues, other buttons, and links back that have a number."""
    assert not placed(text).silent


def test_what_is_hidden_hides_its_inside() -> None:
    """Visible elements in a hidden one are hidden."""
    assert placed("<p>1</p>", ElementContext(hidden=True)).silent


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ('<span data-stat="a.b">1</span>', ("stat", "a.b")),
        ('<span class="stars" data-stat="a.p">*</span>', ("stars", "a.p")),
        ('<span data-claim="c">yes</span>', ("claim", "c")),
        ('<span data-reason="a year">1999</span>', ("literal", "a year")),
        ('<span class="citation">2</span>', ("citation", "")),
        ('<a href="#tbl-fit">Table 1</a>', ("cross-reference", "")),
        ('<a href="https://x.example">1</a>', None),
        ('<sup class="footnote-ref">1</sup>', ("mark", "")),
        ("<math>1</math>", ("formula", "")),
        ('<p class="date">2 May 2026</p>', ("date", "")),
        ('<div class="csl-entry">1999</div>', ("reference list", "")),
        ("<p>1</p>", None),
    ],
)
def test_anchors(text: str, anchor: tuple[str, str] | None) -> None:
    """Rows, claims and literals; texts whose digits are not results have the reason."""
    node = element(text)
    assert anchor_of(node.tag, node, placed(text), ElementContext()) == anchor


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<img alt="Two lines" title="plot">', ["Two lines", "plot"]),
        ('<img alt="figures/plot.png">', []),
        ('<svg aria-label="Bars"><title>Three bars</title><desc> </desc></svg>', ["Bars", "Three bars"]),
        ('<span title="r = .42">x</span>', ["r = .42"]),
        ('<span title="a word">x</span>', []),
    ],
)
def test_descriptions(text: str, found: list[str]) -> None:
    """Alternative texts, but no paths; titles of other elements if they have a digit."""
    node = element(text)
    assert list(descriptions(node.tag, node)) == found
