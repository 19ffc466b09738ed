"""Drawings on a page with marked changes: elements of the page, unless they are active."""

from __future__ import annotations

import base64

import pytest

from report.merge.marked_drawings import with_drawings

DRAWING = (
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1" width="2pt" height="1pt"'
    ' role="img" aria-labelledby="says"><title id="says">x</title><clipPath id="cut"/>'
    '<g clip-path="url(#cut)" fill="#fff"><use href="#cut"/></g></svg>'
)


def picture(drawing: str) -> str:
    """An embedded picture, as pandoc writes it."""
    data = base64.b64encode(drawing.encode()).decode()
    return f'<img role="img" src="data:image/svg+xml;base64,{data}" style="width:5.9in;height:2in" alt="A &lt; B" />'


def test_a_drawing_is_an_element_with_the_text_of_its_picture() -> None:
    """It keeps the size at which it was drawn."""
    page = with_drawings(f"<p>{picture(DRAWING)}</p>")
    size = 'viewBox="0 0 2 1" width="2pt" height="1pt"'
    assert page.startswith(
        f'<p><svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="A &lt; B">'
    )
    assert "<?xml" not in page
    assert page.endswith("</svg></p>")


def test_the_names_of_two_versions_differ() -> None:
    """A name is renamed wherever it is used; a colour is no name."""
    page = with_drawings(picture(DRAWING) + picture(DRAWING))
    for number in (1, 2):
        for use in (f'id="d{number}-cut"', f"url(#d{number}-cut)", f'href="#d{number}-cut"'):
            assert page.count(use) == 1
    assert page.count('fill="#fff"') == 2


@pytest.mark.parametrize("inside", ["<script>alert(1)</script>", '<g onclick="x()"/>'])
def test_an_active_drawing_remains_a_picture(inside: str) -> None:
    """A browser runs no scripts of pictures."""
    page = picture(DRAWING.replace("<g ", f"{inside}<g ", 1))
    assert with_drawings(page) == page


def test_other_pictures_remain_as_they_are() -> None:
    """A photograph, and a file that is no drawing."""
    for page in ('<img src="data:image/png;base64,AAAA" />', picture("<p>no drawing</p>")):
        assert with_drawings(page) == page
