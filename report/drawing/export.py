"""Drawings as files: the same canvas gives the same bytes, and text stays text.

In SVG a text that prints a row is `<text class="stat" data-stat="<id>">`, a significance mark is
`<text class="stat stars" data-stat="<id of p>">`, a number of an axis `<text class="axis">`. A curve or bar that
encodes rows names them in `data-encodes`. Colours are attributes; a style block turns each into a CSS variable
(`var(--ink, #1a1a1b)`) for a dark page. It stands within `@supports`, so that renderers that know no variables,
such as WeasyPrint, print the colours as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from report.drawing.embedding import fonts_without_layout
from report.drawing.fonts import SANS
from report.drawing.pixels import packed
from report.drawing.style import COLOURS
from report.rows.number_formats import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from matplotlib.figure import Figure as Canvas

CLASS = "drawing"
SVG = "http://www.w3.org/2000/svg"
_NUMBER = re.compile(r"-?\d+\.\d+")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def svg(canvas: Canvas, name: str, alt: str = "", title: str = "", variables: bool = True) -> str:
    """The drawing as one `<svg>` element; `name` salts and prefixes its ids, `alt` describes it.

    With `variables` CSS can set its colours: --ink, --paper, --muted, --line, --tint, --plus, --minus, --bar.
    """
    from lxml import etree

    stream = StringIO()
    _save(canvas, stream, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None}, name)
    drawn = etree.fromstring(_NOT_XML.sub("\ufffd", stream.getvalue()).encode("utf-8"))
    width, height = (72 * inches for inches in canvas.get_size_inches())
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})  # type: ignore[dict-item]
    root.set("viewBox", _short(f"0 0 {width:.3f} {height:.3f}"))
    root.set("width", _short(f"{width:.3f}pt"))
    root.set("height", _short(f"{height:.3f}pt"))
    root.set("class", CLASS)
    root.set("font-family", f"'{SANS}',sans-serif")
    root.set("stroke-linejoin", "round")
    _describe(root, name, title, alt)
    if variables:
        etree.SubElement(root, f"{{{SVG}}}style").text = _rules()
    for mark in _marks(drawn):
        root.append(mark)
    etree.indent(root, " ")
    return etree.tostring(root, encoding="unicode") + "\n"


def png(canvas: Canvas, dpi: float = 300) -> bytes:
    """The drawing as a picture."""
    import numpy as np

    stream = BytesIO()
    _save(canvas, stream, "rgba", dpi=dpi)
    width, height = (int(inches * dpi) for inches in canvas.get_size_inches())
    drawn = np.frombuffer(stream.getbuffer(), np.uint8).reshape(height, width, 4)
    *colours, opacity = drawn.transpose(2, 0, 1)
    return packed(np.dstack(colours if opacity.min() == 255 else (*colours, opacity)), dpi)


def pdf(canvas: Canvas, **facts: str) -> bytes:
    """The drawing as a page of its size with embedded fonts; `facts` of its metadata are Title, Subject, Producer."""
    stream = BytesIO()
    with fonts_without_layout():
        _save(canvas, stream, "pdf", {"CreationDate": None, "Creator": None, "Producer": None, **facts})
    return stream.getvalue()


def _save(
    canvas: Canvas,
    stream: Any,
    kind: str,
    metadata: Mapping[str, str | None] | None = None,
    salt: str = "",
    dpi: float = 72,
) -> None:
    from matplotlib import rc_context

    policy: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": salt or "figure",
        "pdf.fonttype": 42,
        "text.hinting": "none",
        "path.simplify": False,
        "savefig.bbox": None,
    }
    with rc_context(policy):
        canvas.savefig(stream, format=kind, metadata=metadata, dpi=dpi)


def _describe(root: _Element, name: str, title: str, alt: str) -> None:
    from lxml import etree

    root.set("role", "img")
    said = [(tag, text) for tag, text in (("title", title), ("desc", alt)) if text]
    for tag, text in said:
        element = etree.SubElement(root, f"{{{SVG}}}{tag}", id=f"{name}-{tag}")
        element.text = one_line(text)
    if said:
        root.set("aria-labelledby", " ".join(f"{name}-{tag}" for tag, _ in said))


def _marks(drawn: _Element) -> list[_Element]:
    """All paths and texts in the order of drawing, without groups, ids, and the sheet's own ground."""
    marks = []
    for element in drawn.iter(f"{{{SVG}}}path", f"{{{SVG}}}text"):
        gid = _gid(element)
        if gid != "patch_1":
            marks.append(_mark(element, gid))
    return marks


def _gid(element: _Element) -> str:
    group = element.getparent()
    return str(group.get("id") or "") if group is not None else ""


def _mark(element: _Element, gid: str) -> _Element:
    from lxml import etree

    mark = etree.Element(element.tag)
    for name, value in _link(element, gid).items():
        mark.set(name, value)
    for name in ("d", "x", "y", "transform"):
        place = element.get(name)
        if place and not place.startswith("rotate(-0 "):
            mark.set(name, _short(" ".join(place.split())))
    for name, value in _look(element.get("style") or ""):
        mark.set(name, value)
    mark.text = element.text
    return mark


def _link(element: _Element, gid: str) -> dict[str, str]:
    """The attributes by which a text or curve is tied to its rows."""
    kind, _, id = gid.partition(":")
    if kind == "stat":
        return {"class": "stat", "data-stat": id}
    if kind == "p":
        return {"class": "stat stars", "data-stat": id}
    if kind == "mark":
        return {"class": "stat-mark", "data-encodes": id}
    if kind == "axis":
        return {"class": "axis"}
    return {"class": "label"} if element.tag.endswith("text") else {}


def _look(style: str) -> Iterator[tuple[str, str]]:
    """Declarations as attributes, without those that the root has already."""
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        inherited = (name, value.strip("'")) in {("text-anchor", "start"), ("font-family", SANS)}
        if not inherited:
            yield name, _short(value).replace(", ", ",")


def _rules() -> str:
    """Rules that let the page's variables recolour a drawing, in a block that simple renderers pass over."""
    rules = [
        f'.{CLASS} [{part}="{colour}"]{{{part}:var(--{name},{colour})}}'
        for name, colour in COLOURS.items()
        for part in ("fill", "stroke")
    ]
    return "@supports (fill:var(--ink)){" + "".join(rules) + "}"


def _short(text: str) -> str:
    """Numbers with at most two decimals."""
    return _NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), text)
