"""Runs of a Word document whose letters a reader cannot see."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.reading.word_ink import shows_ink

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def shown(run: str = "", paragraph: str = "", cell: str = "") -> bool:
    """Whether a run with these properties shows."""
    text = (
        f'<w:tc xmlns:w="{W}" xmlns:w14="{W14}"><w:tcPr>{cell}</w:tcPr><w:p><w:pPr>{paragraph}</w:pPr>'
        f"<w:r><w:rPr>{run}</w:rPr><w:t>0.42</w:t></w:r></w:p></w:tc>"
    )
    made = next(etree.fromstring(text).iter(f"{{{W}}}p"))
    return shows_ink(made.find(f"{{{W}}}r"), made)


WHITE, BLUE = '<w:color w:val="FFFFFF"/>', '<w:color w:val="1F4E79"/>'


@pytest.mark.parametrize(
    "run",
    [
        "",
        "<w:b/>",
        '<w:color w:val="auto"/>',
        BLUE,
        '<w:w w:val="90"/>',
        f'{BLUE}<w:highlight w:val="yellow"/>',
    ],
)
def test_usual_text_shows(run: str) -> None:
    """Bold, coloured, narrow and highlighted text."""
    assert shown(run)


@pytest.mark.parametrize(
    ("run", "paragraph", "cell"),
    [
        (f'{BLUE}<w:shd w:fill="1F4E79"/>', "", ""),
        (BLUE, '<w:shd w:fill="1F4E79"/>', ""),
        (BLUE, "", '<w:shd w:fill="1F4E79"/>'),
        ('<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>', "", ""),
        ('<w:w w:val="1"/>', "", ""),
        ('<w:w w:val="5%"/>', "", ""),
        ("<w14:textFill><w14:noFill/></w14:textFill>", "", ""),
        ('<w14:textFill><w14:solidFill><w14:alpha w14:val="100000"/></w14:solidFill></w14:textFill>', "", ""),
    ],
)
def test_text_without_ink(run: str, paragraph: str, cell: str) -> None:
    """In the colour of what is behind it, as thin as a stroke, or without a fill."""
    assert not shown(run, paragraph, cell)


def test_the_nearest_background_counts() -> None:
    """White text on a dark run in a white cell shows."""
    assert shown(f'{WHITE}<w:shd w:fill="000000"/>', cell='<w:shd w:fill="FFFFFF"/>')


def test_an_outline_shows_without_a_fill() -> None:
    """Outlined letters are read."""
    outline = "<w14:textOutline><w14:solidFill/></w14:textOutline>"
    assert shown(f"<w14:textFill><w14:noFill/></w14:textFill>{outline}")


def test_a_run_without_properties_shows() -> None:
    """It inherits those of its style."""
    assert shows_ink(etree.fromstring(f'<w:r xmlns:w="{W}"><w:t>1</w:t></w:r>'), None)
