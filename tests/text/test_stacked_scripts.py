"""The square of a χ is read before its index, in the order of neither pages nor Word files."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.reading.html import read_html
from report.text.reading.stacked_scripts import squares_first_in_word
from report.text.reading.word_styles import w


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<i>χ</i><sub>27</sub><sup>2</sup> = 4.1", "χ227 = 4.1"),
        ("χ<sub>27</sub><sup>2</sup> = 4.1", "χ227 = 4.1"),
        ("χ<sub>(27)</sub><sup>2</sup> = 4.1", "χ2(27) = 4.1"),
        ("χ<sup>2</sup><sub>27</sub> = 4.1", "χ227 = 4.1"),
        ("x<sub>27</sub><sup>2</sup> = 4.1", "x272 = 4.1"),
        ("χ<sub>27</sub><sup>3</sup> = 4.1", "χ273 = 4.1"),
        ("χ<sub>a</sub><sup>2</sup> = 4.1", "χa2 = 4.1"),
        ("χ<sub>27</sub> and <sup>2</sup>", "χ27 and 2"),
        ("<math><msubsup><mi>χ</mi><mn>27</mn><mn>2</mn></msubsup></math> = 4.1", "χ227 = 4.1"),
        ("<math><msup><msub><mi>χ</mi><mn>27</mn></msub><mn>2</mn></msup></math> = 4.1", "χ227 = 4.1"),
        ("<math><msubsup><mi>x</mi><mn>27</mn><mn>2</mn></msubsup></math> = 4.1", "x272 = 4.1"),
    ],
)
def test_a_page(body: str, expected: str) -> None:
    """Other letters and other scripts keep their order, and so does the text behind them."""
    (found,) = read_html(f"<html><body><p>{body}</p></body></html>".encode()).blocks
    assert found.text == expected


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def paragraph(body: str) -> etree._Element:
    """A paragraph of a Word document."""
    return etree.fromstring(f'<w:p xmlns:w="{WORD}" xmlns:m="{MATH}">{body}</w:p>')


def run(text: str, align: str = "") -> str:
    """A run of that vertical alignment."""
    return f'<w:r><w:rPr><w:vertAlign w:val="{align or "baseline"}"/></w:rPr><w:t>{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("base", "square", "expected"), [("χ", "2", "χ227"), ("x", "2", "x272"), ("χ", "3", "χ273")]
)
def test_runs_of_a_word_file(base: str, square: str, expected: str) -> None:
    """A lowered and a raised run behind a χ."""
    found = paragraph(run(base) + run("27", "subscript") + run(square, "superscript"))
    squares_first_in_word(found)
    assert "".join(each.text or "" for each in found.iter(w("t"))) == expected


def test_an_equation_of_a_word_file() -> None:
    """Its properties stay in front."""
    parts = "".join(
        f"<m:{tag}><m:r><m:t>{text}</m:t></m:r></m:{tag}>"
        for tag, text in (("e", "χ"), ("sub", "27"), ("sup", "2"))
    )
    found = paragraph(f"<m:oMath><m:sSubSup><m:sSubSupPr/>{parts}</m:sSubSup></m:oMath>")
    squares_first_in_word(found)
    assert "".join(map(str, found.itertext())) == "χ227"
    assert found[0][0][0].tag == f"{{{MATH}}}sSubSupPr"
