"""References to pages are written once, however many links and tags a PDF has."""

from __future__ import annotations

from weasyprint.pdf import pydyf

from report.render.pdf.page_references import page_references
from report.render.pdf.printer import printer


def test_references_are_those_of_all_pages_and_written_once() -> None:
    """After a page was added they are written again."""
    pdf = pydyf.PDF()
    assert page_references(pdf) == ()
    for count in (1, 2, 3):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        pages = (each for each in pdf.objects if isinstance(each, pydyf.Dictionary))
        numbers = [each.number for each in pages if each.get("Type") == "/Page"]
        assert page_references(pdf) == tuple(f"{number} 0 R".encode() for number in numbers)
        assert len(numbers) == count
        assert page_references(pdf) is page_references(pdf)


def test_the_printer_uses_them() -> None:
    """WeasyPrint asks for the references of all pages at each link and tag."""
    printer()
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert pdf.page_references is pdf.page_references
