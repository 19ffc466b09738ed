"""Exports drawings to SVG, PNG and PDF: the same canvas gives the same bytes, and text stays text.

The SVG is matplotlib's own, with attributes that tie it to rows. A text that prints a row is
`<text class="stat" data-stat="<id>">`, a significance mark is `<text class="stat stars" data-stat="<id of p>">`,
the texts of an axis are `<text class="axis">`. A curve or bar that encodes rows names them in `data-encodes`.

In built-in diagrams colours are attributes; a style block turns each into a CSS variable
(`var(--ink, #1a1a1b)`) for a dark page. The block is inside `@supports`, so that renderers without CSS variables,
such as WeasyPrint, print the colours as they are. Other drawings keep their own colours and fonts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from report.drawing.canvas import ready_for_vectors, settle
from report.drawing.embedding import fonts_without_layout
from report.drawing.fonts import SANS
from report.drawing.pixels import packed
from report.drawing.style import COLOURS, SHEET
from report.rows.number_formats import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

#: The CSS classes of drawings whose colours follow the page, and of drawings that keep their own colours.
CLASS, PLOT = "drawing", "plot"
DPI = 300.0
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class Vector:
    """A drawing as one `<svg>` element, and the texts in it that belong to neither an axis nor a row."""

    svg: str
    labels: tuple[str, ...] = ()


def svg(canvas: Canvas, name: str, alt: str = "", title: str = "", variables: bool = True) -> str:
    """The drawing as one `<svg>` element; `name` salts and prefixes its ids, `alt` describes it.

    With `variables`, CSS can set the colours of built-in diagrams: --ink, --paper, --muted, --line, --tint,
    --plus, --minus, --bar.
    """
    return vector(canvas, name, {}, alt, title, variables).svg


def vector(
    canvas: Canvas,
    name: str,
    rows: Mapping[str, Row],
    alt: str = "",
    title: str = "",
    variables: bool = True,
) -> Vector:
    """The drawing with its numbers tied to these rows."""
    from report.drawing.svg_fonts import outline_coded
    from report.drawing.svg_text import keep_spaces, order_formulas, tie, unbound

    root = _written(canvas, name)
    own = canvas.get_gid() == SHEET
    outline_coded(root)
    order_formulas(root)
    keep_spaces(root)
    tie(root, rows)
    labels = () if own else tuple(unbound(root))
    _finish(root, canvas, name, own)
    _describe(root, name, title, alt)
    if variables and own:
        root.insert(0, _style(_rules()))
    return Vector(_text(root), labels)


def _written(canvas: Canvas, name: str) -> _Element:
    """The SVG that matplotlib draws, moved under a new root element."""
    from lxml import etree

    from report.drawing.svg_tree import SVG, XLINK, marks

    stream = StringIO()
    settle(canvas)
    with ready_for_vectors(canvas):
        _save(canvas, stream, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None}, name, DPI)
    source = _NOT_XML.sub("\ufffd", stream.getvalue()).encode("utf-8")
    drawn = etree.fromstring(source, etree.XMLParser(huge_tree=True, resolve_entities=False))
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": XLINK})  # type: ignore[dict-item]
    found = marks(drawn)
    root.extend(found[1:] if canvas.get_gid() == SHEET else found)  # the background of a sheet is the page
    return root


def _finish(root: _Element, canvas: Canvas, name: str, own: bool) -> None:
    """Set fonts, hatching, ids and size, so that the drawing looks the same wherever it is embedded."""
    from report.drawing.svg_fonts import hoist_family, set_fonts
    from report.drawing.svg_hatch import draw_hatches
    from report.drawing.svg_tree import rename_ids, separate_opacities, shortened

    draw_hatches(root)
    separate_opacities(root)
    rename_ids(root, name)
    if own:
        hoist_family(root, f"'{SANS}'")
        root.set("font-family", f"'{SANS}',sans-serif")
    else:
        set_fonts(root, name)
    width, height = (72 * inches for inches in canvas.get_size_inches())
    root.set("viewBox", shortened(f"0 0 {width:.3f} {height:.3f}"))
    root.set("width", shortened(f"{width:.3f}pt"))
    root.set("height", shortened(f"{height:.3f}pt"))
    root.set("preserveAspectRatio", "xMinYMid meet")
    root.set("class", CLASS if own else PLOT)
    root.set("stroke-linejoin", "round")


def _style(text: str) -> _Element:
    from report.drawing.svg_tree import made

    style = made("style")
    style.text = text
    return style


def _text(root: _Element) -> str:
    from lxml import etree

    from report.drawing.safe_svg import refusals
    from report.drawing.svg_tree import break_lines

    etree.cleanup_namespaces(root)
    break_lines(root)
    text = etree.tostring(root, encoding="unicode") + "\n"
    for _, what in refusals(text.encode("utf-8")):
        raise ValueError(what)
    return text


def png(canvas: Canvas, dpi: float = 300) -> bytes:
    """The drawing as a PNG file."""
    import numpy as np

    settle(canvas)
    stream = BytesIO()
    _save(canvas, stream, "rgba", dpi=dpi)
    width, height = (int(inches * dpi) for inches in canvas.get_size_inches())
    drawn = np.frombuffer(stream.getbuffer(), np.uint8).reshape(height, width, 4)
    *colours, opacity = drawn.transpose(2, 0, 1)
    return packed(np.dstack(colours if opacity.min() == 255 else (*colours, opacity)), dpi)


def pdf(canvas: Canvas, **facts: str) -> bytes:
    """The drawing as a PDF page of its size with embedded fonts; `facts` are metadata: Title, Subject, Producer."""
    stream = BytesIO()
    settle(canvas)
    with fonts_without_layout(), ready_for_vectors(canvas):
        _save(canvas, stream, "pdf", {"CreationDate": None, "Creator": None, "Producer": None, **facts})
    return stream.getvalue()


def _save(
    canvas: Canvas,
    stream: Any,
    kind: str,
    metadata: Mapping[str, str | None] | None = None,
    salt: str = "",
    dpi: float = DPI,
) -> None:
    from matplotlib import rc_context

    policy: Any = {
        "svg.fonttype": "none",
        "svg.image_inline": True,
        "savefig.transparent": False,
        "svg.hashsalt": salt or "figure",
        "pdf.fonttype": 42,
        "text.hinting": "none",
        "path.simplify": False,
        "savefig.bbox": None,
    }
    with rc_context(policy):
        canvas.savefig(stream, format=kind, metadata=metadata, dpi=dpi)


def _describe(root: _Element, name: str, title: str, alt: str) -> None:
    from report.drawing.svg_tree import made

    root.set("role", "img")
    texts = [(tag, text) for tag, text in (("title", title), ("desc", alt)) if text]
    for place, (tag, text) in enumerate(texts):
        element = made(tag, id=f"{name}-{tag}")
        element.text = one_line(text)
        root.insert(place, element)
    if texts:
        root.set("aria-labelledby", " ".join(f"{name}-{tag}" for tag, _ in texts))


def _rules() -> str:
    """CSS rules that let variables of the page recolour a drawing, in a block that simple renderers ignore."""
    rules = [
        f'.{CLASS} [{part}="{colour}"]{{{part}:var(--{name},{colour})}}'
        for name, colour in COLOURS.items()
        for part in ("fill", "stroke")
    ]
    return "@supports (fill:var(--ink)){" + "".join(rules) + "}"
