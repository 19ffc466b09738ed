"""Pages of Word files: sheets, running heads, sections of wide tables, title pages, comments and wrapped floats."""

from __future__ import annotations

import pytest
from lxml import etree

from report.render.word.comment_anchors import anchor, anchor_at
from report.render.word.namespaces import WP, W, element, text_of, w, xml
from report.render.word.nested_floats import unwrap
from report.render.word.page_formats import LANDSCAPE, PORTRAIT, own_sheets
from report.render.word.page_layout import turn_sections
from report.render.word.running_heads import Running
from report.render.word.title_page import arrange_front

MM = 72 / 25.4
SECTION = (
    '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1000" w:bottom="720" w:left="1400"/></w:sectPr>'
)


def body(*blocks: str) -> etree._Element:
    """The body of a document."""
    return xml(f"<w:body>{''.join(blocks)}</w:body>")


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of one run."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*cells: str) -> str:
    """A table of one row."""
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


def names(root: etree._Element) -> list[str]:
    """The local names of the children."""
    return [each.tag.rpartition("}")[2] for each in root]


def texts(root: etree._Element) -> list[str]:
    """The texts of the paragraphs of a body."""
    return [text_of(each) for each in root.iter(w("p"))]


def test_the_sheet_is_a4_in_both_directions() -> None:
    """210 by 297 mm with margins; the measure is what they leave."""
    assert (PORTRAIT.wide, PORTRAIT.high) == pytest.approx((210 * MM, 297 * MM))
    assert (LANDSCAPE.wide, LANDSCAPE.high) == pytest.approx((297 * MM, 210 * MM))
    assert PORTRAIT.measure == pytest.approx(160 * MM)
    assert PORTRAIT.depth == pytest.approx((297 - 26 - 24) * MM)


def test_the_sheet_of_a_reference_document_is_its_own() -> None:
    """US letter: 612 by 792 points; the side margin is the mean of both sides."""
    portrait, landscape = own_sheets(body(paragraph("x"), SECTION))
    assert (portrait.wide, portrait.high, portrait.side) == (612, 792, 60)
    assert (portrait.top, portrait.bottom) == (72, 36)
    assert (landscape.wide, landscape.high) == (792, 612)
    assert portrait.measure == 612 - 120


def test_a_document_without_a_section_has_the_usual_sheet() -> None:
    """Or one whose section says nothing of its size."""
    assert own_sheets(body(paragraph("x"))) == (PORTRAIT, LANDSCAPE)
    assert own_sheets(body("<w:sectPr/>")) == (PORTRAIT, LANDSCAPE)


def words_of(running: Running) -> str:
    """The page number of a running head as text, with the fields in brackets."""
    root = etree.fromstring(f'<p xmlns:w="{W}">{running.page}</p>')
    texts = []
    for run in root:
        field = run.find(w("instrText"))
        if field is not None:
            texts.append(f"[{field.text.strip()}]")
        elif run.find(w("t")) is not None and run.find(w("t")).text != "1":
            texts.append(run.find(w("t")).text)
    return "".join(texts)


def test_pages_are_numbered_in_the_language_of_the_document() -> None:
    """With fields that the word processor fills in; a language without words of its own has English ones."""
    assert words_of(Running("T", "")) == "Page [PAGE] of [NUMPAGES]"
    assert words_of(Running("T", "", "de-CH")) == "Seite [PAGE] von [NUMPAGES]"
    assert words_of(Running("T", "", "xx")) == "Page [PAGE] of [NUMPAGES]"


def test_the_foot_has_the_build_if_there_is_one() -> None:
    """A document without a ledger has none."""
    assert Running("T", "abc1234").foot == "Build abc1234"
    assert Running("T", "").foot == ""


def test_a_wide_table_has_pages_of_its_own() -> None:
    """With its caption and notes; the pages before and after are upright."""
    made = body(
        paragraph("Before"),
        paragraph("Caption", "TableCaption"),
        table(paragraph("x")),
        paragraph("Note", "TableNote"),
        paragraph("After"),
        SECTION,
    )
    turn_sections(made, [made.find(w("tbl"))], line_numbers=False)
    sizes = [each.find(w("pgSz")) for each in made.iter(w("sectPr"))]
    assert [size.get(w("orient")) for size in sizes] == [None, "landscape", None]
    assert [size.get(w("w")) for size in sizes] == ["12240", "15840", "12240"]
    ends = [
        text_of(each) for each in made.findall(w("p")) if each.find(f"{w('pPr')}/{w('sectPr')}") is not None
    ]
    assert ends[0] == "Before"
    assert texts(made)[-1] == "After"


def test_lines_are_numbered_on_all_pages() -> None:
    """Behind the margins, where the schema has them; a reference document may number them itself."""
    made = body(paragraph("x"), SECTION)
    turn_sections(made, [], line_numbers=True)
    section = made.find(w("sectPr"))
    assert names(section) == ["pgSz", "pgMar", "lnNumType"]
    turn_sections(made, [], line_numbers=True)
    assert names(section).count("lnNumType") == 1
    bare = body(paragraph("x"))
    turn_sections(bare, [], line_numbers=False)
    assert names(bare) == ["p", "sectPr"]


