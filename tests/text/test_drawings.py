"""The names of drawings, by which an edit of a drawing is noticed."""

import pytest
from lxml import html

from report.text.reading.drawings import drawing_names, is_drawing

_DRAWING = (
    '<svg viewBox="0 0 9 9"><title>A</title><g id="a"><path d="M0 0"/></g><text x="1">−0.4</text></svg>'
)


def name(code):
    """The only name among the drawings of a page."""
    (found,) = drawing_names(html.document_fromstring(f"<p>{code}</p>"))
    assert is_drawing(found)
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id="a"', 'class="b" data-x="1"'),
        ("<title>A</title>", ""),
        ("−0.4", "-0.4"),
        ("−0.4", "−0\u200b.4"),
        ("−0.4", '<a href="#row-a">−0.4</a>'),
        ("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" role="img" '),
        ("</g>", "</g>\n  "),
        ("</svg>", "</svg> and text behind it"),
    ],
)
def test_what_a_program_may_change_leaves_the_name(old, new):
    """Descriptions, links, white space, ids and the text behind a drawing show nothing in it."""
    assert old in _DRAWING
    assert name(_DRAWING.replace(old, new)) == name(_DRAWING)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</svg>", '<rect width="9" height="9"/></svg>'),
        ("</svg>", '<use href="#a"/></svg>'),
        ('x="1"', 'x="900"'),
        ("<text ", '<text fill="white" '),
        ("−0.4", "0.4"),
        ("M0 0", "M0 9"),
    ],
)
def test_an_edit_changes_the_name(old, new):
    """A shape over a label, a label that moved, another colour."""
    assert name(_DRAWING.replace(old, new)) != name(_DRAWING)


def test_a_drawing_within_a_drawing_has_no_name_of_its_own():
    """The outer drawing contains it."""
    name("<svg><svg><text>1</text></svg></svg>")


def test_links_may_lose_the_prefix_of_their_namespace():
    """Quarto writes pages without it; browsers accept both forms."""
    long = '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><defs><path id="m"/></defs><use xlink:href="#m"/></svg>'
    short = long.replace("xmlns:xlink", "xlink").replace("xlink:href", "href")
    assert name(short) == name(long)
    assert name(short.replace("#m", "#n")) != name(long)
