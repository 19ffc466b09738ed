"""Raw HTML in a document: what every format can express is translated, everything else is refused."""

from __future__ import annotations

from typing import Any

import pytest

from report.render.guard.raw_html import is_raw, translated
from report.render.guard.syntax_tree import UnsafeContent, examine

Node = dict[str, Any]


def inline(raw: str, format: str = "html") -> Node:
    """Raw content in a paragraph."""
    return {"t": "RawInline", "c": [format, raw]}


def block(raw: str, format: str = "html") -> Node:
    """Raw content between paragraphs."""
    return {"t": "RawBlock", "c": [format, raw]}


def word(text: str) -> Node:
    """A word."""
    return {"t": "Str", "c": text}


def test_ordinary_content_is_unchanged() -> None:
    """And nothing is refused."""
    found = translated([word("a"), {"t": "Space"}, word("b")])
    assert (found.nodes, found.refused) == ([word("a"), {"t": "Space"}, word("b")], [])
    assert translated([]).nodes == []


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "Strong"),
        ("STRONG", "Strong"),
        ("i", "Emph"),
        ("em", "Emph"),
        ("sub", "Subscript"),
        ("sup", "Superscript"),
        ("u", "Underline"),
        ("ins", "Underline"),
        ("s", "Strikeout"),
        ("del", "Strikeout"),
    ],
)
def test_tags_of_emphasis_become_emphasis(tag: str, kind: str) -> None:
    """In any case of their letters; what is between them is inside."""
    found = translated([word("x"), inline(f"<{tag}>"), word("y"), inline(f"</{tag.lower()}>"), word("z")])
    assert found.nodes == [word("x"), {"t": kind, "c": [word("y")]}, word("z")]
    assert found.refused == []


def test_nested_tags_are_nested() -> None:
    """From the inside out."""
    found = translated([inline("<b>"), inline("<i>"), word("x"), inline("</i>"), word("y"), inline("</b>")])
    assert found.nodes == [{"t": "Strong", "c": [{"t": "Emph", "c": [word("x")]}, word("y")]}]


def test_crossed_tags_are_refused() -> None:
    """A tag that is closed by another one's end has no translation; no word is lost."""
    found = translated([inline("<b>"), word("x"), inline("<i>"), word("y"), inline("</b>"), inline("</i>")])
    assert ("html", "</b>") in found.refused
    assert str(found.nodes).count("'Str'") == 2


@pytest.mark.parametrize("tags", [["<b>"], ["</b>"], ["<b>", "<i>"], ["</b>", "<b>"]])
def test_a_tag_without_its_partner_is_refused(tags: list[str]) -> None:
    """The words around it stay, in their order."""
    nodes = [word("x"), *(each for tag in tags for each in (inline(tag), word("y")))]
    found = translated(nodes)
    assert sorted(raw for _, raw in found.refused) == sorted(tags)
    assert found.nodes == [word("x"), *[word("y")] * len(tags)]


def test_line_breaks_and_rules_have_a_translation() -> None:
    """In a paragraph, and as a block of their own."""
    assert translated([inline("<br>"), inline("<BR />"), inline("<wbr/>")]).nodes == [
        {"t": "LineBreak"},
        {"t": "LineBreak"},
        word("\u200b"),
    ]
    assert translated([block("<hr>\n")]).nodes == [{"t": "HorizontalRule"}]
    assert translated([block("<br>")]).nodes == [{"t": "Para", "c": [{"t": "LineBreak"}]}]
    assert translated([inline("<hr>")]).refused == [("html", "<hr>")]


def test_two_translations_are_not_the_same_object() -> None:
    """A later step may change one of them."""
    first, second = translated([inline("<br>"), inline("<br>")]).nodes
    first["t"] = "changed"
    assert second == {"t": "LineBreak"}


@pytest.mark.parametrize("raw", ["<!-- a -->", "\n<!-- a -->\n<!-- b\nc -->\n"])
def test_comments_are_dropped(raw: str) -> None:
    """Nothing is refused."""
    found = translated([block(raw), inline("<!-- x -->")])
    assert (found.nodes, found.refused) == ([], [])


@pytest.mark.parametrize(
    ("raw", "target", "title", "text"),
    [
        ('<img src="a.png" alt="A plot">', "a.png", "", "A plot"),
        ("<img src='a.png'/>", "a.png", "", ""),
        ("<IMG SRC=a.png TITLE='T &amp; U'>", "a.png", "T & U", ""),
        ('<img alt="a &quot;b&quot;" src="x y.svg" >', "x y.svg", "", 'a "b"'),
    ],
)
def test_a_picture_with_plain_attributes_is_a_picture(raw: str, target: str, title: str, text: str) -> None:
    """In a paragraph or alone; character references are resolved."""
    picture = {"t": "Image", "c": [["", [], []], [word(text)], [target, title]]}
    assert translated([inline(raw)]).nodes == [picture]
    assert translated([block(raw)]).nodes == [{"t": "Para", "c": [picture]}]


@pytest.mark.parametrize(
    "raw",
    [
        "<script>alert(1)</script>",
        '<img src="a.png" onerror="x()">',
        '<img src="a.png" width="5">',
        '<b class="x">',
        "<span>",
        '<a href="x">',
        "<!-- a --><script>",
        "<br clear=all>",
        "</br>",
        "<iframe>",
        "<!-- not closed",
    ],
)
def test_everything_else_is_refused(raw: str) -> None:
    """Scripts, attributes beyond source and text, unknown tags, and what follows a comment."""
    for node in (inline(raw), block(raw)):
        assert translated([node]).refused == [("html", raw)]


