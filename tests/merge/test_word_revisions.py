"""Tracked changes of a Word file: which are accepted, and what they remove."""

from __future__ import annotations

import pytest
from lxml import etree

from report.merge.word_revisions import Revisions, text_in

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def element(body: str) -> etree._Element:
    return etree.fromstring(f'<w:x xmlns:w="{W}">{body}</w:x>')[0]


def properties(mark: str) -> etree._Element:
    """The properties of a paragraph whose end has a mark."""
    return element(f'<w:pPr><w:rPr><w:{mark} w:author="Ann" w:date="2024-01-01"/></w:rPr></w:pPr>')


def row(mark: str) -> etree._Element:
    """The properties of a row with a mark."""
    return element(f'<w:trPr><w:{mark} w:author="Ann"/></w:trPr>')


def test_a_change_has_its_author_date_and_text() -> None:
    """Deleted text counts as text; `text` takes its place."""
    run = element(
        '<w:ins w:author="Ann" w:date="2024"><w:r><w:t>a</w:t><w:delText>b</w:delText></w:r></w:ins>'
    )
    revisions = Revisions(lambda each: each.author == "Ann")
    assert text_in(run) == "ab"
    assert revisions.accepts(run, "inserted")
    assert revisions.accepts(run, "moved", "all")
    assert [(each.kind, each.author, each.date, each.text) for each in revisions.found] == [
        ("inserted", "Ann", "2024", "ab"),
        ("moved", "Ann", "2024", "all"),
    ]


@pytest.mark.parametrize(
    ("mark", "accepted", "removed"),
    [("del", True, True), ("del", False, False), ("ins", True, False), ("ins", False, True)],
)
def test_ends_of_paragraphs_and_rows(mark: str, accepted: bool, removed: bool) -> None:
    """An accepted deletion and a rejected insertion remove them."""
    for made in (Revisions(lambda _: accepted), Revisions(lambda _: accepted)):
        assert made.remove_end(properties(mark)) is removed
        assert made.remove_row(row(mark)) is removed
        assert len(made.found) == 2


def test_unmarked_ends_and_rows_stay() -> None:
    """Without properties, and with others."""
    made = Revisions(lambda _: True)
    assert not made.remove_end(None)
    assert not made.remove_end(element("<w:pPr/>"))
    assert not made.remove_end(element("<w:pPr><w:rPr><w:b/></w:rPr></w:pPr>"))
    assert not made.remove_row(None)
    assert not made.remove_row(element("<w:trPr><w:tblHeader/></w:trPr>"))
    assert made.found == []
