"""The printed places of a Word file, and single changes to them, as for a page (see places)."""

import copy
import io
import re
import zipfile

from lxml import etree
from places import Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STYLES = {"heading": "heading", "title": "heading", "abstract": "abstract", "caption": "caption"}
STYLES |= {"note": "note", "footnote": "footnote", "block": "box", "quot": "box"}
MARKS = re.compile(r"[*†]+")


class Word:
    """A published Word file."""

    def __init__(self, data, claims):
        self.claims = claims
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        names = [name for name in self.parts if re.fullmatch(r"word/(document|footnotes)\.xml", name)]
        names += [name for name in self.parts if name.endswith(".svg")]
        self.trees = {name: etree.fromstring(self.parts[name]) for name in names}
        self.places = [self._place(i, each) for i, each in enumerate(_elements(self.trees))]

    def _place(self, index, element):
        id = element.get("data-stat") or _tag(element)
        kind = "claim" if id in self.claims else "stars" if MARKS.fullmatch(_text(element)) else "stat"
        beside = _beside(element)
        return Place(index, kind, id, _text(element), _block(element), _coordinates(element), *beside)

    def _changed(self, change):
        trees = copy.deepcopy(self.trees)
        change(_elements(trees))
        return packed({**self.parts, **{name: etree.tostring(tree) for name, tree in trees.items()}})

    def edit(self, place, text):
        return self._changed(lambda elements: _set(elements[place.index], text))

    def edit_both(self, one, text, other, more):
        def change(elements):
            _set(elements[one.index], text)
            _set(elements[other.index], more)

        return self._changed(change)

    def relate(self, place, old, new):
        def change(elements):
            element = elements[place.index]
            texts = list(_paragraph(element).iter(W + "t"))
            own = next(element.iter(W + "t"))
            before = [text for text in texts[: texts.index(own)] if old in (text.text or "")][-1]
            head, _, tail = before.text.rpartition(old)
            before.text = head + new + tail

        return self._changed(change)

    def add(self, place, text):
        def change(elements):
            element = elements[place.index]
            if element.tag.startswith(W):
                element.addnext(_run(text))
            else:
                label = copy.deepcopy(element)
                _set(label, text.strip())
                element.addnext(label)

        return self._changed(change)

    def swap_cells(self, one, other):
        def change(elements):
            _exchange(*(next(elements[each.index].iterancestors(W + "tc")) for each in (one, other)))

        return self._changed(change)

    def swap_heads(self, one, other):
        def change(elements):
            rows = (next(elements[each.index].iterancestors(W + "tr")) for each in (one, other))
            _exchange(*(next(row.iter(W + "tc")) for row in rows))

        return self._changed(change)

    def drop_row(self, place):
        def change(elements):
            row = next(elements[place.index].iterancestors(W + "tr"))
            row.getparent().remove(row)

        return self._changed(change)

    def fill(self, place, text):
        return self._changed(
            lambda elements: next(_empty_cell(elements[place.index]).iter(W + "p")).append(_run(text))
        )

    def has_empty_cell(self, place):
        return place.cell is not None and _empty_cell(_elements(self.trees)[place.index]) is not None


def packed(parts):
    """A Word file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _elements(trees):
    controls = [each for tree in trees.values() for each in tree.iter(W + "sdt") if _tag(each)]
    labels = [each for tree in trees.values() for each in tree.iter() if _is_label(each)]
    return controls + labels


def _is_label(element):
    return isinstance(element.tag, str) and element.tag.endswith("}text") and element.get("data-stat")


def _tag(control):
    tag = control.find(f"{W}sdtPr/{W}tag")
    id = tag.get(W + "val") if tag is not None else ""
    return id if "." in id else ""


def _text(element):
    if not element.tag.startswith(W):
        return "".join(element.itertext()).strip()
    return "".join(text.text or "" for text in element.iter(W + "t"))


def _set(element, text):
    if not element.tag.startswith(W):
        for child in list(element):
            element.remove(child)
        element.text = text
        return
    first, *others = element.iter(W + "t")
    first.text = text
    first.set(SPACE, "preserve")
    for other in others:
        other.text = ""


def _run(text):
    run = etree.Element(W + "r")
    inside = etree.SubElement(run, W + "t")
    inside.text = text
    inside.set(SPACE, "preserve")
    return run


def _paragraph(element):
    return next(element.iterancestors(W + "p"))


def _block(element):
    if not element.tag.startswith(W):
        return "figure"
    if any(True for _ in element.iterancestors(W + "footnote")):
        return "footnote"
    if any(True for _ in element.iterancestors(W + "tc")):
        return "cell"
    style = _paragraph(element).find(f"{W}pPr/{W}pStyle")
    name = (style.get(W + "val") if style is not None else "").casefold()
    return next((kind for part, kind in STYLES.items() if part in name), "text")


def _coordinates(element):
    cell = next(element.iterancestors(W + "tc"), None)
    if cell is None:
        return None
    row, table = next(cell.iterancestors(W + "tr")), next(cell.iterancestors(W + "tbl"))
    tables = list(element.getroottree().getroot().iter(W + "tbl"))
    return tables.index(table), list(table.iter(W + "tr")).index(row), list(row.iter(W + "tc")).index(cell)


def _beside(element):
    if not element.tag.startswith(W):
        return "", ""
    texts = list(_paragraph(element).iter(W + "t"))
    own = list(element.iter(W + "t"))
    first, last = texts.index(own[0]), texts.index(own[-1])
    before = "".join(text.text or "" for text in texts[:first])
    return before[-8:], "".join(text.text or "" for text in texts[last + 1 :])[:1]


def _exchange(first, second):
    contents = [[child for child in cell if child.tag != W + "tcPr"] for cell in (first, second)]
    for cell, children in ((first, contents[1]), (second, contents[0])):
        for child in children:
            cell.append(child)


def _empty_cell(element):
    row = next(element.iterancestors(W + "tr"))
    return next((cell for cell in row.iter(W + "tc") if not _text(cell).strip()), None)
