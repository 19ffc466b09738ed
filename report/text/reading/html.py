"""Reads HTML: the published page, a copy saved from a browser, or the page that the current templates produce."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from report.rows.counted import counted
from report.text.blocks import BOUND, DESCRIPTION, Block, Copy
from report.text.reading.cells import with_heads
from report.text.reading.guards import allow_for
from report.text.reading.list_markers import ItemNumbering
from report.text.reading.page_data import cards, printed_texts
from report.text.reading.page_descriptions import page_descriptions
from report.text.reading.page_elements import (
    BREAKS,
    HEADINGS,
    MARKS,
    ElementContext,
    anchor_of,
    descriptions,
    place_of,
)
from report.text.reading.page_source import page_text, page_tree
from report.text.reading.split_tables import rejoined
from report.text.reading.stacked_scripts import squares_first
from report.text.reading.styles import rules
from report.text.reading.word_processors import restore
from report.text.reading.writer import Writer, seen

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_OTHER_FILES = {
    "embedded page": ("iframe", "frame", "object", "embed"),
    "video or audio": ("video", "audio"),
    "drawing by a script": ("canvas",),
}
#: The largest size of an icon, in pixels.
_ICON = 48


def read_html(data: bytes) -> Copy:
    """The blocks of a page, in the order of its source."""
    return page_copy(page_text(data))


@lru_cache(maxsize=2)
def page_copy(text: str) -> Copy:
    """The blocks of a decoded page; a build reads the places of a page and its numbers from one copy."""
    tree = page_tree(text)
    printed = printed_texts(tree)
    allow_for(len(printed))
    restore(tree)
    squares_first(tree)
    walk = _Walk()
    walk.run(tree)
    found = tuple(with_heads(rejoined(walk.writer.done, walk.header_rows), walk.header_rows))
    return Copy(
        "html",
        {"": found},
        printed,
        unchecked=_unread(tree),
        descriptions=(*walk.descriptions, *page_descriptions(tree)),
        cards=cards(tree),
        styles=rules(tree),
    )


def _unread(tree: HtmlElement) -> tuple[str, ...]:
    """The parts of a page that show another file, and are not read."""
    counts = {name: sum(1 for _ in tree.iter(*tags)) for name, tags in _OTHER_FILES.items()}
    return tuple(counted(count, name) for name, count in counts.items() if count)


@dataclass
class _Walk:
    """Walks through a page, element by element."""

    writer: Writer = field(default_factory=Writer)
    places: list[ElementContext] = field(default_factory=lambda: [ElementContext()])
    section: str = ""
    marks: int = 0
    tables: int = 0
    row: int = -1
    column: int = 0
    spans: dict[int, int] = field(default_factory=dict)
    header_rows: set[tuple[int, int]] = field(default_factory=set)
    descriptions: list[Block] = field(default_factory=list)
    numbering: ItemNumbering = field(default_factory=ItemNumbering)

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
        place = place_of(tag, element, around)
        self.places.append(place)
        self.marks += any(map(element.get, MARKS))
        if tag == "desc" and not around.silent:
            self._describe(element, around)
        if place.silent:
            return
        for text in descriptions(tag, element):
            self.descriptions.append(Block(DESCRIPTION, seen(text), (), self.section, None, place.home))
        if tag == "img" and not self._is_small(element):
            self.writer.finish()
            self.writer.done.append(Block("picture", "", (), self.section, None, place.home))
            self.writer.begin(self._block("", place))
        self._count(tag, element)
        if tag in BREAKS:
            self.writer.begin(replace(self._block(tag, place), ordinal=self._ordinal(tag, element)))
        elif tag in ("br", "tspan"):
            self.writer.write(" ")
        if anchor := anchor_of(tag, element, place, around):
            if anchor[0] == "mark":
                self.writer.write(" ")
            self.writer.enter(*anchor, self._number(element) if anchor[0] in BOUND else "")
        if tag == "sup":
            place.raised = self.writer.enter_raised("".join(element.itertext()))
        if tag == "input" and element.get("type") != "hidden":
            self.writer.write(f" {element.get('value') or ''} ")
        if tag == "li":
            self.writer.write(self.numbering.marker(element))
        self.writer.write(element.text or "")

    def _ordinal(self, tag: str, element: Any) -> int:
        """The number before a list item, if the block is the first of the item."""
        item = element if tag == "li" else element.getparent()
        if item is None or item.tag != "li":
            return 0
        is_first = item is element or (element.getprevious() is None and not (item.text or "").strip())
        return self.numbering.ordinal(item) if is_first else 0

    def _number(self, element: Any) -> str:
        """The name of an occurrence: its id or, without one, its number among all marked elements."""
        return element.get("id") or f"l{self.marks}"

    def _describe(self, element: Any, around: ElementContext) -> None:
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
            self.spans.clear()
        elif tag == "tr":
            self.row, self.column = self.row + 1, 0
            self._pass_spans()
            parent = element.getparent()
            if parent is not None and parent.tag == "thead":
                self.header_rows.add((self.tables, self.row))

    def _block(self, tag: str, place: ElementContext) -> Block:
        cell = (self.tables, self.row, self.column) if tag in ("td", "th") else None
        return Block(place.kind, "", (), self.section, None, place.home, cell)

    def _end(self, tag: str, element: Any) -> None:
        place = self.places.pop()
        around = self.places[-1]
        if not place.silent:
            if place.raised:
                self.writer.leave()
            if anchor_of(tag, element, place, around):
                self.writer.leave()
            if tag in BREAKS:
                self.writer.finish()
                self._after(tag, element, place)
                self.writer.begin(self._block("", around))
        if not around.silent:
            self.writer.write(element.tail or "")

    def _after(self, tag: str, element: Any, place: ElementContext) -> None:
        if tag in HEADINGS and self.writer.done and self.writer.done[-1].kind == "heading":
            self.section = self.writer.done[-1].text
            self.writer.done[-1] = replace(self.writer.done[-1], section=self.section)
        elif tag in ("td", "th"):
            wide, high = _span(element, "colspan"), _span(element, "rowspan")
            if high > 1:
                self.spans |= dict.fromkeys(range(self.column, self.column + wide), self.row + high - 1)
            self.column += wide
            self._pass_spans()

    def _pass_spans(self) -> None:
        """Move to the next column that no cell of a row above spans."""
        while self.spans.get(self.column, -1) >= self.row:
            self.column += 1


def _span(element: Any, side: str) -> int:
    """The number of columns or rows that a cell takes."""
    span = element.get(side) or "1"
    return max(1, int(span)) if span.isdigit() and len(span) < 4 else 1
