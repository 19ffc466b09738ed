"""Shapes of a Word document, and drawings that have one form for new programs and another for older ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Shapes in the current and in the older drawing language.
_SHAPES = ("wsp", "rect", "roundrect", "oval", "shape", "polyline", "arc")
#: What makes a shape more than a coloured surface: its content is read, or reported as a picture.
_CONTENT = ("txbxContent", "textpath", "imagedata", "blip", "OLEObject", "control")
_RULE = "{urn:schemas-microsoft-com:office:office}hr"


def bare_shapes(root: _Element) -> int:
    """The number of shapes without text or picture, which may cover something."""
    shapes = root.iter(*(f"{{*}}{name}" for name in _SHAPES))
    return sum(
        not _has_content(shape) and shape.get(_RULE) is None and not _is_in_fallback(shape)
        for shape in shapes
    )


def _has_content(shape: _Element) -> bool:
    return next(shape.iter(*(f"{{*}}{name}" for name in _CONTENT)), None) is not None


def _is_in_fallback(shape: _Element) -> bool:
    """Whether a shape is the older form of a drawing."""
    return next(shape.iterancestors("{*}Fallback"), None) is not None


def other_forms(drawing: _Element) -> Iterator[_Element]:
    """The forms of a drawing for older programs whose text is not that of the form for new ones."""
    shown = "".join(_text(choice) for choice in drawing.iterchildren("{*}Choice"))
    for form in drawing.iterchildren("{*}Fallback"):
        if (text := _text(form)) and text != shown:
            yield form


def _text(form: _Element) -> str:
    return "".join("".join(text.text or "" for text in form.iter(w("t"))).split())
