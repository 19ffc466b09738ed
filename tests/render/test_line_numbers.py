"""The numbers of lines are laid out beside the lines that they count, and drawn in the margin of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pytest

from report.render.pdf.line_numbers import number_lines
from report.render.pdf.printer import printer

STYLE = "@page { size: 300px 200px; margin: 20px 60px; @bottom-center { content: counter(page) } } p { margin: 0 }"


class Printed:
    """A page whose lines have been numbered."""

    def __init__(self, body: str):
        self.sheets: list[Element] = []
        style = f"{STYLE} p {{ font: 10px/20px 'Source Sans Pro' }}"
        page = f"<html><head><style>{style}</style></head><body style='margin: 0'>{body}</body></html>"
        self.pages = printer().HTML(string=page).render().pages
        number_lines(self.pages, self._rendered)

    def _rendered(self, root: Element) -> Sequence[Any]:
        self.sheets.append(root)
        pages: Sequence[Any] = (
            printer().HTML(string=tostring(root, encoding="unicode", method="html")).render().pages
        )
        return pages

    def numbers(self) -> list[list[str]]:
        """The numbers of each page."""
        return [[each.text or "" for each in sheet.iter("p")] for sheet in self.sheets[0].iter("div")]

    def tops(self) -> list[float]:
        """The distance of each number of the first page from its top, in pixels."""
        styles = (each.get("style", "") for each in next(self.sheets[0].iter("div")).iter("p"))
        return [float(style.partition("top: ")[2].rstrip("px")) for style in styles]


def test_lines_are_counted_through_the_pages() -> None:
    """Each page has a sheet of its own, also one without lines."""
    made = Printed(
        "<p>one<br>two</p><div style='break-before: page; height: 5px'></div><p style='break-before: page'>three</p>"
    )
    assert made.numbers() == [["1", "2"], [], ["3"]]


def test_a_number_is_on_the_baseline_of_its_line() -> None:
    """Lines of 20 pixels have numbers 20 pixels apart; a larger line has its number lower."""
    tops = Printed("<p>one<br>two<br><span style='font-size: 18px'>three</span></p>").tops()
    assert tops[1] - tops[0] == pytest.approx(20)
    assert tops[2] - tops[1] > 21


def test_texts_side_by_side_are_one_line() -> None:
    """Such as the names of authors in a row, even if their baselines differ by a pixel."""
    made = Printed(
        "<div style='display: flex'><p>Ann</p><p style='padding-top: 1px'>Bea</p></div><p>Text.</p>"
    )
    assert made.numbers() == [["1", "2"]]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>cell</td></tr></table>",
        "<section class='provenance'><p>entry</p></section>",
        "<p class='running-title'>head</p>",
        "<p class='a build-id'>build</p>",
        "<p>&#160;</p>",
    ],
)
def test_other_lines_have_no_numbers(body: str) -> None:
    """Tables, the appendix of provenance, running heads and empty lines."""
    assert Printed(f"<p>one</p>{body}<p>two</p>").numbers() == [["1", "2"]]


def test_numbers_are_drawn_once_beside_the_margin_boxes() -> None:
    """The page keeps its own boxes, and its numbers are in a margin box, which is no part of the tagged text."""
    from weasyprint.formatting_structure import boxes

    page = Printed("<p>one</p>").pages[0]._page_box
    *_, last = page.children
    assert sum(isinstance(each, boxes.MarginBox) for each in page.children) == 2
    assert [each.text for each in last.descendants(placeholders=True) if hasattr(each, "text")] == ["1"]
