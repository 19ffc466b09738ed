"""Compares the raster pictures in a Word file, which programs without SVG support show, with the current drawings."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report.text.blocks import Copy
from report.verify.findings import Finding, Where

if TYPE_CHECKING:
    from PIL.Image import Image

#: The most pixels of a picture that is compared; drawings for print have fewer.
_PIXELS = 40_000_000
#: The difference of two grey pixels, 0 to 255, that compressing or reducing a picture does not make.
_CONTRAST = 70

#: The name of each drawing and its raster picture, by the SHA-256 of its vector picture.
Drawings = Mapping[str, tuple[str, bytes]]


def raster_findings(copy: Copy, drawings: Drawings) -> Iterator[Finding]:
    """The raster pictures that differ from the drawing beside them, which is current."""
    for vector, raster in copy.rasters:
        if vector in drawings:
            name, right = drawings[vector]
            if not shows_the_same(base64.b64decode(raster), right):
                place = Where(
                    block=f"figure {name}", context="programs that cannot show SVG show this picture"
                )
                yield Finding("changed", "", "the drawing as PNG", "another picture", place)


def unknown_rasters(copy: Copy, drawings: Drawings) -> int:
    """The number of raster pictures beside outdated drawings."""
    return sum(vector not in drawings for vector, _ in copy.rasters)


def shows_the_same(one: bytes, other: bytes) -> bool:
    """Whether two pictures are the same, apart from their resolution and compression."""
    if one == other:
        return True
    from PIL import Image, ImageChops, ImageFilter

    try:
        pictures = [_grey(each) for each in (one, other)]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    (width, height), (wide, high) = (each.size for each in pictures)
    if abs(width * high - wide * height) > 0.02 * width * high:
        return False
    size = min(width, wide), min(height, high)
    difference = ImageChops.difference(*(each.resize(size, Image.Resampling.BOX) for each in pictures))
    _, most = difference.filter(ImageFilter.BoxBlur(1)).getextrema()
    return isinstance(most, int | float) and most < _CONTRAST


def _grey(data: bytes) -> Image:
    """A picture in shades of grey on white."""
    from PIL import Image

    picture = Image.open(io.BytesIO(data))
    if picture.width * picture.height > _PIXELS:
        raise ValueError("has too many pixels")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("L")
