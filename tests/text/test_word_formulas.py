"""Brackets of equations in Word files are read although they are properties."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.reading.word_formulas import brackets

MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", ("(", ")")),
        ("<m:dPr/>", ("(", ")")),
        ('<m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>', ("[", "]")),
        ('<m:dPr><m:begChr m:val=""/></m:dPr>', ("", ")")),
        ("<m:dPr><m:endChr/></m:dPr>", ("(", "")),
    ],
)
def test_brackets(properties: str, expected: tuple[str, str]) -> None:
    """Round ones unless others are named; a named one without a value is none."""
    xml = f'<m:d xmlns:m="{MATH}">{properties}<m:e><m:r><m:t>28</m:t></m:r></m:e></m:d>'
    assert brackets(etree.fromstring(xml)) == expected
