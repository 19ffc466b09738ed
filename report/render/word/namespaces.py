"""Defines the namespaces of Word's XML, and creates elements in them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "http://schemas.openxmlformats.org"
W = f"{_OFFICE}/wordprocessingml/2006/main"
R = f"{_OFFICE}/officeDocument/2006/relationships"
A = f"{_OFFICE}/drawingml/2006/main"
M = f"{_OFFICE}/officeDocument/2006/math"
WP = f"{_OFFICE}/drawingml/2006/wordprocessingDrawing"
PIC = f"{_OFFICE}/drawingml/2006/picture"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
CONTENT_TYPES = f"{_OFFICE}/package/2006/content-types"
RELATIONS = f"{_OFFICE}/package/2006/relationships"
DATA_STORE = f"{_OFFICE}/officeDocument/2006/customXml"
PROPERTIES = f"{_OFFICE}/officeDocument/2006/custom-properties"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

#: The parts that pandoc writes.
DOCUMENT, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
FOOTNOTES, FONTS = "word/footnotes.xml", "word/fontTable.xml"


@cache
def w(name: str) -> str:
    """A WordprocessingML name with its namespace."""
    return f"{{{W}}}{name}"


def default_space(space: str) -> dict[str, str]:
    """A prefix map with the given default namespace."""
    prefixes: dict[Any, str] = {None: space}
    return prefixes


def relation_type(kind: str) -> str:
    """The full name of a type of relationship; a full name is returned unchanged."""
    return kind if "://" in kind else f"{R}/{kind}"


def element(name: str, *children: _Element, **attributes: str | int) -> _Element:
    """An element with attributes in the WordprocessingML namespace."""
    from lxml import etree

    created = etree.Element(w(name), {w(key): str(value) for key, value in attributes.items()})
    created.extend(children)
    return created


def xml(text: str) -> _Element:
    """An element from WordprocessingML text with the prefixes w, r, a, wp and pic."""
    from lxml import etree

    spaces = " ".join(f'xmlns:{p}="{n}"' for p, n in (("w", W), ("r", R), ("a", A), ("wp", WP), ("pic", PIC)))
    created = etree.fromstring(f"<x {spaces}>{text}</x>")[0]
    etree.cleanup_namespaces(created)
    return created


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph."""
    return "".join(each.text or "" for each in paragraph.iter(w("t")))


def remove(node: _Element) -> None:
    """Remove a node from the tree, but not the text that follows it."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def style_of(paragraph: _Element) -> str:
    """The id of a paragraph's style."""
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return (found.get(w("val")) or "") if found is not None else ""


def property_of(owner: _Element, group: str, name: str, **attributes: str | int) -> _Element:
    """Set a property in the first child of that name (pPr, tcPr, ...), in the order of the schema."""
    properties = owner.find(w(group))
    if properties is None:
        properties = element(group)
        owner.insert(0, properties)
    old = properties.find(w(name))
    if old is not None:
        properties.remove(old)
    created = element(name, **attributes)
    later = _later(group, name)
    place = next((i for i, child in enumerate(properties) if child.tag in later), len(properties))
    properties.insert(place, created)
    return created


@cache
def _later(group: str, name: str) -> frozenset[str]:
    """The properties that must follow a property in the schema."""
    order = ORDER[group]
    return frozenset(w(each) for each in order[order.index(name) + 1 :])


#: The schema order of the properties that are set here, among those that pandoc writes.
ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
        *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
        *(
            "overflowPunct",
            "topLinePunct",
            "autoSpaceDE",
            "autoSpaceDN",
            "bidi",
            "adjustRightInd",
            "snapToGrid",
        ),
        *("spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection"),
        *(
            "textAlignment",
            "textboxTightWrap",
            "outlineLvl",
            "divId",
            "cnfStyle",
            "rPr",
            "sectPr",
            "pPrChange",
        ),
    ),
    "tblPr": (
        *("tblStyle", "tblpPr", "tblOverlap", "bidiVisual", "tblStyleRowBandSize", "tblStyleColBandSize"),
        *(
            "tblW",
            "jc",
            "tblCellSpacing",
            "tblInd",
            "tblBorders",
            "shd",
            "tblLayout",
            "tblCellMar",
            "tblLook",
        ),
        *("tblCaption", "tblDescription", "tblPrChange"),
    ),
    "trPr": ("cantSplit", "tblHeader"),
    "tcPr": (
        *("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar"),
        *("textDirection", "tcFitText", "vAlign", "hideMark"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "vanish", "color"),
        *("spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "shd", "vertAlign", "lang"),
    ),
}
