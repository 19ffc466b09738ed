"""Reads HTML: the published page, a copy saved from a browser, or the page that the current templates produce."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from report.text.blocks import BOUND, DESCRIPTION, Anchor, Block, Copy, counted
from report.text.reading.cells import with_heads
from report.text.reading.colours import Colours, colours_within
from report.text.reading.guards import UnreadableError, allow_for
from report.text.reading.list_markers import marker
from report.text.reading.mhtml import is_mhtml, page_of
from report.text.reading.page_descriptions import page_descriptions
from report.text.reading.pictures import is_path
from report.text.reading.split_tables import rejoined
from report.text.reading.styles import hides, rules
from report.text.reading.word_processors import restore
from report.text.reading.writer import Writer, seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The attributes that bind an element to a row, a claim, or the reason of a literal.
MARKS = ("data-stat", "data-claim", "data-reason")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_KINDS = {
    "p": "paragraph",
    "li": "list item",
    "td": "cell",
    "th": "cell",
    "caption": "caption",
    "figcaption": "caption",
    "blockquote": "quotation",
    "dt": "definition",
    "dd": "definition",
    "text": "figure",
    **dict.fromkeys(_HEADINGS, "heading"),
}
_BREAKS = {
    *_KINDS,
    *("div", "section", "article", "header", "footer", "main", "aside", "figure", "table", "tr", "thead"),
    *("tbody", "tfoot", "ul", "ol", "dl", "pre", "hr", "address", "details", "summary", "svg", "body"),
}
#: Elements whose text is not read: code, hidden parts, and content that the page's own script adds.
_SILENT = {
    *("script", "style", "head", "template", "noscript", "title", "desc", "defs", "s", "strike", "del"),
    *("metadata", "annotation", "annotation-xml", "iframe", "object", "bdo"),
}
_HOMES = {
    "table-note": "note",
    "footnotes": "footnote",
    "abstract": "abstract",
    "banner": "banner",
    "csl-entry": "reference",
    "references": "reference",
    "build-id": "running matter",
    "running-title": "running matter",
    "nav": "contents",
}
#: Elements whose digits are not results, and the reason.
_WHOLE = {"reference": "reference list", "provenance": "provenance", "running matter": "running matter"}
_MARKS = {
    *("footnote-ref", "footnote-number", "header-section-number"),
    *("author-mark", "equation-number", "example-number"),
}
#: Attributes by which a part of a drawing is invisible.
_UNDRAWN = {
    "display": ("none",),
    "visibility": ("hidden", "collapse"),
    **dict.fromkeys(("opacity", "fill-opacity"), ("0", "0.0", "0%")),
}
_DIGIT = re.compile(r"\d")
#: The button with which a page's script opens the list of its numbers.
_COUNT = re.compile(r"\s*Numbers \(\d+\)\s*")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)")
#: The first line of XHTML, whose encoding has been decoded.
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
#: The number of bytes at the start in which a page names its encoding, and at the end with its closing tag.
_HEAD, _TAIL = 4096, 4096
_OTHER_FILES = {
    "embedded page": ("iframe", "frame", "object", "embed"),
    "film or sound": ("video", "audio"),
    "drawing by a script": ("canvas",),
}
#: The largest size of an icon, in pixels.
_ICON = 48
#: The id of a float; Quarto gives the caption of a float an id of its own.
_FLOAT = re.compile(r"(fig|tbl)-(?!.*-caption-[0-9a-f]{8}-)[\w-]+")
_TARGET = re.compile(r"#(fig|tbl|sec|eq|note|app)-")


def read_html(data: bytes) -> Copy:
    """The blocks of a page, in the order of its source."""
    text = _decoded(page_of(data) if is_mhtml(data) else data)
    if "<html" in text[:_HEAD].lower() and "</html" not in text[-_TAIL:].lower():
        raise UnreadableError("is cut off: the end of the page is missing")
    return page_copy(text)


@lru_cache(maxsize=2)
def page_copy(text: str) -> Copy:
    """The blocks of a decoded page; a build reads the places of a page and its numbers from one copy."""
    tree = _tree(text)
    printed = _printed(tree)
    allow_for(len(printed))
    restore(tree)
    walk = _Walk()
    walk.run(tree)
    found = tuple(with_heads(rejoined(walk.writer.done, walk.header_rows), walk.header_rows))
    return Copy(
        "html",
        {"": found},
        printed,
        unchecked=_unread(tree),
        descriptions=(*walk.descriptions, *page_descriptions(tree)),
        cards=_cards(tree),
        styles=rules(tree),
    )


def _unread(tree: HtmlElement) -> tuple[str, ...]:
    """The parts of a page that show another file, and are not read."""
    counts = {name: sum(1 for _ in tree.iter(*tags)) for name, tags in _OTHER_FILES.items()}
    return tuple(counted(count, name) for name, count in counts.items() if count)


def _decoded(data: bytes) -> str:
    """The text of a page in UTF-8, UTF-16 or the encoding that it names."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data[:_HEAD])
        return data.decode(_known(named[1].decode("ascii") if named else ""), "replace")


