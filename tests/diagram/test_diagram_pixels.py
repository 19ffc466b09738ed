"""Pixels are unpacked from a file exactly as they were packed."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from report.drawing import export
from report.drawing.pixels import packed


@pytest.mark.parametrize("depth", [3, 4])
def test_no_pixel_changes_in_a_file(depth):
    """Any colours and opacities are read back, with the resolution at which they were drawn."""
    pixels = np.random.default_rng(7).integers(0, 256, (31, 17, depth), dtype=np.uint8)
    with Image.open(BytesIO(packed(pixels, 300))) as image:
        assert (np.asarray(image) == pixels).all()
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)


def test_a_picture_is_what_matplotlib_draws(drawn):
    """Pixel by pixel a drawing's own file shows the same as one that matplotlib writes."""
    _, _, canvas = drawn("session1", 85)
    with Image.open(BytesIO(export.png(canvas, 150))) as image:
        ours = image.convert("RGBA")
    stream = BytesIO()
    export._save(canvas, stream, "png", dpi=150)
    with Image.open(stream) as image:
        assert (np.asarray(image) == np.asarray(ours)).all()


def test_a_drawing_without_ground_stays_transparent(drawn):
    """What shows through in a drawing shows through in its picture."""
    canvas = drawn("dag", 85)[2]
    ground = canvas.get_facecolor()
    canvas.set_facecolor("none")
    try:
        with Image.open(BytesIO(export.png(canvas, 72))) as image:
            assert image.getpixel((0, 0))[3] == 0
    finally:
        canvas.set_facecolor(ground)
