"""The raster picture beside a drawing in a Word file shows the drawing: some programs show only this picture."""

import io
import zipfile

import pytest
from PIL import Image, ImageDraw

from report.verify.rasters import shows_the_same


def png(picture, **options):
    data = io.BytesIO()
    picture.save(data, options.pop("format", "PNG"), **options)
    return data.getvalue()


def drawing(text="β = 0.52"):
    picture = Image.new("RGB", (600, 300), "white")
    ImageDraw.Draw(picture).text((200, 140), text, fill="black")
    ImageDraw.Draw(picture).line((20, 20, 580, 20), fill="navy", width=3)
    return picture


def jpeg(picture):
    return png(picture, format="JPEG", quality=75)


@pytest.mark.parametrize(
    "resave",
    [
        lambda each: png(each, optimize=True),
        lambda each: png(each.convert("RGBA")),
        lambda each: png(each.quantize(32)),
        lambda each: png(each.resize((400, 200), Image.Resampling.LANCZOS)),
        jpeg,
    ],
)
def test_a_resaved_picture_shows_the_same(resave):
    """Programs compress pictures, reduce them and change how colours are stored."""
    assert shows_the_same(resave(drawing()), png(drawing()))


@pytest.mark.parametrize(
    "other",
    [
        png(drawing("β = 0.53")),
        jpeg(drawing("β = 0.92")),
        png(drawing("")),
        png(Image.new("RGB", (1, 1), "white")),
        png(drawing().crop((0, 0, 600, 150))),
        b"no picture",
        b"",
    ],
)
def test_another_picture_shows_something_else(other):
    """A single digit suffices."""
    assert not shows_the_same(other, png(drawing()))


def repacked(data, change):
    """A Word file with each raster picture changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith(".png") else part)
    return made.getvalue()


def test_a_replaced_picture_behind_a_drawing_is_a_finding(sample):
    """Each replaced picture is one, and names its figure."""
    data = repacked(sample.bytes("index.docx"), lambda _: png(drawing()))
    findings = sample.check("index.docx", data).findings
    assert [(each.kind, each.where.block) for each in findings] == [
        ("changed", "figure paths_warm"),
        ("changed", "figure paths_cold"),
    ]


def test_a_compressed_picture_behind_a_drawing_is_clean(sample):
    """Word reduces pictures when it saves a file."""
    data = repacked(sample.bytes("index.docx"), lambda part: jpeg(Image.open(io.BytesIO(part))))
    checked = sample.check("index.docx", data)
    assert not checked.findings
    assert not checked.notes


def test_a_picture_beside_another_drawing_is_not_checked(sample):
    """Which picture belongs to a drawing that is not today's is not known."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample.bytes("index.docx"))) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"</svg>", b" </svg>") if name.endswith(".svg") else part)
    notes = sample.check("index.docx", made.getvalue()).notes
    assert notes == ("not checked: 2 raster pictures of outdated drawings",)