def test_the_title_page_is_in_the_order_of_readers() -> None:
    """Authors, affiliations, notes, date and banner come before the abstract, however pandoc wrote them."""
    made = body(
        paragraph("Title", "Title"),
        paragraph("A", "Author"),
        paragraph("B", "Author"),
        paragraph("Abstract", "Abstract"),
        paragraph("Banner", "Banner"),
        paragraph("Today", "Date"),
        paragraph("Note", "AuthorNote"),
        paragraph("Place", "Affiliation"),
        paragraph("A and B", "Byline"),
        paragraph("Body"),
    )
    arrange_front(made)
    assert texts(made) == ["Title", "A and B", "Place", "Note", "Today", "Banner", "Abstract", "Body"]
    assert made[1].find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) == "Author"


def test_authors_without_a_byline_remain() -> None:
    """What follows them does so in order; without a title it comes first."""
    made = body(
        paragraph("Title", "Title"),
        paragraph("A", "Author"),
        paragraph("Abstract", "Abstract"),
        paragraph("Today", "Date"),
    )
    arrange_front(made)
    assert texts(made) == ["Title", "A", "Today", "Abstract"]
    untitled = body(paragraph("Body"), paragraph("Today", "Date"))
    arrange_front(untitled)
    assert texts(untitled) == ["Today", "Body"]


def commented(made: etree._Element) -> list[str]:
    """The texts and marks of a paragraph, in order."""
    found = []
    for each in made:
        name = each.tag.rpartition("}")[2]
        if name == "r":
            found.append("call" if each.find(w("commentReference")) is not None else text_of(each))
        elif name.startswith("commentRange"):
            found.append("<" if name.endswith("Start") else ">")
    return found


def test_a_comment_is_on_the_words_that_it_is_about() -> None:
    """The run is divided around them, and each part keeps its look."""
    made = xml("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>The mean was 7.5 hours.</w:t></w:r></w:p>")
    anchor(made, 3, "7.5")
    assert commented(made) == ["The mean was ", "<", "7.5", ">", "call", " hours."]
    assert sum(run.find(f"{w('rPr')}/{w('b')}") is not None for run in made.iter(w("r"))) == 3
    assert made.find(w("commentRangeStart")).get(w("id")) == "3"


def test_words_at_the_start_of_a_paragraph_are_found() -> None:
    """Nothing is before them."""
    made = xml("<w:p><w:r><w:t>The mean</w:t></w:r></w:p>")
    anchor(made, 1, "The")
    assert commented(made) == ["<", "The", ">", "call", " mean"]


def test_words_may_reach_over_several_runs() -> None:
    """From the middle of one into the middle of another."""
    made = xml("<w:p><w:r><w:t>One two</w:t></w:r><w:r><w:t>three four</w:t></w:r></w:p>")
    anchor(made, 1, "twothree")
    assert commented(made) == ["One ", "<", "two", "three", ">", "call", " four"]


@pytest.mark.parametrize("sought", ["", "absent"])
def test_a_comment_without_its_words_is_on_the_whole_paragraph(sought: str) -> None:
    """Behind the properties of the paragraph, which come first."""
    made = xml('<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r><w:t>Text</w:t></w:r></w:p>')
    anchor(made, 1, sought)
    assert names(made)[0] == "pPr"
    assert commented(made) == ["<", "Text", ">", "call"]


def test_a_comment_can_be_on_one_element() -> None:
    """Such as a control or a picture."""
    made = xml("<w:p><w:r><w:t>a</w:t></w:r><w:sdt/><w:r><w:t>b</w:t></w:r></w:p>")
    anchor_at(made.find(w("sdt")), 2)
    assert names(made) == ["r", "commentRangeStart", "sdt", "commentRangeEnd", "r", "r"]


def test_a_table_that_only_wraps_a_float_is_unwrapped() -> None:
    """Caption and content take its place; empty paragraphs of the cell do not."""
    inner = paragraph("Caption", "TableCaption") + table(paragraph("x"), paragraph("y")) + "<w:p/>"
    made = body(paragraph("Before"), table(inner), paragraph("After"))
    unwrap(made)
    assert names(made) == ["p", "p", "tbl", "p"]
    assert texts(made) == ["Before", "Caption", "x", "y", "After"]


def test_a_wrapped_picture_is_unwrapped() -> None:
    """A caption makes it a float."""
    picture = f'<w:p><w:r><w:drawing><wp:inline xmlns:wp="{WP}"/></w:drawing></w:r></w:p>'
    made = body(table(picture + paragraph("Caption", "ImageCaption")))
    unwrap(made)
    assert names(made) == ["p", "p"]


@pytest.mark.parametrize(
    "cells",
    [
        (paragraph("a"), paragraph("b")),
        (paragraph("one cell"),),
        (paragraph("Caption", "Caption") + paragraph("text"),),
        (table(paragraph("x"), paragraph("y")),),
    ],
)
def test_an_ordinary_table_stays(cells: tuple[str, ...]) -> None:
    """One of several cells, or of one cell without a caption or without a float."""
    made = body(table(*cells))
    unwrap(made)
    assert names(made) == ["tbl"]


def test_an_element_has_its_attributes_in_the_namespace() -> None:
    """Word ignores others."""
    assert element("jc", val="left").attrib == {w("val"): "left"}


def test_comments_on_a_whole_paragraph_start_in_their_order():
    """A program that lists comments by where they start has the answer behind its question."""
    paragraph = xml("<w:p><w:pPr/><w:r><w:t>Words.</w:t></w:r></w:p>")
    for number in (0, 1):
        anchor(paragraph, number)
    starts = [each.get(w("id")) for each in paragraph.iter(w("commentRangeStart"))]
    assert starts == ["0", "1"]
    assert paragraph[0].tag == w("pPr")
