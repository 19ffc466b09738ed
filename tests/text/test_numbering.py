"""The numbers that Word shows before paragraphs."""

import pytest
from lxml import etree

from report.text.reading.numbering import Level, WordLists

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part(xml):
    return etree.fromstring(f'<w:part xmlns:w="{W}">{xml}</w:part>')


def lists(level, override=""):
    """A numbering part with one list, number 1, and that first level."""
    return part(
        f'<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/>{override}</w:num>'
    )


def item(text="patients", level=0, list=1):
    """A paragraph of a list."""
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    named = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'
    return part(f"<w:p><w:pPr>{named}</w:pPr>{run}</w:p>")[0]


def level(start=1, format="decimal", text="%1."):
    return f'<w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'


@pytest.mark.parametrize(
    ("code", "markers"),
    [
        (level(), ["", ""]),
        (level(start=29), ["29. ", "30. "]),
        (level(format="bullet", text="29"), ["29 ", "29 "]),
        (level(text="2%1"), ["21 ", "22 "]),
        (level(format="bullet", text="•"), ["", ""]),
        (level(start=29, format="lowerLetter", text="%1)"), ["", ""]),
        (level(start=29, format="none", text=""), ["", ""]),
    ],
)
def test_numbers_that_do_not_count_the_items_are_shown(code, markers):
    """Digits that the list types, and numbers of a list that does not begin at 1."""
    numbering = WordLists.of(lists(code), None)
    assert [numbering.marker(item()), numbering.marker(item())] == markers


def test_a_list_may_begin_elsewhere_than_its_definition():
    """Word overrides the start of a list where it continues or restarts."""
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="29"/></w:lvlOverride>'
    assert WordLists.of(lists(level(), override), None).marker(item()) == "29. "


def test_a_paragraph_without_text_shows_its_number():
    """Such a number is all that a reader sees."""
    assert WordLists.of(lists(level()), None).marker(item("")) == "1. "


def test_a_style_may_number_its_paragraphs():
    """The paragraph then names only the style."""
    styles = part(
        '<w:style w:styleId="Listed"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    paragraph = part('<w:p><w:pPr><w:pStyle w:val="Listed"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>')[0]
    assert WordLists.of(lists(level(start=29)), styles).marker(paragraph) == "29. "


def test_deeper_levels_begin_again():
    """The second item of the outer level has a first inner item."""
    levels = {("1", 0): Level(3, "decimal", "%1."), ("1", 1): Level(2, "decimal", "%1.%2")}
    numbering = WordLists(levels)
    markers = [numbering.marker(item(level=depth)) for depth in (0, 1, 1, 0, 1)]
    assert markers == ["3. ", "3.2 ", "3.3 ", "4. ", "4.2 "]


def test_other_paragraphs_have_no_number():
    """Neither those of an unknown list nor those of none."""
    numbering = WordLists.of(lists(level(start=29)), None)
    assert numbering.marker(item(list=2)) == ""
    assert numbering.marker(part("<w:p/>")[0]) == ""
    assert WordLists.of(None, None).marker(item()) == ""
