"""Drawings as files: the same canvas gives the same bytes, and text stays text.

In SVG a text that prints a row is `<text class="stat" data-stat="<id>">`, a significance mark is
`<text class="stat stars" data-stat="<id of p>">`, a number of an axis `<text class="axis">`. A curve or bar that
encodes rows names them in `data-encodes`. Colours are CSS variables with the printed colour as fallback
(`var(--ink, #1a1a1b)`), or that colour alone for renderers that know no variables.
"""

from __future__ import annotations

import re
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from report.diagram.style import COLOURS
from report.fonts import SANS

if TYPE_CHECKING:
    from lxml.etree import _Element
    from matplotlib.figure import Figure as Canvas

SVG = "http://www.w3.org/2000/svg"
_NUMBER = re.compile(r"-?\d+\.\d+")
_FACES = {"font-family", "font"}


def svg(canvas: Canvas, name: str, alt: str = "", title: str = "", variables: bool = True) -> str:
    """The drawing as one `<svg>` element; `name` salts and prefixes its ids, `alt` describes it.

    With `variables` its colours can be set by CSS: --ink, --paper, --muted, --line, --tint, --plus, --minus, --bar.
    """
    from lxml import etree

    stream = StringIO()
    _save(canvas, stream, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None}, name)
    drawn = etree.fromstring(stream.getvalue().encode("utf-8"))
    width, height = (72 * inches for inches in canvas.get_size_inches())
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG})
    root.set("viewBox", _short(f"0 0 {width:.3f} {height:.3f}"))
    root.set("width", _short(f"{width:.3f}pt"))
    root.set("height", _short(f"{height:.3f}pt"))
    root.set("style", f"stroke-linejoin:round;stroke-linecap:butt;font-family:'{SANS}',sans-serif")
    _describe(root, name, title, alt)
    for mark in _marks(drawn, variables):
        root.append(mark)
    etree.indent(root, " ")
    return etree.tostring(root, encoding="unicode") + "\n"


def png(canvas: Canvas, dpi: float = 300) -> bytes:
    """The drawing as a picture."""
    stream = BytesIO()
    _save(canvas, stream, "png", {"Software": None}, dpi=dpi)
    return stream.getvalue()


def pdf(canvas: Canvas) -> bytes:
    """The drawing as a page of its size with embedded fonts."""
    stream = BytesIO()
    _save(canvas, stream, "pdf", {"CreationDate": None, "Creator": None, "Producer": None})
    return stream.getvalue()


def _save(
    canvas: Canvas, stream: Any, kind: str, metadata: dict[str, Any], salt: str = "", dpi: float = 72
) -> None:
    from matplotlib import rc_context

    policy = {
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
        element.text = text
    if said:
        root.set("aria-labelledby", " ".join(f"{name}-{tag}" for tag, _ in said))


def _marks(drawn: _Element, variables: bool) -> list[_Element]:
    """All paths and texts in the order of drawing, without groups, ids, and the sheet's own ground."""
    marks = []
    for element in drawn.iter(f"{{{SVG}}}path", f"{{{SVG}}}text"):
        gid = _gid(element)
        if gid != "patch_1":
            marks.append(_mark(element, gid, variables))
    return marks


def _gid(element: _Element) -> str:
    group = element.getparent()
    return group.get("id", "") if group is not None else ""


def _mark(element: _Element, gid: str, variables: bool) -> _Element:
    from lxml import etree

    mark = etree.Element(element.tag)
    for name, value in _link(element, gid).items():
        mark.set(name, value)
    for name in ("d", "x", "y", "transform"):
        if (value := element.get(name)) and not value.startswith("rotate(-0 "):
            mark.set(name, _short(" ".join(value.split())))
    mark.set("style", _style(element.get("style", ""), variables))
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


def _style(style: str, variables: bool) -> str:
    """Declarations without the font that the root names already, colours as variables."""
    kept = []
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "text-anchor" and value == "start":
            continue
        if name == "font-family" and value.strip("'\"") == SANS:
            continue
        kept.append(f"{name}:{_coloured(_short(value), variables).replace(', ', ',')}")
    return ";".join(kept)


def _coloured(value: str, variables: bool) -> str:
    for name, colour in COLOURS.items():
        if value == colour and variables:
            return f"var(--{name},{colour})"
    return value


def _short(text: str) -> str:
    """Numbers with at most two decimals."""
    return _NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), text)
