"""Fields, symbols and tables of Word documents, read from their elements."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.reading.fields import Fields
from report.text.reading.symbols import symbol
from report.text.reading.word_styles import w
from report.text.reading.word_tables import span

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def element(xml: str) -> etree._Element:
    """An element of a Word document."""
    return etree.fromstring(xml.replace(">", f' xmlns:w="{NAMESPACE}">', 1))


def character(kind: str) -> etree._Element:
    """The beginning, middle or end of a field."""
    return etree.Element(w("fldChar"), {w("fldCharType"): kind})


def field(code: str) -> Fields:
    """The position within the result of a field."""
    fields = Fields()
    fields.on_character(character("begin"))
    fields.on_code(code)
    fields.on_character(character("separate"))
    return fields


@pytest.mark.parametrize("code", ["PAGE", " page \\* MERGEFORMAT", "NUMPAGES", "PAGEREF _Toc1"])
def test_the_result_of_a_page_field_is_a_page_number(code: str) -> None:
    """Word computes page numbers, so they belong to no row; the case of the field code does not matter."""
    assert field(code).is_page_number("12")
    assert field(code).is_page_number(" xiv ")


@pytest.mark.parametrize(("code", "text"), [("PAGE", "12 patients"), ("REF tbl1", "12"), ("DATE", "2025")])
def test_typed_text_and_other_fields_are_read(code: str, text: str) -> None:
    """Text that someone typed into a page field, or that another field shows, is part of the document."""
    assert not field(code).is_page_number(text)


def test_the_code_of_a_field_may_be_in_several_runs() -> None:
    """Word splits codes as it likes; text after the separator is the result, not code."""
    fields = Fields()
    fields.on_character(character("begin"))
    fields.on_code("PA")
    fields.on_code("GE")
    assert not fields.is_page_number("1")
    fields.on_character(character("separate"))
    fields.on_code("REF")
    assert fields.is_page_number("1")
    fields.on_character(character("end"))
    assert not fields.is_page_number("1")


def test_fields_inside_a_table_of_contents_belong_to_it() -> None:
    """The entries of a table of contents contain fields of their own."""
    fields = field("TOC \\o 1-3")
    fields.enter("PAGEREF _Toc1")
    assert fields.in_contents
    fields.leave()
    fields.on_character(character("end"))
    assert not fields.in_contents


def test_an_end_without_a_beginning_is_ignored() -> None:
    """A damaged document does not stop the reader."""
    fields = Fields()
    fields.on_character(character("end"))
    fields.on_character(character("separate"))
    fields.on_code("PAGE")
    assert fields.around == []


@pytest.mark.parametrize(
    ("font", "code", "sign"),
    [
        ("Symbol", "F062", "β"),
        ("Symbol", "62", "β"),
        ("symbol", "F0B3", "≥"),
        ("Symbol", "F02D", "\u2212"),
        ("Wingdings", "F041", "A"),
        ("Symbol", "zz", ""),
        ("Symbol", "", ""),
        ("Symbol", "D800", ""),
    ],
)
def test_a_symbol_is_a_font_and_a_code(font: str, code: str, sign: str) -> None:
    """Symbol fonts start at F000; a code that is not a number or not a character is nothing."""
    assert symbol(font, code) == sign


ROW = (
    "<w:tr><w:trPr><w:tblHeader/></w:trPr>"
    '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    "<w:p><w:r><w:t>Model</w:t></w:r><w:r><w:t> fit</w:t></w:r></w:p></w:tc>"
    "<w:tc><w:p><w:r><w:t>CFI</w:t></w:r></w:p></w:tc></w:tr>"
)


def test_a_cell_may_take_several_columns() -> None:
    """The properties of a cell state how many columns of the grid it takes."""
    row = element(ROW)
    assert [span(cell) for cell in row.iterchildren(w("tc"))] == [2, 1]


@pytest.mark.parametrize("value", ["many", "", "99999", "-1"])
def test_a_span_that_is_not_a_small_number_is_one_column(value: str) -> None:
    """A hostile or damaged span does not make a table of millions of columns."""
    row = element(ROW.replace('w:val="2"', f'w:val="{value}"'))
    assert [span(cell) for cell in row.iterchildren(w("tc"))] == [1, 1]


@pytest.mark.parametrize(
    ("before", "is_page"),
    [
        ("See page ", True),
        ("on pp. ", True),
        ("pp. \u2013", True),
        ("Page 3 of ", True),
        ("siehe Seite ", True),
        ("", True),
        ("We saw ", False),
        ("On this page we saw ", False),
    ],
)
def test_a_page_number_belongs_behind_the_word_page(before: str, is_page: bool) -> None:
    """Elsewhere in a sentence, the field shows a number like any other."""
    assert field("NUMPAGES").is_page_number("29", before) is is_page


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("QUOTE 29", " 29 "),
        ("= 12 + 17", " 12 + 17 "),
        ("LISTNUM \\s 29", " \\s 29 "),
        ("MACROBUTTON None 29", " None 29 "),
        ("SYMBOL 50 \\f Arial", "2"),
        ("XE 29", ""),
        ("TOC \\o 1-3", ""),
        ("PAGE", ""),
    ],
)
def test_a_field_without_a_result_shows_what_its_code_says(code: str, shown: str) -> None:
    """Word shows such fields by their code, at once or when it updates them; entries of an index are invisible."""
    fields = Fields()
    fields.on_character(character("begin"))
    fields.on_code(f" {code} ")
    assert fields.on_character(character("end")) == shown
    assert fields.passed["empty field"] == bool(shown)


def test_a_field_that_word_computes_is_counted() -> None:
    """An update may change its result."""
    fields = field("DOCPROPERTY n")
    fields.on_character(character("end"))
    assert fields.passed["computed field"] == 1
    fields.enter("PAGE")
    assert fields.leave() == ""
    assert fields.passed["computed field"] == 1
