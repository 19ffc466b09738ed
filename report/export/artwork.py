"""Artwork for journals: a drawing at a given width, as SVG, PDF, PNG or TIFF, with embedded fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.drawing.draw import draw_in_style
from report.drawing.export import pdf, png, svg
from report.drawing.pixels import described, packed
from report.export.fonts_in_svg import with_fonts
from report.rows.errors import Fault, ReportError
from report.rows.figures import Drawing
from report.rows.ledger import Ledger

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas
    from PIL import Image

FORMATS = ("svg", "pdf", "png", "tiff")
#: The resolution at which a build draws its figures.
READY_DPI = 300.0
_MM = 25.4
#: Letters smaller than this, in points, are illegible in print.
_SMALLEST = 6.0


@dataclass(frozen=True)
class Artwork:
    """A drawn figure, its scale, and a remark for the user.

    `ready` is the PNG if it was drawn already; `root` is the project, whose cache stores font subsets.
    """

    canvas: Canvas
    root: Path
    dpi: float = READY_DPI
    scale: float = 1.0
    remark: str = ""
    ready: bytes = b""

    @cached_property
    def picture(self) -> bytes:
        """The drawing as a PNG file."""
        return self.ready or png(self.canvas, self.dpi * self.scale)

    @cached_property
    def pixels(self) -> Image.Image:
        """The picture on white, without transparency."""
        from PIL import Image

        with Image.open(BytesIO(self.picture)) as image:
            if image.mode != "RGBA" or image.getchannel("A").getextrema() == (255, 255):
                return image.convert("RGB")
            return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")

    @property
    def width_mm(self) -> float:
        """Its printed width."""
        return float(self.canvas.get_figwidth()) * _MM * self.scale


def drawn(
    name: str,
    drawing: Drawing,
    ledger: Ledger,
    root: Path,
    *,
    dpi: float = READY_DPI,
    width_mm: float | None = None,
    ready: bytes = b"",
) -> Artwork:
    """Return a figure at a width: redrawn if the drawing has a width, else scaled; `ready` serves if none is given."""
    if width_mm is None:
        return Artwork(draw_in_style(drawing, ledger), root, dpi, ready=ready if dpi == READY_DPI else b"")
    if _knows_width(drawing):
        return Artwork(_redrawn(name, drawing, ledger, width_mm), root, dpi)
    canvas = draw_in_style(drawing, ledger)
    scale = width_mm / (canvas.get_figwidth() * _MM)
    return Artwork(canvas, root, dpi, scale, _remark(canvas, scale))


def _knows_width(drawing: Any) -> bool:
    return is_dataclass(drawing) and any(field.name == "width_mm" for field in fields(drawing))


def _redrawn(name: str, drawing: Any, ledger: Ledger, width_mm: float) -> Canvas:
    try:
        canvas: Canvas = draw_in_style(replace(drawing, width_mm=width_mm), ledger)
    except (ValueError, StopIteration) as error:
        what = f"cannot be drawn {width_mm:g} mm wide: {error}"
        raise ReportError(Fault(name, what, "use a larger --width")) from None
    return canvas


def _remark(canvas: Canvas, scale: float) -> str:
    from matplotlib.text import Text

    sizes = [t.get_fontsize() for t in canvas.findobj(Text) if isinstance(t, Text) and t.get_text().strip()]
    smallest = min((float(size) for size in sizes), default=99.0) * scale
    scaled = f"scaled by {scale:.2f}, since its drawing has a fixed width"
    return f"{scaled}; its smallest letters are {smallest:.1f} pt" if smallest < _SMALLEST else scaled


def as_bytes(art: Artwork, format: str, name: str, alt: str, title: str) -> bytes:
    """Return the artwork in a format."""
    if format == "svg":
        return _svg(art, name, alt, title).encode("utf-8")
    if format == "pdf":
        return _pdf(art, title, alt)
    return (_png if format == "png" else _tiff)(art, f"{title} {alt}")


def _svg(art: Artwork, name: str, alt: str, title: str) -> str:
    drawing = svg(art.canvas, name, alt, title, variables=False)
    if art.scale != 1.0:
        for side in ("width", "height"):
            drawing = re.sub(rf'(<svg [^>]*?\b{side}=")([\d.]+)(pt")', _scaled(art.scale), drawing, count=1)
    return with_fonts(drawing, art.root)


def _scaled(scale: float) -> Any:
    return lambda match: f"{match[1]}{float(match[2]) * scale:.2f}{match[3]}"


def _pdf(art: Artwork, title: str, alt: str) -> bytes:
    """The page at its width, with title and description in its metadata."""
    page = pdf(art.canvas, Title=title, Subject=alt, Producer="Tracepaper")
    return page if art.scale == 1.0 else _scaled_page(page, art.scale)


def _scaled_page(page: bytes, scale: float) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(page)))
    writer.pages[0].scale_by(scale)
    writer._ID = None
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _png(art: Artwork, description: str) -> bytes:
    """Return the PNG as drawn if it is opaque and has its printed size, otherwise re-encoded."""
    import numpy as np
    from PIL import Image

    with Image.open(BytesIO(art.picture)) as image:
        drawn = image.mode == "RGB" and art.scale == 1.0
    return described(art.picture if drawn else packed(np.asarray(art.pixels), art.dpi), description)


def _tiff(art: Artwork, description: str) -> bytes:
    stream, info = BytesIO(), {270: _ascii(description)}
    art.pixels.save(stream, "TIFF", dpi=(art.dpi, art.dpi), compression="tiff_lzw", tiffinfo=info)
    return stream.getvalue()


def _ascii(text: str) -> str:
    return text.replace("\u2212", "-").encode("ascii", "replace").decode()
