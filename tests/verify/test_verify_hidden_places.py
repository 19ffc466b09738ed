"""Numbers in places that are easily overlooked: controls, descriptions, drawings, headers, symbols, hidden text."""

import re

import pytest
import word_odd_places
from test_verify_pdf_routes import stamped
from test_verify_word_actions import run
from word_places import Word, packed

from tests.sampling import sampled

_PARAGRAPH = "<p>Warm hands, with"


def before(code):
    """Add code before a paragraph of the page."""
    return lambda page: page.replace(_PARAGRAPH, f"{code}{_PARAGRAPH}", 1)


def on_value(attribute):
    """Add an attribute to a printed number."""
    return lambda page: page.replace(">.011<", f" {attribute}>.011<", 1)


ADDED = {
    "button": before("<button>n = 29</button>"),
    "field": before('<input value="n = 29">'),
    "text area": before("<textarea>n = 29</textarea>"),
    "list to choose from": before("<select><option>n = 29</select>"),
    "open dialog": before("<dialog open>n = 29</dialog>"),
    "link back": before('<p class="footnote-back">n = 29</p>'),
    "role of a link back": before('<p role="doc-backlink">n = 29</p>'),
    "label for screen readers": before('<p aria-label="29 patients">Some.</p>'),
    "title of a paragraph": before('<p title="n = 29">Some.</p>'),
    "title of a number": on_value('title="r = .29"'),
    "circled number": before("<p>We had ㉙ or \u2462 patients.</p>"),
    "reversed": lambda page: page.replace(">.011<", ">\u202e.011\u202c<", 1),
    "reading of a word": before("<p><ruby>Some<rt>29</rt></ruby> patients.</p>"),
    "part of a picture": before('<map name="m"><area alt="29 patients"></map>'),
    "hint of a field": before('<input placeholder="n = 29">'),
    "label of a choice": before('<select><option label="29 left">some</option></select>'),
    "shadow tree": before('<div><template shadowrootmode="open"><p>29 patients</p></template></div>'),
    "white in another notation": on_value('style="color:hsl(0 0% 100%)"'),
    "white by its lightness": on_value('style="color:oklch(1 0 0)"'),
    "tiny": on_value('style="font-size:0.1px"'),
    "not rendered": on_value('style="display:block;content-visibility:hidden"'),
    "reversed from outside": lambda page: page.replace("<p>Warm hands, with", "<p>\u202eWarm hands, with", 1),
    "sign moved by a mark": lambda page: page.replace(">−0.27<", ">\u200f−0.27<", 1),
    "sign moved by an isolate": lambda page: page.replace(">−0.27<", ">\u2067−0.27\u2069<", 1),
    "reversed by an element": lambda page: page.replace(">.011<", '><bdo dir="rtl">.011</bdo><', 1),
    "moved off the page": on_value('style="position:absolute;left:-9999px"'),
    "clipped": on_value('style="position:absolute;clip:rect(0,0,0,0)"'),
    "undrawn label": lambda page: re.sub(r"(<text[^>]*)>", r'\1 display="none">', page, count=1),
    "number of a list": before('<ol start="29"><li>patients left.</li></ol>'),
    "number of a list item": before('<ol><li value="29">patients left.</li></ol>'),
    "list that counts backwards": before("<ol reversed><li>stayed.</li><li>left.</li></ol>"),
    "title of the page": lambda page: re.sub(r"(<title>).*?(</title>)", r"\1Calm in 29 patients\2", page),
    "description of the page": lambda page: page.replace(
        "</head>", '<meta name="description" content="29 patients"></head>'
    ),
    "text for readers without scripts": before("<noscript><p>We saw 29 patients.</p></noscript>"),
    "colour of its background": on_value('style="color:#123456;background:rgb(18, 52, 86)"'),
    "black background": on_value('style="background-color:black"'),
    "nearly white": on_value('style="color:snow"'),
    "white of an older page": on_value('color="white"'),
    "faded by a filter": on_value('style="filter:opacity(0)"'),
    "label without fill": lambda page: re.sub(r"(<text[^>]*)>", r'\1 fill="none">', page, count=1),
    "label in a group without fill": lambda page: re.sub(
        r"<text.*?</text>", lambda label: f'<g style="fill:none">{label[0]}</g>', page, count=1
    ),
    "transparent label": lambda page: re.sub(r"(<text[^>]*)>", r'\1 opacity="0">', page, count=1),
}


@pytest.mark.parametrize("place", sampled(ADDED, 3))
def test_an_edit_of_a_page_in_an_odd_place_is_found(sample, place):
    """What a reader sees, hears or points at counts; what no reader sees is missing."""
    page = sample.bytes("index.html").decode("utf-8")
    copy = ADDED[place](page)
    assert copy != page
    assert sample.found("index.html", copy.encode())