def _known(encoding: str) -> str:
    """The encoding that browsers use for a name; UTF-8 if the name is unknown."""
    if encoding.casefold() in ("iso-8859-1", "latin1", "us-ascii", "windows-1252"):
        return "cp1252"
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "utf-8"


def _tree(text: str) -> HtmlElement:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(_DECLARATION.sub("", text.replace("\0", "")), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(f"is not HTML: {error}") from None


def _printed(tree: HtmlElement) -> Mapping[str, str]:
    return ledger_texts(_data(tree, "ledger"))


def _cards(tree: HtmlElement) -> Mapping[str, Mapping[str, object]]:
    """The contents of a page's provenance cards by row; empty if it has none."""
    try:
        rows = json.loads(_data(tree, "provenance"))["rows"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return {id: row for id, row in rows.items() if isinstance(row, dict)} if isinstance(rows, dict) else {}


def _data(tree: HtmlElement, id: str) -> str:
    """The data in the script element of that id."""
    return next((script.text or "" for script in tree.iter("script") if script.get("id") == id), "")


def ledger_texts(text: str, key: str = "rows") -> dict[str, str]:
    """The ids and printed texts of an embedded ledger, or another mapping in it; empty if it is not a ledger."""
    try:
        rows = json.loads(text)[key]
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    if isinstance(rows, list):
        rows = {row.get("id"): row.get("printed") for row in rows if isinstance(row, dict)}
    if not isinstance(rows, dict):
        return {}
    return {id: text for id, text in rows.items() if isinstance(id, str) and isinstance(text, str)}


@dataclass
class _Place:
    """The properties of a text that follow from the elements around it."""

    kind: str = "paragraph"
    home: str = ""
    hidden: bool = False
    special: str = ""
    raised: bool = False
    colours: Colours = field(default_factory=Colours)

    @property
    def silent(self) -> bool:
        """Whether a reader does not see the text."""
        return self.hidden or not self.colours.shows


@dataclass
class _Walk:
    """Walks through a page, element by element."""

    writer: Writer = field(default_factory=Writer)
    places: list[_Place] = field(default_factory=lambda: [_Place()])
    section: str = ""
    marks: int = 0
    tables: int = 0
    row: int = -1
    column: int = 0
    header_rows: set[tuple[int, int]] = field(default_factory=set)
    descriptions: list[Block] = field(default_factory=list)

    def run(self, tree: HtmlElement) -> None:
        from lxml import etree

        for event, element in etree.iterwalk(tree, events=("start", "end")):
            if not isinstance(element.tag, str):
                continue
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                self._start(tag, element)
            else:
                self._end(tag, element)
        self.writer.finish()

    def _start(self, tag: str, element: Any) -> None:
        around = self.places[-1]
        place = _place(tag, element, around)
        self.places.append(place)
        self.marks += any(map(element.get, MARKS))
        if tag == "desc" and not around.silent:
            self._describe(element, around)
        if place.silent:
            return
        for text in _descriptions(tag, element):
            self.descriptions.append(Block(DESCRIPTION, seen(text), (), self.section, None, place.home))
        if tag == "img" and not self._is_small(element):
            self.writer.finish()
            self.writer.done.append(Block("picture", "", (), self.section, None, place.home))
            self.writer.begin(self._block("", place))
        self._count(tag, element)
        if tag in _BREAKS:
            self.writer.begin(self._block(tag, place))
        elif tag in ("br", "tspan"):
            self.writer.write(" ")
        if anchor := _anchor(tag, element, place, around):
            if anchor[0] == "mark":
                self.writer.write(" ")
            self.writer.enter(*anchor, self._number(element) if anchor[0] in BOUND else "")
        if tag == "sup":
            place.raised = self.writer.enter_raised("".join(element.itertext()))
        if tag == "input" and element.get("type") != "hidden":
            self.writer.write(f" {element.get('value') or ''} ")
        if tag == "li":
            self.writer.write(marker(element))
        self.writer.write(element.text or "")

    def _number(self, element: Any) -> str:
        """The name of an occurrence: its id or, without one, its number among all marked elements."""
        return element.get("id") or f"l{self.marks}"

    def _describe(self, element: Any, around: _Place) -> None:
        """The alternative text of a drawing."""
        text = seen(" ".join("".join(element.itertext()).split()))
        if text:
            self.writer.finish()
            self.writer.done.append(Block("description", text, (), self.section, None, around.home))
            self.writer.begin(self._block("", around))

    @staticmethod
    def _is_small(element: Any) -> bool:
        """Whether a picture is an icon or a symbol within a line."""
        sizes = [element.get(side) or "" for side in ("width", "height")]
        return any(size.isdigit() and int(size) < _ICON for size in sizes)

    def _count(self, tag: str, element: Any) -> None:
        if tag == "table":
            self.tables, self.row = self.tables + 1, -1
        elif tag == "tr":
            self.row, self.column = self.row + 1, 0
            parent = element.getparent()
            if parent is not None and parent.tag == "thead":
                self.header_rows.add((self.tables, self.row))

    def _block(self, tag: str, place: _Place) -> Block:
        cell = (self.tables, self.row, self.column) if tag in ("td", "th") else None
        return Block(place.kind, "", (), self.section, None, place.home, cell)

    def _end(self, tag: str, element: Any) -> None:
        place = self.places.pop()
        around = self.places[-1]
        if not place.silent:
            if place.raised:
                self.writer.leave()
            if _anchor(tag, element, place, around):
                self.writer.leave()
            if tag in _BREAKS:
                self.writer.finish()
                self._after(tag, element, place)
                self.writer.begin(self._block("", around))
        if not around.silent:
            self.writer.write(element.tail or "")

    def _after(self, tag: str, element: Any, place: _Place) -> None:
        if tag in _HEADINGS and self.writer.done and self.writer.done[-1].kind == "heading":
            self.section = self.writer.done[-1].text
            self.writer.done[-1] = replace(self.writer.done[-1], section=self.section)
        elif tag in ("td", "th"):
            span = element.get("colspan") or "1"
            self.column += int(span) if span.isdigit() and len(span) < 4 else 1


def _descriptions(tag: str, element: Any) -> Iterator[str]:
    """The alternative texts of a picture."""
    if tag in ("img", "svg", "figure", "object", "input"):
        texts = (element.get(name) or "" for name in ("alt", "aria-label", "title"))
        yield from (text for text in texts if text and not is_path(text))
    else:
        texts = (element.get(name) or "" for name in ("aria-label", "title"))
        yield from (text for text in texts if _DIGIT.search(text))
    if tag == "svg":
        parts = (each for each in element if isinstance(each.tag, str))
        named = (each for each in parts if each.tag.rpartition("}")[2] in ("title", "desc"))
        yield from filter(str.strip, ("".join(each.itertext()) for each in named))


def _place(tag: str, element: Any, around: _Place) -> _Place:
    classes = (element.get("class") or "").split()
    id = element.get("id") or ""
    names = (tag, *classes, "" if _holds_list(tag, element) else id)
    special = next((_HOMES[name] for name in names if name in _HOMES), around.special)
    if tag == "section" and ("provenance" in classes or id == "provenance"):
        special = "provenance"
    kind = special or _KINDS.get(tag, "paragraph")
    if tag in ("td", "th", "text") or (tag in _HEADINGS and special not in _WHOLE):
        kind = _KINDS[tag]
    if tag == "text" or around.kind == "figure":
        kind = "figure"
    elif around.kind in ("cell", "heading", "caption", "list item") and tag == "p" and not special:
        kind = around.kind
    home = id if _FLOAT.fullmatch(id) else around.home
    hidden = around.hidden or _is_silent(tag, element, classes)
    return _Place(kind, home, hidden, special, colours=colours_within(element, around.colours))


def _holds_list(tag: str, element: Any) -> bool:
    """Whether a section has a list of references of its own, beside which it may have tables and figures."""
    return tag == "section" and element.find(".//div[@id='refs']") is not None


def _is_silent(tag: str, element: Any, classes: list[str]) -> bool:
    if tag in _SILENT or (tag == "dialog" and element.get("open") is None):
        return True
    if tag == "aside" and {"card", "numbers"} & set(classes):
        return True
    hidden = element.get("hidden") is not None or hides(element.get("style") or "")
    hidden = hidden or (tag == "button" and _COUNT.fullmatch("".join(element.itertext())) is not None)
    back = "footnote-back" in classes or element.get("role") == "doc-backlink"
    return hidden or _is_undrawn(element) or (back and not _DIGIT.search("".join(element.itertext())))


def _is_undrawn(element: Any) -> bool:
    """Whether the attributes of a part of a drawing hide it."""
    return any((element.get(name) or "").strip() in values for name, values in _UNDRAWN.items())


def _anchor(tag: str, element: Any, place: _Place, around: _Place) -> tuple[str, str] | None:
    classes = (element.get("class") or "").split()
    if id := element.get("data-stat"):
        return ("stars" if "stars" in classes else "stat"), id
    if id := element.get("data-claim"):
        return "claim", id
    if reason := element.get("data-reason"):
        return "literal", reason
    if kind := _exempt(tag, element, classes, place, around):
        return kind, ""
    return None


def _exempt(tag: str, element: Any, classes: list[str], place: _Place, around: _Place) -> str:
    if place.special != around.special and place.special in _WHOLE:
        return _WHOLE[place.special]
    if tag == "math" or "date" in classes or "citation" in classes:
        return "formula" if tag == "math" else "date" if "date" in classes else "citation"
    if _MARKS & set(classes):
        return "mark"
    target = element.get("href") or ""
    if tag == "a" and (_TARGET.match(target) or "quarto-xref" in classes or "xref" in classes):
        return "cross-reference"
    return "cross-reference" if "see" in classes or "float-label" in classes else ""


__all__ = ["Anchor", "ledger_texts", "page_copy", "read_html"]
