"""Coarse fingerprints of pictures: the same picture stored again is the same, another one is not."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw, ImageFile

from report.merge import picture_fingerprints
from report.merge.picture_fingerprints import fingerprint, is_same_picture


def plot(shift=0, mode="RGB", ground="white"):
    picture = Image.new(mode, (640, 480), ground)
    draw = ImageDraw.Draw(picture)
    for place in range(4):
        draw.rectangle((40 + 140 * place + shift, 400 - 80 * place, 120 + 140 * place + shift, 470), "black")
    return picture


def stored(picture, format="PNG", **options):
    stream = io.BytesIO()
    picture.save(stream, format, **options)
    return stream.getvalue()


def test_a_compressed_or_reduced_picture_is_the_same():
    """Programs store pictures again as JPEG, or with fewer pixels."""
    first = fingerprint(stored(plot()))
    assert is_same_picture(first, fingerprint(stored(plot(), "JPEG", quality=40)))
    assert is_same_picture(first, fingerprint(stored(plot().resize((320, 240)))))


def test_a_picture_with_one_bar_elsewhere_is_another():
    """Also where most of it is the same."""
    assert not is_same_picture(fingerprint(stored(plot())), fingerprint(stored(plot(shift=60))))


def test_a_transparent_ground_is_white():
    """As on a page."""
    clear = plot(mode="RGBA", ground=(0, 0, 0, 0))
    assert is_same_picture(fingerprint(stored(clear)), fingerprint(stored(plot())))


@pytest.mark.parametrize("truncated", [False, True])
@pytest.mark.parametrize(
    "data", [b"", b"not a picture", stored(plot())[:60]], ids=["empty", "text", "cut off"]
)
def test_what_cannot_be_read_has_no_fingerprint(data, truncated, monkeypatch):
    """Nothing is raised for a damaged file, nor is it black where a library lets Pillow read truncated pictures."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", truncated)
    assert fingerprint(data) == ""
    assert truncated is ImageFile.LOAD_TRUNCATED_IMAGES


def test_a_huge_picture_is_not_read(monkeypatch):
    """Its pixels would fill the memory."""
    monkeypatch.setattr(picture_fingerprints, "_PIXELS", 640 * 480 - 1)
    assert fingerprint(stored(plot())) == ""
