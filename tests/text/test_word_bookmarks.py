"""The rows of numbers in a Word file, by controls and by the bookmarks that programs preserve in their stead."""

from __future__ import annotations

import pytest
from lxml import etree

from report.text.blocks import Block
from report.text.reading.ooxml import Walk
from report.text.reading.word_bookmarks import Bookmarks
from report.text.reading.word_styles import Styles
from report.text.reading.writer import Writer

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PLACES = {"tp1": "path.a", "tp2": "path.b"}


def start(name: str, number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: int) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def control(alias: str, content: str) -> str:
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def rows(*paragraphs: str) -> list[tuple[str, str]]:
    """The texts that belong to rows, each with its row."""
    body = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    root = etree.fromstring(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    walk = Walk(Styles.of(None), {}, places=PLACES)
    walk.run(root)
    return [
        (anchor.id, block.text[anchor.start : anchor.end])
        for block in walk.writer.done
        for anchor in block.anchors
        if anchor.kind == "stat"
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        control("path.a", run("0.50")),
        start("tp1", 1) + run("0.50") + end(1),
        start("tp1_Copy_3", 1) + run("0.50") + end(1),
        start("tp1", 1) + control("path.a", run("0.50")) + end(1),
        control("Number", start("tp1", 1) + end(1) + run("0.50")),
        start("tp1", 1) + control("Number", end(1) + run("0.50")),
    ],
)
def test_a_row_is_found_once(paragraph: str) -> None:
    """Whether a program kept the control, the bookmark around it, an empty one at its start, or several."""
    assert rows(run("beta = ") + paragraph + run(" (primary)")) == [("path.a", "0.50")]


def test_bookmarks_may_overlap() -> None:
    """LibreOffice begins the next bookmark before it ends the last."""
    overlapping = (
        start("tp1", 1) + run("0.50") + start("tp2", 2) + end(1) + run("0.60") + end(2) + run(" (n = 29)")
    )
    assert sorted(rows(overlapping)) == [("path.a", "0.50"), ("path.b", "0.60")]


def test_a_bookmark_without_end_ends_with_its_paragraph() -> None:
    """An editor that moved the end away does not claim the rest of the document for the row."""
    assert rows(start("tp1", 1) + run("0.50"), run("29 patients")) == [("path.a", "0.50")]


def test_a_control_that_names_no_row_is_text() -> None:
    """Such as a date picker of the author's."""
    assert rows(control("Date", run("29"))) == []


def test_a_bookmark_of_no_row_is_not_opened() -> None:
    """Word's own bookmarks, such as the last place of the cursor, have no text of a row."""
    writer = Writer()
    bookmarks = Bookmarks(PLACES, writer)
    writer.begin(Block("paragraph", ""))
    for name, text in (("_GoBack", "29"), ("tp1", "0.50")):
        bookmarks.start(etree.fromstring(f'<w:bookmarkStart xmlns:w="{WORD}" w:id="1" w:name="{name}"/>'))
        writer.write(text)
        bookmarks.end_all()
    writer.finish()
    (block,) = writer.done
    assert [(each.id, block.text[each.start : each.end]) for each in block.anchors] == [("path.a", "0.50")]
