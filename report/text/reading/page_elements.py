"""The properties of an element of a page: the kind and visibility of its text, its anchor and its descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from report.text.reading.colours import Colours, colours_within
from report.text.reading.pictures import is_path
from report.text.reading.styles import hides

#: The attributes that bind an element to a row, a claim, or the reason of a literal.
MARKS = ("data-stat", "data-claim", "data-reason")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
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
    **dict.fromkeys(HEADINGS, "heading"),
}
BREAKS = {
    *_KINDS,
    *("div", "section", "article", "header", "footer", "main", "aside", "figure", "table", "tr", "thead"),
    *("rt", "tbody", "tfoot", "ul", "ol", "dl", "pre", "hr", "address", "details", "summary", "svg", "body"),
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
#: Further attributes of elements that a browser shows or reads aloud.
_DESCRIBED = {
    "area": ("alt",),
    "textarea": ("placeholder",),
    **dict.fromkeys(("option", "optgroup", "track"), ("label",)),
}
#: The button with which a page's script opens the list of its numbers.
_COUNT = re.compile(r"\s*Numbers \(\d+\)\s*")
#: The id of a float; Quarto gives the caption of a float a separate id.
_FLOAT = re.compile(r"(fig|tbl)-(?!.*-caption-[0-9a-f]{8}-)[\w-]+")
_TARGET = re.compile(r"#(fig|tbl|sec|eq|note|app)-")


@dataclass
class ElementContext:
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


def descriptions(tag: str, element: Any) -> Iterator[str]:
    """The alternative texts of a picture."""
    if tag in ("img", "svg", "figure", "object", "input"):
        texts = (element.get(name) or "" for name in ("alt", "aria-label", "title", "placeholder"))
        yield from (text for text in texts if text and not is_path(text))
    else:
        names = ("aria-label", "title", *_DESCRIBED.get(tag, ()))
        texts = (element.get(name) or "" for name in names)
        yield from (text for text in texts if _DIGIT.search(text))
    if tag == "svg":
        parts = (each for each in element if isinstance(each.tag, str))
        named = (each for each in parts if each.tag.rpartition("}")[2] in ("title", "desc"))
        yield from filter(str.strip, ("".join(each.itertext()) for each in named))


def place_of(tag: str, element: Any, around: ElementContext) -> ElementContext:
    """The properties of the text in an element, which it partly inherits from the elements around it."""
    classes = (element.get("class") or "").split()
    id = element.get("id") or ""
    names = (tag, *classes, "" if _holds_list(tag, element) else id)
    special = next((_HOMES[name] for name in names if name in _HOMES), around.special)
    if tag == "section" and ("provenance" in classes or id == "provenance"):
        special = "provenance"
    kind = special or _KINDS.get(tag, "paragraph")
    if tag in ("td", "th", "text") or (tag in HEADINGS and special not in _WHOLE):
        kind = _KINDS[tag]
    if tag == "text" or around.kind == "figure":
        kind = "figure"
    elif around.kind in ("cell", "heading", "caption", "list item") and tag == "p" and not special:
        kind = around.kind
    home = id if _FLOAT.fullmatch(id) else around.home
    hidden = around.hidden or _is_silent(tag, element, classes)
    return ElementContext(kind, home, hidden, special, colours=colours_within(element, around.colours))


def _holds_list(tag: str, element: Any) -> bool:
    """Whether a section has a list of references of its own, beside which it may have tables and figures."""
    return tag == "section" and element.find(".//div[@id='refs']") is not None


def _is_silent(tag: str, element: Any, classes: list[str]) -> bool:
    shadow = tag == "template" and element.get("shadowrootmode") is not None
    if (tag in _SILENT and not shadow) or (tag == "dialog" and element.get("open") is None):
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


def anchor_of(
    tag: str, element: Any, place: ElementContext, around: ElementContext
) -> tuple[str, str] | None:
    """The kind and id of the anchor that an element sets on its text, if any."""
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


def _exempt(tag: str, element: Any, classes: list[str], place: ElementContext, around: ElementContext) -> str:
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
