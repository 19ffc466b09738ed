"""Pages that a word processor saved: notes, contents, list items and the appendix are marked again."""

from __future__ import annotations

import pytest
from lxml import html

from report.text.blocks import APPENDIX_HEADING
from report.text.reading.word_processors import restore


def restored(body: str) -> html.HtmlElement:
    """The page after restoration."""
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    restore(tree)
    return tree


def classes(body: str, tag: str = "p") -> list[str]:
    """The classes of the elements of that name."""
    return [each.get("class") or "" for each in restored(body).iter(tag)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p class="MsoFootnoteText">Note</p>', "MsoFootnoteText footnotes"),
        ('<p class="MsoEndnoteText">Note</p>', "MsoEndnoteText footnotes"),
        ('<p class="sdfootnote">Note</p>', "sdfootnote footnotes"),
        ('<p class="sdfootnote-western">Note</p>', "sdfootnote-western footnotes"),
        ('<p class="footnote">Note</p>', "footnote footnotes"),
        ('<p class="footnote-like">Note</p>', "footnote-like"),
        ('<p class="MsoToc1">Entry</p>', "MsoToc1 nav"),
        ('<p class="MsoTof">Entry</p>', "MsoTof nav"),
        ('<p class="contents-2">Entry</p>', "contents-2 nav"),
        ('<p class="MsoNormal">Text</p>', "MsoNormal"),
        ("<p>Text</p>", ""),
    ],
)
def test_styles_of_notes_and_contents(body: str, expected: str) -> None:
    """By the names that Word and LibreOffice give them."""
    assert classes(body) == [expected]


def test_an_id_counts_as_a_style() -> None:
    """LibreOffice numbers its notes by id."""
    assert classes('<div id="sdfootnote1">Note</div>', "div") == ["footnotes"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="#_ftn1">1</a>', "footnote-ref"),
        ('<a href="#_ednref2">2</a>', "footnote-ref"),
        ('<a href="#sdfootnote1sym">1</a>', "footnote-ref"),
        ('<a href="#fn3">3</a>', "footnote-ref"),
        ('<a href="#fnref3" class="footnote-back">back</a>', "footnote-back"),
        ('<a href="#row-1">0.30</a>', ""),
        ('<a href="https://example.org/#_ftn1">x</a>', ""),
        ("<a>x</a>", ""),
    ],
)
def test_links_to_notes(link: str, expected: str) -> None:
    """By the name of their target; the link back from a note is left alone."""
    assert classes(f"<p>text {link}</p>", "a") == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<p><a href="#methods">Methods</a></p>', "nav"),
        ('<p> <a href="#methods">Methods</a> </p>', "nav"),
        ('<p>See <a href="#methods">Methods</a></p>', ""),
        ('<p><a href="#methods">Methods</a> 3</p>', ""),
        ('<p><a href="#a">A</a><a href="#b">B</a></p>', ""),
        ('<p><a href="https://example.org">A</a></p>', ""),
        ('<p><a href="#fig-one">Figure 1</a></p>', ""),
        ('<p><a href="#ref-smith">Smith</a></p>', ""),
        ('<nav></nav><p><a href="#methods">Methods</a></p>', ""),
    ],
)
def test_entries_of_a_table_of_contents(body: str, expected: str) -> None:
    """A paragraph that is a link within the page, unless the page has marked its contents."""
    assert classes(body) == [expected]


def test_paragraphs_of_a_list() -> None:
    """Word writes list items as paragraphs with a style."""
    tags = [
        each.tag
        for each in restored('<p style="mso-list:l0 level1">One</p><p style="mso-list:Ignore">2</p>').iter()
    ]
    assert tags[-2:] == ["li", "p"]


APPENDIX = f"<h1>Results</h1><p>a</p><h1>{APPENDIX_HEADING}</h1><p>b</p><h3>part</h3><p>c</p>"


def appendix(body: str) -> list[str]:
    """The texts of the elements in the appendix."""
    return [each.text for each in restored(body).xpath("//section[@class='provenance']/*")]


def test_the_appendix_becomes_a_section() -> None:
    """From its heading to the end, with its own smaller headings."""
    assert appendix(APPENDIX) == [APPENDIX_HEADING, "b", "part", "c"]


@pytest.mark.parametrize(
    "after", ["<h1>References</h1><p>d</p>", "<h2>References</h2>", '<p class="MsoFootnoteText">n</p>']
)
def test_the_appendix_ends_at_a_heading_or_at_the_notes(after: str) -> None:
    """What follows it is no part of it."""
    assert appendix(APPENDIX + after) == [APPENDIX_HEADING, "b", "part", "c"]


def test_an_appendix_that_is_marked_is_left_alone() -> None:
    """Its section is not made twice."""
    marked = f'<section class="provenance"><h1>{APPENDIX_HEADING}</h1><p>b</p></section>'
    assert appendix(marked) == [APPENDIX_HEADING, "b"]
    assert len(restored(marked).xpath("//section")) == 1


def test_a_page_without_an_appendix() -> None:
    """Nothing is wrapped."""
    assert appendix("<h1>Results</h1><p>a</p>") == []
