"""Texts that a sheet shows or prints outside its cells, each with its place."""

from __future__ import annotations

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink

from report.export.texts_outside_cells import texts_outside_cells


@pytest.fixture
def sheet() -> Any:
    """A sheet with two cells."""
    made = Workbook().active
    assert made is not None
    made.append(("Age", 42.75))
    return made


def test_a_plain_sheet_has_none(sheet: Any) -> None:
    """Neither a header nor a prompt nor a link."""
    assert list(texts_outside_cells(sheet)) == []


def test_the_parts_of_a_header_are_one_text(sheet: Any) -> None:
    """From left to right; even and first pages have headers and footers of their own."""
    sheet.oddHeader.left.text, sheet.oddHeader.right.text = "Ages", "n = 29"
    sheet.evenFooter.center.text = "p = .03"
    assert list(texts_outside_cells(sheet)) == [("header", "Ages n = 29"), ("footer", "p = .03")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('&"Arial,Bold"n = 29', "n = 29"),
        ("&12n = 29", "n = 29"),
        ("&KFF0000n = 29", "n = 29"),
        ("n = 29 &P / &N", "n = 29 /"),
        ("n =\n 29", "n = 29"),
    ],
)
def test_codes_of_a_header_are_left_out(sheet: Any, text: str, shown: str) -> None:
    """Fonts, sizes, colours and fields are instructions to the program that prints it."""
    sheet.firstHeader.center.text = text
    assert list(texts_outside_cells(sheet)) == [("header", shown)]


def test_fields_alone_are_no_text(sheet: Any) -> None:
    """A page number and a date change with each print."""
    sheet.oddFooter.center.text = "&P &D"
    assert list(texts_outside_cells(sheet)) == []


def test_prompts_and_links_have_their_cells(sheet: Any) -> None:
    """With or without a title; a link is a text only if it has a hint."""
    for place, texts in (
        ("A1", {"promptTitle": "Ages"}),
        ("B1", {"promptTitle": "Of", "prompt": "29"}),
        ("B2", {}),
    ):
        prompt = DataValidation(type="whole", **texts)
        prompt.add(place)
        sheet.add_data_validation(prompt)
    sheet["A1"].hyperlink = Hyperlink(ref="A1", target="https://example.org", tooltip="p = .03")
    sheet["B1"].hyperlink = Hyperlink(ref="B1", target="https://example.org")
    assert list(texts_outside_cells(sheet)) == [
        ("prompt of A1", "Ages"),
        ("prompt of B1", "Of 29"),
        ("link of A1", "p = .03"),
    ]


def test_a_sheet_of_prompts_is_read_to_a_limit(sheet: Any) -> None:
    """Two thousand prompts, and as many links, are more than a table of a paper has."""
    for row in range(2, 2_103):
        prompt = DataValidation(type="whole", prompt=f"row {row}")
        prompt.add(f"A{row}")
        sheet.add_data_validation(prompt)
        sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", target="x", tooltip=f"hint {row}")
    places = [place.split()[0] for place, _ in texts_outside_cells(sheet)]
    assert (places.count("prompt"), places.count("link")) == (2_000, 2_000)
