"""Papers as TEI and HTML, and the labels of vector pictures."""

from __future__ import annotations

import pytest

from report.text.reading.guards import UnreadableError
from report.text.reading.markup import as_html
from report.text.reading.pictures import descriptions, is_path, labels


def tei(body: str, head: str = "") -> str:
    """The body of the page that a TEI document becomes."""
    header = f"<teiHeader>{head}</teiHeader>"
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body>{body}</body></text></TEI>'
    page = as_html(text.encode(), "xml").decode()
    return page.removeprefix("<html><body>").removesuffix("</body></html>")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>Words</p>", "<p>Words</p>"),
        ("<div><head>Results</head><p>b = 0.30</p></div>", "<h2>Results</h2><p>b = 0.30</p>"),
        ("<p>p &lt; .001 &amp; more</p>", "<p>p &lt; .001 &amp; more</p>"),
        ("<p>See <ref>Smith</ref> here</p>", "<p>See Smith here</p>"),
        ("<table><row><cell>a</cell></row></table>", "<table><tr><td>a</td></tr></table>"),
        ("<list><item>a</item></list>", "<li>a</li>"),
        ("<figure><figDesc>Bars</figDesc></figure>", "<p>Bars</p>"),
        ("<p>a<!-- hidden -->b</p>", "<p>ab</p>"),
        ("<p>a</p><listBibl><biblStruct>Smith</biblStruct></listBibl><p>b</p>", "<p>a</p><p>b</p>"),
        ("", ""),
    ],
)
def test_tei_as_html(body: str, expected: str) -> None:
    """Headings, paragraphs, tables and lists; the list of references and comments are left out."""
    assert tei(body) == expected


def test_the_abstract_of_a_tei_document_comes_first() -> None:
    """It is in the header, and gets a heading."""
    head = "<profileDesc><abstract><p>Short</p></abstract></profileDesc>"
    assert tei("<p>Long</p>", head) == "<h2>Abstract</h2><p>Short</p><p>Long</p>"


def test_a_document_type_without_entities_is_removed() -> None:
    """One that declares entities is rejected."""
    text = '<!DOCTYPE TEI SYSTEM "tei.dtd"><TEI><text><p>Words</p></text></TEI>'
    assert b"<p>Words</p>" in as_html(text.encode(), "xml")
    bomb = '<!DOCTYPE TEI [<!ENTITY a "b">]><TEI><text><p>&a;</p></text></TEI>'
    with pytest.raises(UnreadableError, match="declares XML entities"):
        as_html(bomb.encode(), "xml")


def test_other_xml_is_read_as_a_page() -> None:
    """XHTML is HTML."""
    page = b'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>a</p></body></html>'
    assert as_html(page, "xml") == page


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("media/image1.png", True),
        ("C:\\pictures\\image.JPG", True),
        (" image.svg ", True),
        ("figure%201.tiff", True),
        ("The file image1.png shows it", False),
        ("Bars of both groups", False),
        ("image.png.txt", False),
        ("Shape1", True),
        ("Picture 12", True),
        ("Grafik 3", True),
        ("Shape of 12", False),
        ("Picture 1200", False),
        ("Figure 2", False),
        ("", False),
    ],
)
def test_alternative_texts_that_are_paths(text: str, path: bool) -> None:
    """A path says nothing about the picture."""
    assert is_path(text) is path


def svg(body: str) -> bytes:
    """A vector picture."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'.encode()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<text>0.30</text><g><text>b</text></g>", ("0.30", "b")),
        ("<text>two <tspan>parts</tspan></text>", ("two parts",)),
        ("<text>  wide\n space </text>", ("wide space",)),
        ("<text> </text><text>b</text>", ("b",)),
        ("<title>Bars</title><path d='M0'/>", None),
        ("", None),
    ],
)
def test_labels_of_a_picture(body: str, expected: tuple[str, ...] | None) -> None:
    """The texts in order; none if the letters are drawn as paths."""
    assert labels(svg(body)) == expected


def test_descriptions_of_a_picture() -> None:
    """Titles and descriptions, not labels."""
    assert descriptions(svg("<title>Bars</title><desc>Two of them</desc><text>0.3</text>")) == (
        "Bars",
        "Two of them",
    )
    assert descriptions(svg("<text>0.3</text>")) == ()


@pytest.mark.parametrize(
    "data", [b"", b"not xml", b"<svg>", b'<!DOCTYPE s [<!ENTITY a "b">]><svg><text>&a;</text></svg>']
)
def test_damaged_pictures_have_no_text(data: bytes) -> None:
    """A picture that cannot be read is one without labels."""
    assert labels(data) is None
    assert descriptions(data) == ()
