"""Reads the annotations of a PDF: text on a page, comments, drawings and form fields."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: Flags of a hidden annotation.
_HIDDEN = 2 | 32
#: Annotation types that are text on the page, comments on its text, and drawings over it.
_TEXTS = ("FREETEXT",)
_REMARKS = ("TEXT", "HIGHLIGHT", "UNDERLINE", "SQUIGGLY", "STRIKEOUT", "CARET")
_DRAWINGS = ("STAMP", "INK", "SQUARE", "CIRCLE", "LINE", "POLYGON", "POLYLINE", "REDACT", "WATERMARK")
_FIELDS = ("WIDGET", "XFAWIDGET")
_KINDS = {
    **dict.fromkeys(_TEXTS, "text"),
    **dict.fromkeys(_REMARKS, "comment"),
    **dict.fromkeys(_DRAWINGS, "drawing"),
    **dict.fromkeys(_FIELDS, "form field"),
}

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A visible annotation: its kind (text, comment, drawing or form field) and its text.

    `struck` are the boxes of the words that it strikes through: left, bottom, right and top.
    """

    kind: str
    text: str = ""
    struck: tuple[Box, ...] = ()


def annotations_of(page: Any) -> list[Annotation]:
    """The visible annotations of a page."""
    return list(_annotations(page))


def _annotations(page: Any) -> Iterator[Annotation]:
    from pypdfium2 import raw

    names = {getattr(raw, f"FPDF_ANNOT_{name}"): name for name in _KINDS}
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        found = raw.FPDFPage_GetAnnot(page.raw, index)
        name = names.get(raw.FPDFAnnot_GetSubtype(found), "") if found else ""
        if name and not raw.FPDFAnnot_GetFlags(found) & _HIDDEN:
            struck = tuple(_quads(raw, found)) if name == "STRIKEOUT" else ()
            yield Annotation(_KINDS[name], _contents(raw, found), struck)
        if found:
            raw.FPDFPage_CloseAnnot(found)


def _contents(raw: Any, annotation: Any) -> str:
    wanted = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if not 2 < wanted < 1 << 20:
        return ""
    buffer = ctypes.create_string_buffer(wanted)
    place = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", place, wanted)
    return buffer.raw[: wanted - 2].decode("utf-16-le", "replace")


def _quads(raw: Any, annotation: Any) -> Iterator[Box]:
    """The boxes of the words that an annotation marks."""
    quad = raw.FS_QUADPOINTSF()
    for index in range(min(1000, raw.FPDFAnnot_CountAttachmentPoints(annotation))):
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
            across = (quad.x1, quad.x2, quad.x3, quad.x4)
            up = (quad.y1, quad.y2, quad.y3, quad.y4)
            yield min(across), min(up), max(across), max(up)