@pytest.mark.parametrize("format", ["tex", "latex", "openxml", "typst"])
def test_raw_content_of_other_formats_is_refused(format: str) -> None:
    """Also if it looks like HTML."""
    assert translated([inline("<b>", format)]).refused == [(format, "<b>")]
    assert translated([block("<!-- a -->", format)]).refused == [(format, "<!-- a -->")]


def test_tags_of_emphasis_are_not_blocks() -> None:
    """Between paragraphs they would embrace whole paragraphs."""
    assert translated([block("<b>"), block("</b>")]).refused == [("html", "<b>"), ("html", "</b>")]


def test_only_raw_elements_are_raw() -> None:
    """Not a word, not a list, not a string."""
    assert is_raw(inline("x"))
    assert is_raw(block("x"))
    assert not any(map(is_raw, (word("x"), [inline("x")], "RawInline", None, {})))


def tree(*blocks: Any, **meta: Any) -> Node:
    """A document."""
    return {"meta": meta, "blocks": list(blocks)}


def findings(document: Node, folder: str = "") -> list[UnsafeContent]:
    """The findings in a document."""
    return list(examine(document, folder).findings)


def test_harmless_html_is_translated_in_place() -> None:
    """Wherever it is: in paragraphs, lists, and the metadata."""
    document = tree(
        {"t": "BulletList", "c": [[{"t": "Plain", "c": [inline("<b>"), word("x"), inline("</b>")]}]]},
        title={"t": "MetaInlines", "c": [inline("<i>"), word("y"), inline("</i>")]},
    )
    assert findings(document) == []
    assert document["blocks"][0]["c"][0][0]["c"] == [{"t": "Strong", "c": [word("x")]}]
    assert document["meta"]["title"]["c"] == [{"t": "Emph", "c": [word("y")]}]


def test_raw_content_is_found_with_its_first_tag() -> None:
    """The remedy is Markdown; the text locates it in the source."""
    (found,) = findings(tree(block('<div class="x">\n<script>y</script></div>')))
    assert found.what == 'contains raw HTML: <div class="x">'
    assert found.remedy == "write it in Markdown, which every format can show"
    assert found.needles[0] == '<div class="x">'


def test_a_closing_tag_is_reported_with_its_opening_tag() -> None:
    """One finding for both; a closing tag alone is one as well."""
    para = {"t": "Para", "c": [inline("<span>"), word("x"), inline("</span>")]}
    assert [each.what for each in findings(tree(para))] == ["contains raw HTML: <span>"]
    alone = {"t": "Para", "c": [word("x"), inline("</span>")]}
    assert [each.what for each in findings(tree(alone))] == ["contains raw HTML: </span>"]


@pytest.mark.parametrize(
    ("format", "called"), [("tex", "TeX"), ("latex", "LaTeX"), ("openxml", "OpenXML"), ("typst", "typst")]
)
def test_formats_are_called_by_their_names(format: str, called: str) -> None:
    """A long text is cut after sixty characters."""
    (found,) = findings(tree(block("\\newpage " * 20, format)))
    assert found.what.startswith(f"contains raw {called}: \\newpage")
    assert len(found.what.partition(": ")[2]) == 60
    assert found.what.endswith("…")


def test_the_same_finding_is_reported_once() -> None:
    """Two equal tags have one remedy."""
    assert len(findings(tree(block("<script>"), block("<script>")))) == 1


def test_pictures_are_collected_once_in_their_order() -> None:
    """Also those that were raw HTML."""
    picture = {"t": "Image", "c": [["", [], []], [], ["b.png", ""]]}
    document = tree({"t": "Para", "c": [picture, inline('<img src="a.png">'), picture]})
    assert list(examine(document).pictures) == ["b.png", "a.png"]


def link(target: str) -> Node:
    """A paragraph with a link."""
    return {"t": "Para", "c": [{"t": "Link", "c": [["", [], []], [word("x")], [target, ""]]}]}


@pytest.mark.parametrize("target", ["https://example.org", "mailto:a@example.org", "#tbl-x", "data/a.csv"])
def test_ordinary_links_are_permitted(target: str) -> None:
    """Pages, addresses, places in the document and files of the project."""
    assert findings(tree(link(target))) == []


@pytest.mark.parametrize("target", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x"])
def test_links_that_run_something_are_found(target: str) -> None:
    """The remedy names the links that are permitted."""
    (found,) = findings(tree(link(target)))
    assert target in found.what
    assert found.remedy == "link to https:, mailto: or a file of the project"


def test_attributes_that_run_something_are_found() -> None:
    """Those of a span or div that a page would obey."""
    span = {"t": "Span", "c": [["", ["x"], [["onclick", "y()"], ["data-stat", "a.b"]]], [word("x")]]}
    (found,) = findings(tree({"t": "Para", "c": [span]}))
    assert "onclick" in found.what
    assert found.remedy == "remove the attribute"


def text(value: str) -> Node:
    """A value of the metadata."""
    return {"t": "MetaInlines", "c": [word(value)]}


def test_a_language_is_a_tag_of_letters_and_hyphens() -> None:
    """It is inserted into a tag of the page."""
    assert findings(tree(lang=text("en-GB"), dir=text("rtl"))) == []
    (found,) = findings(tree(lang=text('en" onload="x')))
    assert found.what == 'the metadata\'s lang is not a language: en" onload="x'
    assert found.remedy == "write a tag such as en-GB"


def test_spaces_and_quotes_are_part_of_a_language() -> None:
    """pandoc has elements of their own for them, which must not hide that it is none."""
    quoted = {"t": "Quoted", "c": [{"t": "DoubleQuote"}, [word("x")]]}
    (found,) = findings(tree(lang={"t": "MetaInlines", "c": [word("en"), {"t": "Space"}, quoted]}))
    assert found.what == "the metadata's lang is not a language: en \"x"
