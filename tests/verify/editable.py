"""Copies whose blocks can be given other texts: a page of HTML and a Word file."""

import copy
import io
import re
import zipfile

from lxml import etree, html

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAGS = {
    **{
        "p": "text",
        "li": "list item",
        "td": "cell",
        "th": "head",
        "caption": "caption",
        "figcaption": "caption",
    },
    **dict.fromkeys(("h1", "h2", "h3", "h4"), "heading"),
    **{"text": "figure", "div": "reference"},
}
PARTS = re.compile(r"word/(document|footnotes)\.xml")


class Editable:
    """Blocks by index, each as the pieces of text that it consists of."""

    def __init__(self):
        self.found = list(self._holders(self.trees))
        self.blocks = [(kind, "".join(_get(*slot) for slot in slots)) for kind, _, slots in self.found]

    def edited(self, *changes):
        """The copy with other texts in some blocks, given as pairs of index and text."""
        trees = copy.deepcopy(self.trees)
        found = list(self._holders(trees))
        for index, text in changes:
            _rewrite(found[index][2], text)
        return self._packed(trees)


def _get(element, slot):
    return getattr(element, slot) or ""


def _rewrite(slots, text):
    """Give pieces of text a new whole: what they begin and end with stays in its pieces."""
    old = [_get(*slot) for slot in slots]
    whole = "".join(old)
    head = next(
        (i for i, (a, b) in enumerate(zip(whole, text, strict=False)) if a != b), min(len(whole), len(text))
    )
    most = min(len(whole), len(text)) - head
    tail = next((i for i in range(most) if whole[-1 - i] != text[-1 - i]), most)
    start, end, new = head, len(whole) - tail, text[head : len(text) - tail]
    at, done = 0, False
    for (element, slot), piece in zip(slots, old, strict=True):
        first, last = max(start - at, 0), min(max(end - at, 0), len(piece))
        if first <= len(piece) and (not done) and start <= at + len(piece):
            setattr(element, slot, piece[:first] + new + piece[max(first, last) :])
            done = True
        elif done and at < end:
            setattr(element, slot, piece[min(max(end - at, 0), len(piece)) :])
        if element.tag == W + "t":
            element.set(SPACE, "preserve")
        at += len(piece)


class Html(Editable):
    """A published page."""

    def __init__(self, data):
        self.trees = html.document_fromstring(data.decode("utf-8"))
        super().__init__()

    @staticmethod
    def _holders(tree):
        body = tree.find("body")
        for element in body.iter():
            tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
            if tag not in TAGS or (tag == "div" and "csl-entry" not in (element.get("class") or "")):
                continue
            if _is_aside(element) or any(
                _tag(each) in TAGS and _tag(each) != "div" for each in element.iterdescendants()
            ):
                continue
            slots = [slot for slot in _slots(element) if _get(*slot).strip("\n")]
            if "".join(_get(*slot) for slot in slots).strip():
                yield _kind(element, TAGS[tag]), element, slots

    @staticmethod
    def _packed(tree):
        return b"<!DOCTYPE html>\n" + html.tostring(tree, encoding="utf-8")


def _tag(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _is_aside(element):
    for each in (element, *element.iterancestors()):
        classes = (each.get("class") or "").split()
        if {"provenance", "card", "numbers", "sourceCode", "build-id", "author", "affiliations"} & set(
            classes
        ):
            return True
        if _tag(each) in ("script", "style", "button", "template", "nav") or each.get("hidden") is not None:
            return True
    return False


def _kind(element, kind):
    for each in (element, *element.iterancestors()):
        classes = (each.get("class") or "").split()
        for name, found in (
            ("table-note", "note"),
            ("footnotes", "footnote"),
            ("abstract", "abstract"),
            ("banner", "banner"),
        ):
            if name in classes or each.get("id") == name:
                return found
        if _tag(each) == "blockquote":
            return "box"
    return kind


def _slots(element):
    """The pieces of text inside an element, in order; footnote marks and hidden parts are none."""
    yield element, "text"
    for child in element:
        if (
            isinstance(child.tag, str)
            and "footnote" not in (child.get("class") or "")
            and child.tag not in ("button", "aside")
        ):
            yield from _slots(child)
        yield child, "tail"


class Word(Editable):
    """A published Word file."""

    def __init__(self, data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        names = [name for name in self.parts if PARTS.fullmatch(name) or name.endswith(".svg")]
        self.trees = {name: etree.fromstring(self.parts[name]) for name in names}
        super().__init__()

    @staticmethod
    def _holders(trees):
        for name, tree in trees.items():
            if name.endswith(".svg"):
                labels = (each for each in tree.iter() if _tag(each) == "text")
                yield from (
                    ("figure", each, list(_slots(each)))
                    for each in labels
                    if "".join(each.itertext()).strip()
                )
                continue
            for paragraph in tree.iter(W + "p"):
                slots = [(text, "text") for text in paragraph.iter(W + "t") if text.text]
                if "".join(_get(*slot) for slot in slots).strip():
                    yield _kind_of_paragraph(paragraph, name), paragraph, slots

    def _packed(self, trees):
        return zipped({**self.parts, **{name: etree.tostring(tree) for name, tree in trees.items()}})


def _kind_of_paragraph(paragraph, name):
    if "footnotes" in name:
        return "footnote"
    if (cell := next(paragraph.iterancestors(W + "tc"), None)) is not None:
        row = next(cell.iterancestors(W + "tr"))
        return "head" if row.find(f"{W}trPr/{W}tblHeader") is not None else "cell"
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = (style.get(W + "val") if style is not None else "").casefold()
    kinds = (
        ("heading", "heading"),
        ("title", "heading"),
        ("abstract", "abstract"),
        ("caption", "caption"),
        ("note", "note"),
    )
    kinds += (("bibliography", "reference"), ("block", "box"), ("compact", "list item"))
    return next((kind for part, kind in kinds if part in name), "text")


def zipped(parts):
    """A Word file of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
