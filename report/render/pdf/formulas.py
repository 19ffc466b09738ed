"""Draws formulas for print with ziamath, since the printer does not support MathML."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from report.rows.errors import Fault, RenderError

_MATHML = "http://www.w3.org/1998/Math/MathML"
_SVG = "{http://www.w3.org/2000/svg}"
#: The type size at which formulas are drawn; on the page they are scaled to the surrounding text.
_SIZE = 12.0


def draw_formulas(tree: Any, where: str) -> None:
    """Replace each formula in an lxml tree by its drawing; the faults of all formulas are raised together."""
    faults = []
    for math in list(tree.iter("math")):
        tex = (math.findtext(".//annotation") or math.text_content()).strip()
        try:
            drawing = _drawn(_source(math), tex)
        except (_NotDrawnError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            what = f"the formula {' '.join(tex.split())} cannot be drawn: {error}"
            faults.append(Fault(where, what, "write it with simpler commands"))
            continue
        drawing.tail, math.tail = math.tail, None
        math.getparent().replace(math, drawing)
    if faults:
        raise RenderError(faults)


class _NotDrawnError(Exception):
    """A formula contains an element that the library does not support."""


def _source(math: Any) -> str:
    """The formula without its TeX annotation."""
    from lxml import etree

    inner = math.find(".//semantics")
    inner = math if inner is None else inner
    parts = (each for each in inner if each.tag != "annotation")
    body = "".join(etree.tostring(each, encoding="unicode", with_tail=False) for each in parts)
    return f'<math xmlns="{_MATHML}" display="{math.get("display", "inline")}">{body}</math>'


def _drawn(source: str, tex: str) -> Any:
    """The drawing as an HTML element of lxml, with its sizes relative to the type size of the text."""
    from lxml import etree

    svg: Any = etree.fromstring(_svg(source))
    for element in svg.iter():
        element.tag = element.tag.removeprefix(_SVG)
    etree.cleanup_namespaces(svg)
    _, top, wide, high = (float(each) / _SIZE for each in svg.get("viewBox").split())
    svg.set("style", f"width:{wide:.4f}em;height:{high:.4f}em;vertical-align:{-(high + top):.4f}em")
    svg.set("class", "formula")
    for name in ("width", "height"):
        svg.attrib.pop(name, None)
    title = etree.Element("title")
    title.text = tex
    svg.insert(0, title)
    return svg


@cache
def _svg(source: str) -> str:
    import ziamath

    ziamath.config.svg2 = False  # plain paths: symbol ids would clash between formulas
    with _warnings_raised():
        return str(ziamath.Math(source, size=_SIZE).svg())


@contextmanager
def _warnings_raised() -> Iterator[None]:
    """Raise the library's warnings about omitted elements, which it writes to the root logger."""

    class Raising(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            raise _NotDrawnError(record.getMessage().split(" at 0x")[0])

    root, handler = logging.getLogger(), Raising()
    before, root.handlers = root.handlers, [handler]
    try:
        yield
    finally:
        root.handlers = before
