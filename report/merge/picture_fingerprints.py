"""A coarse fingerprint of pictures, which tells a different picture from the same one saved again."""

from __future__ import annotations

import base64
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

#: The fields across and down in which the mean shade is compared.
_SIDE = 64
#: The difference of mean shades, 0 to 255, that compressing or reducing a picture does not make.
_SHADE = 40
_PIXELS = 40_000_000


def fingerprint(data: bytes) -> str:
    """The mean shade of each field of a picture as text; empty if it cannot be read."""
    from PIL import Image

    try:
        with _whole_pictures_only():
            picture = Image.open(io.BytesIO(data))
            if picture.width * picture.height > _PIXELS:
                return ""
            fields = _grey(picture).resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
    return base64.b64encode(zlib.compress(fields, 9)).decode()


@contextmanager
def _whole_pictures_only() -> Iterator[None]:
    """Refuse truncated pictures, which Pillow would turn black after WeasyPrint has been imported."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def is_same_picture(one: str, other: str) -> bool:
    """Whether no field of two pictures differs by more than storing a picture again can change."""
    first, second = (zlib.decompress(base64.b64decode(each)) for each in (one, other))
    return all(abs(a - b) <= _SHADE for a, b in zip(first, second, strict=True))


def _grey(picture: Image) -> Image:
    """A picture in shades of grey on white."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        return picture.convert("L")
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("L")
