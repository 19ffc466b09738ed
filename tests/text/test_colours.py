"""Text in the colour of its background."""

import pytest
from lxml import html

from report.text.reading.colours import BLACK, WHITE, Colours, colour_of, colours_within, contrast


@pytest.mark.parametrize(
    "declarations",
    [
        "color:white",
        "color: #FFF",
        "color:hsl(0, 0%, 100%)",
        "color:rgba(0, 0, 0, 0.01)",
        "color:transparent",
        "background:#000",
        "background:url(x.png) black",
        "color:navy;background-color:#000080",
        "color:black;color:white",
    ],
)
def test_text_in_the_colour_of_its_background_does_not_show(declarations):
    """Names, hexadecimal numbers and functions name colours, and the last declaration counts."""
    assert not Colours().within(declarations).shows


@pytest.mark.parametrize(
    "declarations",
    ["color:red", "background:yellow", "color:white;background:navy", "color:inherit", "background:none", ""],
)
def test_text_in_another_colour_shows(declarations):
    """A highlight, white text on a dark background and unknown colours show."""
    assert Colours().within(declarations).shows


def test_colours_are_inherited():
    """The background may be that of an element around the text."""
    assert not Colours().within("background:navy").within("color:navy").shows
    assert Colours().within("color:white").within("background:black").shows


def test_a_translucent_background_is_blended():
    """White at half opacity on black is grey, on which white text shows."""
    assert Colours(WHITE, BLACK).within("background:rgba(255, 255, 255, 0.5)").shows
    assert not Colours(WHITE, BLACK).within("background:rgba(255, 255, 255, 0.99)").shows


def test_contrast_is_that_of_wcag():
    """From 1 for equal colours to 21 for black on white."""
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(BLACK, BLACK) == 1


def test_words_that_are_no_colours_name_none():
    """The names of pictures and repetitions occur in backgrounds too."""
    assert colour_of("no-repeat") is None
    assert colour_of("currentcolor") is None


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ('<text fill="none">1</text>', False),
        ('<text style="fill: transparent">1</text>', False),
        ('<text fill="none" stroke="#000">1</text>', True),
        ('<text fill="#fff">1</text>', True),
        ('<font color="white">1</font>', False),
        ('<td bgcolor="black">1</td>', False),
    ],
)
def test_the_attributes_of_drawings_and_of_older_pages_count(code, shows):
    """A label without fill and stroke does not show; white labels may be on dark shapes."""
    assert colours_within(html.fragment_fromstring(code), Colours()).shows is shows
