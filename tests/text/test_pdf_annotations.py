"""Annotations of a PDF page, letters that nothing shows, and where a text is printed on a page."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from report.text.reading.annotations import annotations_of
from report.text.reading.invisible_letters import without_invisible
from report.text.reading.letters import Letter
from report.text.reading.page_places import key, pages

SIZE = (300, 200)


def pdf(*codes: str) -> bytes:
    """A document with these pages, whose font is Helvetica."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    kids = []
    for code in codes:
        objects.append(f"<</Length {len(code)}>>\nstream\n{code}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {SIZE[0]} {SIZE[1]}]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(codes)}/Kids[{' '.join(kids)}]>>"
    body = "".join(f"{number} 0 obj\n{text}\nendobj\n" for number, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n0\n%%EOF".encode(
        "latin-1"
    )


def line(text: str, y: int = 100, colour: str = "0 g") -> str:
    """The code of a line of text."""
    return f"{colour} BT /F 12 Tf 20 {y} Td ({text}) Tj ET "


def annotated(data: bytes, kind: str, flags: int = 4, **fields: object) -> bytes:
    """The document with an annotation on its first page."""
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    made = DictionaryObject(
        {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(f"/{kind}")}
    )
    made[NameObject("/Rect")] = ArrayObject(FloatObject(each) for each in (20, 95, 60, 115))
    made[NameObject("/F")] = NumberObject(flags)
    for name, value in fields.items():
        made[NameObject(f"/{name}")] = value
    writer.add_annotation(0, made)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def first_page(data: bytes) -> pypdfium2.PdfPage:
    return pypdfium2.PdfDocument(data)[0]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("FreeText", "text"),
        ("Text", "comment"),
        ("Highlight", "comment"),
        ("Square", "drawing"),
        ("Ink", "drawing"),
    ],
)
def test_the_kind_and_text_of_an_annotation(kind: str, found: str) -> None:
    """Text on the page, comments on its text, and drawings over it."""
    data = annotated(pdf(line("A text")), kind, Contents=TextStringObject("Why β?"))
    (made,) = annotations_of(first_page(data))
    assert (made.kind, made.text) == (found, "Why β?")


def test_hidden_annotations_and_links_are_left_out() -> None:
    """A hidden one shows nothing; a link is no remark."""
    assert annotations_of(first_page(annotated(pdf(line("A text")), "FreeText", flags=2))) == []
    assert annotations_of(first_page(annotated(pdf(line("A text")), "Link"))) == []


def struck(data: bytes) -> bytes:
    quad = ArrayObject(FloatObject(each) for each in (18, 115, 60, 115, 18, 95, 60, 95))
    return annotated(data, "StrikeOut", QuadPoints=quad)


def test_a_strike_has_the_boxes_of_its_words() -> None:
    """Left, bottom, right and top."""
    (made,) = annotations_of(first_page(struck(pdf(line("0.42")))))
    assert made.struck == ((18, 95, 60, 115),)


def visible(data: bytes) -> str:
    """The letters of the first page that remain."""
    page = first_page(data)
    text = page.get_textpage()
    read = [Letter(letter, 12.0, 0.0, 0.0, place) for place, letter in enumerate(text.get_text_range())]
    return "".join(each.text for each in without_invisible(page, text, read, annotations_of(page)))


def test_printed_digits_are_read() -> None:
    """Dark and coloured ones."""
    assert visible(pdf(line("r = 0.42") + line("12", 60, "1 0 0 rg"))).split() == ["r", "=", "0.42", "12"]


@pytest.mark.parametrize("code", [line("r = 0.42", colour="1 g"), line("r = 0.42") + "1 g 0 90 300 30 re f "])
def test_white_and_covered_digits_are_dropped(code: str) -> None:
    """Letters other than digits and signs do not matter."""
    assert visible(pdf(code)) == "r = ."


def test_struck_digits_are_dropped() -> None:
    """A comment says that they are not to be printed."""
    assert visible(struck(pdf(line("0.42 and 9")))).split() == [".", "and", "9"]


def places(data: bytes, page: int, before: str, words: str) -> tuple[int, list[tuple[float, ...]]]:
    """The page and the boxes of a stretch."""
    (found,) = pages(data, [(page, before, words)])
    return found["page"], found["boxes"]["0"]


def test_a_stretch_has_a_box_on_each_of_its_lines() -> None:
    """In shares of the page from its upper left corner."""
    at, boxes = places(
        pdf(line("The first line", 150) + line("and the second", 130)), 1, "", "first line and the"
    )
    assert at == 1
    assert len(boxes) == 2
    assert boxes[0][1] < boxes[1][1] < 0.4
    assert boxes[0][0] > boxes[1][0]


def test_the_text_before_tells_equal_stretches_apart() -> None:
    """The place after the most similar text."""
    code = line("the women: M = 0.42", 150) + line("the men: M = 0.42", 130)
    one, other = (places(pdf(code), 1, before, "M = 0.42")[1] for before in ("women:", "of the men:"))
    assert one[0][1] < other[0][1]


def test_a_paragraph_may_end_on_the_next_page() -> None:
    """If its page does not have the stretch."""
    data = pdf(line("The first page"), line("The second page"))
    assert places(data, 1, "", "second page")[0] == 2
    assert places(data, 1, "", "no such words")[1] == []


def test_a_part_stands_for_a_stretch_that_is_not_found_whole() -> None:
    """Its first or last two thirds."""
    assert places(pdf(line("A result of the model is shown")), 1, "", "A result of the model was given")[1]


def test_pages_outside_the_document_are_left_out() -> None:
    """A copy may have fewer pages."""
    assert list(pages(pdf(line("A text")), [(7, "", "A text"), (0, "", "A text")])) == []


def test_keys_ignore_what_typesetting_changes() -> None:
    """Ligatures, spaces, hyphens; not relations and points."""
    assert key("\ufb01rst  p < .05 – x-ray") == "firstp<.05xray"