#: Additions that may cover a number, each with what the note names.
COVERS = {
    "box over a number": (
        before('<div style="position:absolute;background:#fff"></div>'),
        "position:absolute",
    ),
    "line moved over a number": (before('<p style="margin-top:-2em">See above.</p>'), "margin-top:-2em"),
    "picture behind a number": (on_value('style="background:url(29.png)"'), "background:url(29.png)"),
    "digits in quotation marks": (before('<p><q style=\'quotes:"29 " ""\'>left</q></p>'), "quotes:"),
    "digits of a style of counters": (
        lambda page: page.replace(
            "</head>", '<style>@counter-style z{system:cyclic;symbols:"29"}</style></head>'
        ),
        "symbols:",
    ),
    "mixed colour": (on_value('style="color:color-mix(in srgb, white, white)"'), "color-mix("),
    "number moved away": (on_value('style="transform:translateX(-50em)"'), "transform:translatex(-50em)"),
    "marker typed in a style": (
        before("<ul style=\"list-style-type:'29 '\"><li>left.</li></ul>"),
        "list-style-type:'29'",
    ),
    "rule for a box": (
        lambda page: page.replace("</head>", "<style>#o12::after{position:fixed}</style></head>"),
        "#o12::after {position:fixed}",
    ),
    "rule for equal colours": (
        lambda page: page.replace("</head>", "<style>#o12{color:#123;background:#123}</style></head>"),
        "#o12 {text in the colour of its background}",
    ),
    "shape over a drawing": (lambda page: page.replace("</svg>", "<rect/></svg>", 1), "1 changed drawing"),
    "label moved off a drawing": (
        lambda page: re.sub(r"(<text[^>]*?) x=\"[^\"]*\"", r'\1 x="9000"', page, count=1),
        "1 changed drawing",
    ),
    "copy of a label": (
        lambda page: page.replace("</svg>", '<use href="#q"/></svg>', 1),
        "1 changed drawing",
    ),
}


@pytest.mark.parametrize("place", sampled(COVERS, 3))
def test_what_may_cover_a_number_is_named_as_unchecked(sample, place):
    """A box, a picture or a shape may cover a number; where only a browser could tell, a note names it."""
    change, named = COVERS[place]
    page = sample.bytes("index.html").decode("utf-8")
    copy = change(page)
    assert copy != page
    assert any(named in note for note in sample.check("index.html", copy.encode()).notes)


@pytest.mark.parametrize(
    ("code", "note"),
    [
        ('<iframe src="x.html"></iframe>', "1 embedded page"),
        ('<video src="x.mp4"></video>', "1 video or audio"),
        ("<canvas></canvas>", "1 drawing by a script"),
        ("<style>@import url(x.css);</style>", "an imported style sheet"),
        ("<style>td{unicode-bidi:bidi-override}</style>", "unicode-bidi:bidi-override"),
    ],
)
def test_what_is_not_read_is_named(sample, code, note):
    """Other files in a page, and style sheets that are imported, may show anything."""
    page = before(code)(sample.bytes("index.html").decode("utf-8"))
    assert any(note in each for each in sample.check("index.html", page.encode()).notes)


def test_the_controls_of_a_page_are_no_text(sample):
    """The page's own script adds a button with a count, which a browser saves."""
    page = before('<button type="button">Numbers (238)</button><dialog>n = 29</dialog>')
    assert sample.found("index.html", page(sample.bytes("index.html").decode("utf-8")).encode()) == []


@pytest.mark.parametrize("place", sampled({**word_odd_places.ADDED, **word_odd_places.HIDDEN}, 10))
def test_an_edit_of_a_word_file_in_an_odd_place_is_found(sample, place):
    """A number in a box, field, list, note, header or description counts; one that no reader sees is missing."""
    assert sample.found("index.docx", word_odd_places.edited(sample.bytes("index.docx"), place))


def with_header(sample, text):
    """The Word file with a text in each header and footer."""
    word = Word(sample.bytes("index.docx"), set())
    end, added = re.compile(rb"</w:(?:hdr|ftr)>"), f"<w:p>{run(text)}</w:p>".encode()
    return packed({name: end.sub(lambda tag: added + tag[0], part) for name, part in word.parts.items()})


@pytest.mark.parametrize(
    "text", ["Corrected: the effect is 0.29", "(p &lt; .03)", "in 29% of them", "r = −12"]
)
def test_a_result_in_a_header_is_found(sample, text):
    """A fraction, a percentage or a relation is no page number."""
    assert {kind for kind, _ in sample.found("index.docx", with_header(sample, text))} == {"typed"}


@pytest.mark.parametrize(
    "text", ["Page 12 of 99", "Draft 7.2 of 12/03/2024", "doi:10.1234/hands.2024", "Version 1.2", "3rd proof"]
)
def test_a_header_without_a_result_is_clean(sample, text):
    """Page numbers, dates, addresses and versions."""
    assert sample.found("index.docx", with_header(sample, text)) == []


def test_a_result_stamped_on_each_page_is_found(sample):
    """A line that recurs on all pages of a PDF is a footer, in which a fraction is no page number."""
    copy = stamped("Erratum: the effect is 0.29", "8 Tf 1 0 0 1 60 12")(sample.bytes("index.pdf"))
    assert sample.found("index.pdf", copy) == [("typed", "")]
