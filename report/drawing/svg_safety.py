"""What may stand in an SVG that is set into a page: shapes, texts, and pictures that it holds itself.

Everything else is unsafe: scripts, handlers of events, links and files outside the drawing, foreign content.
`unsafe` says what of a drawing is not allowed; `sanitised` takes it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.drawing.svg_tree import HREF, SVG, attributes, local

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHAPES = "path rect circle ellipse line polyline polygon text tspan textPath image"
_STRUCTURE = "svg g defs symbol use title desc style switch metadata"
_PAINT = "clipPath mask pattern marker linearGradient radialGradient stop filter"
_EFFECTS = (
    "Blend ColorMatrix ComponentTransfer Composite Flood FuncA FuncB FuncG FuncR GaussianBlur Merge MergeNode "
    "Morphology Offset"
)
ELEMENTS = frozenset(
    (*f"{_STRUCTURE} {_SHAPES} {_PAINT}".split(), *(f"fe{name}" for name in _EFFECTS.split()))
)
_BASE64 = r"base64,[A-Za-z0-9+/=\s]*\Z"
_PICTURE = re.compile(rf"data:image/(?:png|jpe?g|gif|webp);{_BASE64}")
_FONT = re.compile(rf"data:(?:font/(?:woff2?|ttf|otf|sfnt)|application/(?:font-woff2?|x-font-\w+));{_BASE64}")
_URL = re.compile(r"""url\(\s*(["']?)(.*?)\1\s*\)""", re.IGNORECASE | re.DOTALL)
_ACTIVE_STYLE = re.compile(r"@import|expression\s*\(|-moz-binding|behavior\s*:|\\", re.IGNORECASE)
_LINKS = ("href", HREF, "src")


def unsafe(root: _Element) -> Iterator[str]:
    """What a drawing holds that may not be set into a page, in the words of its source."""
    for element in root.iter():
        if not isinstance(element.tag, str):
            if not _is_comment(element):
                yield "a processing instruction or an entity"
        elif not _is_known(element):
            yield f"<{local(element)}>"
        else:
            yield from (f"{name.rpartition('}')[2]}=" for name in _unsafe_attributes(element))
            if local(element) == "style" and not _is_safe_style(element.text or ""):
                yield "<style> that loads files"


def sanitised(root: _Element) -> _Element:
    """The drawing without what may not be set into a page."""
    for element in list(root.iter()):
        unknown = not isinstance(element.tag, str) or not _is_known(element)
        if unknown or (local(element) == "style" and not _is_safe_style(element.text or "")):
            _remove(element)
        else:
            for name in _unsafe_attributes(element):
                del element.attrib[name]
    return root


def _is_comment(element: _Element) -> bool:
    from lxml.etree import Comment

    tag: object = element.tag
    return tag is Comment


def _is_known(element: _Element) -> bool:
    tag = str(element.tag)
    return local(element) in ELEMENTS and (tag.startswith(f"{{{SVG}}}") or "}" not in tag)


def _unsafe_attributes(element: _Element) -> list[str]:
    return [name for name, value in attributes(element) if not _is_safe(name, value, local(element))]


def _is_safe(name: str, value: str, tag: str) -> bool:
    bare = name.rpartition("}")[2].lower()
    if bare.startswith("on") or bare == "base":
        return False
    if name in _LINKS or bare == "href":
        return value.startswith("#") or (tag == "image" and bool(_PICTURE.match(value)))
    if re.match(r"\s*(?:javascript|vbscript|data)\s*:", value, re.IGNORECASE) and not bare.startswith(
        "data-"
    ):
        return False
    if bare.startswith(("data-", "aria-")) or bare in ("class", "id", "role"):
        return True
    return _is_safe_style(value)


def _is_safe_style(text: str) -> bool:
    """Whether a value or sheet of styles refers to parts of the drawing and to fonts within it alone."""
    targets = [match[2].strip() for match in _URL.finditer(text)]
    inside = all(
        target.startswith("#") or _FONT.match(target) or _PICTURE.match(target) for target in targets
    )
    return inside and not _ACTIVE_STYLE.search(text) and text.lower().count("url(") == len(targets)


def _remove(element: _Element) -> None:
    home = element.getparent()
    if home is None:
        return
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            home.text = (home.text or "") + element.tail
    home.remove(element)
