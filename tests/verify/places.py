"""The printed places of a page, and single changes to them: each gives a copy with that change alone."""

import copy
import re
from dataclasses import dataclass

from lxml import etree, html

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class Place:
    """One printed row, mark, wording or literal: what it is tied to, its text, and where it stands.

    `index` names it within its page; `cell` is its table, row and column; `before` and `after` are the letters
    beside it.
    """

    index: int
    kind: str
    id: str
    text: str
    block: str
    cell: tuple[int, int, int] | None = None
    before: str = ""
    after: str = ""


class Page:
    """A published page of HTML."""

    def __init__(self, data):
        self.tree = html.document_fromstring(data.decode("utf-8"))
        self.places = [self._place(i, each) for i, each in enumerate(self._elements(self.tree))]

    @staticmethod
    def _elements(tree):
        return [each for each in tree.iter() if isinstance(each.tag, str) and _kind(each)]

    def _place(self, index, element):
        kind, id = _kind(element)
        cell = next(element.iterancestors("td", "th"), None)
        beside = _before(element)[-8:], (element.tail or "")[:1]
        return Place(index, kind, id, _text(element), _block(element), _coordinates(cell), *beside)

    def _changed(self, change):
        tree = copy.deepcopy(self.tree)
        change(tree, self._elements(tree))
        return b"<!DOCTYPE html>\n" + html.tostring(tree, encoding="utf-8")

    def edit(self, place, text):
        """Another text at a place."""
        return self._changed(lambda _, elements: _set(elements[place.index], text))

    def edit_both(self, one, text, other, more):
        """Other texts at two places."""

        def change(_, elements):
            _set(elements[one.index], text)
            _set(elements[other.index], more)

        return self._changed(change)

    def relate(self, place, old, new):
        """Another sign just before a place."""

        def change(_, elements):
            holder, slot = _slot_before(elements[place.index], old)
            text = getattr(holder, slot)
            head, _, tail = text.rpartition(old)
            setattr(holder, slot, head + new + tail)

        return self._changed(change)

    def add(self, place, text):
        """A text just behind a place."""

        def change(_, elements):
            element = elements[place.index]
            if _block(element) == "figure":
                label = copy.deepcopy(element)
                for name in [name for name in label.attrib if name.startswith("data-") or name == "id"]:
                    del label.attrib[name]
                _set(label, text.strip())
                label.set("dy", "-9")
                element.addnext(label)
            else:
                element.tail = text + (element.tail or "")

        return self._changed(change)

    def add_paragraph(self, place, text):
        """A paragraph after the one that contains a place."""

        def change(_, elements):
            paragraph = etree.Element("p")
            paragraph.text = text
            next(elements[place.index].iterancestors("p")).addnext(paragraph)

        return self._changed(change)

    def swap_cells(self, one, other):
        """The contents of two cells exchanged."""

        def change(_, elements):
            first, second = (next(elements[each.index].iterancestors("td", "th")) for each in (one, other))
            _exchange(first, second)

        return self._changed(change)

    def swap_heads(self, one, other):
        """The heads of the rows of two places exchanged."""

        def change(_, elements):
            first, second = (next(elements[each.index].iterancestors("tr")) for each in (one, other))
            _exchange(first[0], second[0])

        return self._changed(change)

    def drop_row(self, place):
        """The row of a place deleted."""

        def change(_, elements):
            row = next(elements[place.index].iterancestors("tr"))
            row.getparent().remove(row)

        return self._changed(change)

    def fill(self, place, text):
        """A text in the first empty cell of the row of a place; nothing if there is none."""

        def change(_, elements):
            _empty_cell(elements[place.index]).text = text

        return self._changed(change)

    def has_empty_cell(self, place):
        """Whether there is an empty cell in the row of a place."""
        return place.cell is not None and _empty_cell(self._elements(self.tree)[place.index]) is not None


def _kind(element):
    if any(each.get("class") == "provenance" for each in element.iterancestors("section")):
        return None
    if id := element.get("data-stat"):
        return ("stars" if "stars" in (element.get("class") or "").split() else "stat"), id
    if id := element.get("data-claim"):
        return "claim", id
    if reason := element.get("data-reason"):
        return "literal", f"literal: {reason}"
    return None


def _text(element):
    return re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()


def _set(element, text):
    for child in list(element):
        element.remove(child)
    element.text = text


def _block(element):
    around = [element, *element.iterancestors()]
    classes = {name for each in around for name in (each.get("class") or "").split()}
    ids = {each.get("id") for each in around}
    tags = [each.tag.rpartition("}")[2] for each in around]
    for name, kind in (("table-note", "note"), ("footnotes", "footnote"), ("abstract", "abstract")):
        if name in classes or name in ids:
            return kind
    kinds = {"text": "figure", "svg": "figure", "td": "cell", "th": "cell", "blockquote": "box"}
    if "nav" in tags:
        return "contents"
    kinds |= {"li": "list item", "caption": "caption", "figcaption": "caption"}
    kinds |= dict.fromkeys(HEADINGS, "heading")
    return next((kinds[tag] for tag in tags if tag in kinds), "text")


def _coordinates(cell):
    if cell is None:
        return None
    row = cell.getparent()
    table = next(cell.iterancestors("table"))
    tables = list(cell.getroottree().getroot().iter("table"))
    return tables.index(table), list(table.iter("tr")).index(row), list(row).index(cell)


def _before(element):
    """The text between the beginning of the block and an element."""
    around = ("p", "td", "th", "li", "svg", "div", *HEADINGS)
    block = next(each for each in element.iterancestors() if each.tag in around)
    parts = []
    for event, each in etree.iterwalk(block, events=("start", "end")):
        if each is element:
            break
        if isinstance(each.tag, str):
            parts.append((each.text if event == "start" else each.tail if each is not block else "") or "")
    return "".join(parts)


def _slot_before(element, sign):
    """The element whose `text` or `tail` contains the sign just before an element, with the name of the attribute."""
    previous = element.getprevious()
    while previous is not None:
        if previous.tail and sign in previous.tail:
            return previous, "tail"
        if previous.tail and previous.tail.strip():
            break
        previous = previous.getprevious()
    return element.getparent(), "text"


def _exchange(first, second):
    one, other = (first.text, list(first)), (second.text, list(second))
    for cell, (text, children) in ((first, other), (second, one)):
        cell.text = text
        for child in children:
            cell.append(child)


def _empty_cell(element):
    row = next(element.iterancestors("tr"))
    return next((cell for cell in row if not _text(cell)), None)
