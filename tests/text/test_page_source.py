"""Bytes of a page, in whatever encoding, and the data that the engine embeds in it."""

from __future__ import annotations

import json

import pytest

from report.text.reading.guards import UnreadableError
from report.text.reading.page_data import cards, ledger_texts, printed_texts
from report.text.reading.page_source import page_text, page_tree

PAGE = "<html><body>β = −0.22 “é”</body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_unicode(encoding: str) -> None:
    """With or without a mark of the byte order."""
    assert page_text(PAGE.encode(encoding)) == PAGE


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("macintosh", "mac_roman"),
    ],
)
def test_a_named_encoding(named: str, encoding: str) -> None:
    """Latin 1 is what browsers take it for."""
    page = f'<html><meta charset="{named}"><body>é ÷ ü</body></html>'
    assert page_text(page.encode(encoding)) == page


def test_an_unknown_encoding_is_utf_8() -> None:
    """Damaged letters are replaced."""
    assert "\ufffd" in page_text(b'<html><meta charset="klingon">\xe9</html>')


def test_a_page_that_is_cut_off_is_refused() -> None:
    """A number may be missing; a fragment without `html` is whole."""
    with pytest.raises(UnreadableError, match="cut off"):
        page_text(b"<html><body>12")
    assert page_text(b"<p>12") == "<p>12"


def test_elements_without_comments() -> None:
    """Declarations of XHTML and null characters do not matter; an empty page is refused."""
    tree = page_tree('<?xml version="1.0" encoding="UTF-8"?><html><body><!-- 1 --><p>a\0b</p></body></html>')
    assert tree.text_content() == "ab"
    with pytest.raises(UnreadableError, match="is not HTML"):
        page_tree("")


def embedded(id: str, text: str) -> str:
    return f'<html><body><script type="application/json" id="{id}">{text}</script></body></html>'


def test_the_ledger_of_a_page() -> None:
    """As a mapping, or as the list of an older build."""
    rows = [
        {"rows": {"a.b": "0.42"}},
        {"rows": [{"id": "a.b", "printed": "0.42"}, {"id": 3, "printed": "x"}]},
    ]
    assert [printed_texts(page_tree(embedded("ledger", json.dumps(each)))) for each in rows] == [
        {"a.b": "0.42"}
    ] * 2


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rows": 3}', "null", "[" * 5000])
def test_data_that_are_no_ledger(text: str) -> None:
    """A damaged page has none."""
    assert ledger_texts(text) == {}
    assert cards(page_tree(embedded("provenance", text))) == {}


def test_cards_of_a_page() -> None:
    """Each row has a mapping."""
    text = json.dumps({"rows": {"a.b": {"label": "x"}, "a.c": "no card"}})
    assert cards(page_tree(embedded("provenance", text))) == {"a.b": {"label": "x"}}
