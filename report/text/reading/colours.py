"""Recognises text in the colour of its background, from the colours that elements of a page set."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple


class Colour(NamedTuple):
    """Red, green, blue and opacity, each from 0 to 1."""

    red: float
    green: float
    blue: float
    opacity: float = 1.0


WHITE, BLACK = Colour(1, 1, 1), Colour(0, 0, 0)
#: The contrast below which text and its background look the same; equal colours have a contrast of 1.
_LEAST_CONTRAST = 1.1
#: Text of at most this opacity does not show.
_LEAST_OPACITY = 0.05
_INK = re.compile(r"(?:\A|;)\s*color\s*:([^;]*)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:\A|;)\s*background(?:-color)?\s*:([^;]*)", re.IGNORECASE)
#: Spaces of colours by lightness first, which the library does not convert.
_LIGHTNESS = ("lab", "lch", "oklab", "oklch")
_WORD = re.compile(r"[\w-]+\([^()]*\)|#?[\w-]+")


@dataclass(frozen=True)
class Colours:
    """The colour of the text at a place, and that of its background."""

    ink: Colour = BLACK
    background: Colour = WHITE

    def within(self, declarations: str) -> Colours:
        """The colours inside an element with these declarations."""
        ink, background = _last(_INK, declarations), _last(_BACKGROUND, declarations)
        if background is not None:
            background = _blended(background, self.background)
        if ink is None and background is None:
            return self
        return replace(self, ink=ink or self.ink, background=background or self.background)

    @cached_property
    def shows(self) -> bool:
        """Whether a reader can tell the text from its background."""
        if self.ink.opacity <= _LEAST_OPACITY:
            return False
        return contrast(_blended(self.ink, self.background), self.background) >= _LEAST_CONTRAST


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two opaque colours as WCAG defines it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _blended(above: Colour, below: Colour) -> Colour:
    """The opaque colour of one colour on another."""
    share = above.opacity
    red, green, blue = (share * a + (1 - share) * b for a, b in zip(above[:3], below[:3], strict=True))
    return Colour(red, green, blue)


def colours_within(element: Any, around: Colours) -> Colours:
    """The colours within an element, from its style, the attributes of older pages, and a drawing's fill."""
    older = [("color", element.get("color")), ("background", element.get("bgcolor"))]
    declarations = [
        *(f"{name}:{value}" for name, value in older if value),
        _of_fill(*(_declared(name, element) for name in ("fill", "stroke"))),
        element.get("style") or "",
    ]
    return around.within(";".join(declarations)) if any(declarations) else around


def _of_fill(fill: str, stroke: str) -> str:
    """The colour of the labels of a drawing as a declaration; they show unless they have neither fill nor stroke."""
    if not fill or stroke not in ("", "none"):
        return ""
    colour = colour_of(fill)
    unfilled = fill == "none" or (colour is not None and colour.opacity <= _LEAST_OPACITY)
    return "color:transparent" if unfilled else "color:black"


def _declared(name: str, element: Any) -> str:
    """The value of a property of a drawing's part, from its style or its attribute."""
    style = element.get("style") or ""
    found = re.search(rf"(?:\A|;)\s*{name}\s*:([^;]*)", style) if name in style else None
    return (found[1] if found else element.get(name) or "").strip()


def _last(property: re.Pattern[str], declarations: str) -> Colour | None:
    """The colour that the last declaration of a property names, if any."""
    values = property.findall(declarations)
    words = _WORD.findall(values[-1]) if values else []
    return next((colour for word in words if (colour := colour_of(word)) is not None), None)


def colour_of(text: str) -> Colour | None:
    """The colour with a CSS name or notation, or None."""
    from tinycss2.color4 import Color
    from tinycss2.color5 import parse_color

    found = parse_color(text)
    if not isinstance(found, Color):
        return None
    if found.space in _LIGHTNESS:
        grey = _of_lightness(found.space, found.coordinates[0] or 0.0)
        return Colour(grey, grey, grey, float(found.alpha))
    try:
        return Colour(*(min(1.0, max(0.0, float(part))) for part in found.to("srgb")))
    except NotImplementedError:
        return None


def _of_lightness(space: str, lightness: float) -> float:
    """The grey of a lightness, which tells whether a colour of any hue can be seen on white."""
    luminance = ((lightness + 16) / 116) ** 3 if space in ("lab", "lch") else lightness**3
    grey = luminance * 12.92 if luminance <= 0.0031308 else 1.055 * luminance ** (1 / 2.4) - 0.055
    return min(1.0, max(0.0, grey))
