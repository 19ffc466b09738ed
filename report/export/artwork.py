"""A drawing as journals want it: at the width they ask for, as SVG, PDF, PNG or TIFF, with its fonts inside."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from report.diagram.export import pdf, png, svg
from report.errors import Fault, ReportError
from report.export.fonts_in_svg import with_fonts
from report.figure import Drawing
from report.ledger import Ledger

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

FORMATS = ("svg", "pdf", "png", "tiff")
_MM = 25.4
#: Letters below this size, in points, cannot be read in print.
_SMALLEST = 6.0


@dataclass(frozen=True)
class Artwork:
    """A drawn figure, by how much it is scaled, and what has to be said of it."""

    canvas: Canvas
    scale: float = 1.0
    remark: str = ""

    @property
    def width_mm(self) -> float:
        """Its printed width."""
        return float(self.canvas.get_figwidth()) * _MM * self.scale


def drawn(name: str, drawing: Drawing, ledger: Ledger, width_mm: float | None) -> Artwork:
    """A figure at a width: drawn anew if the drawing knows its width, else scaled."""
    if width_mm is None:
        return Artwork(drawing.draw(ledger))
    if _knows_width(drawing):
        return Artwork(_redrawn(name, drawing, ledger, width_mm))
    canvas = drawing.draw(ledger)
    scale = width_mm / (canvas.get_figwidth() * _MM)
    return Artwork(canvas, scale, _remark(canvas, scale))


def _knows_width(drawing: Any) -> bool:
    return is_dataclass(drawing) and any(field.name == "width_mm" for field in fields(drawing))


def _redrawn(name: str, drawing: Any, ledger: Ledger, width_mm: float) -> Canvas:
    try:
        canvas: Canvas = replace(drawing, width_mm=width_mm).draw(ledger)
    except (ValueError, StopIteration) as error:
        what = f"cannot be drawn {width_mm:g} mm wide: {error}"
        raise ReportError(Fault(name, what, "give it more room with --width")) from None
    return canvas


def _remark(canvas: Canvas, scale: float) -> str:
    from matplotlib.text import Text

    sizes = [t.get_fontsize() for t in canvas.findobj(Text) if isinstance(t, Text) and t.get_text().strip()]
    smallest = min((float(size) for size in sizes), default=99.0) * scale
    said = f"scaled by {scale:.2f}, since it was drawn for one width"
    return f"{said}; its smallest letters are {smallest:.1f} pt" if smallest < _SMALLEST else said


def as_bytes(art: Artwork, format: str, name: str, alt: str, title: str, dpi: float) -> bytes:
    """The artwork in a format."""
    if format == "svg":
        return _svg(art, name, alt, title).encode("utf-8")
    if format == "pdf":
        return _pdf(art, title, alt)
    picture = _flat(
        png(art.canvas, dpi * art.scale), dpi, "PNG" if format == "png" else "TIFF", f"{title} {alt}"
    )
    return picture


def _svg(art: Artwork, name: str, alt: str, title: str) -> str:
    drawing = svg(art.canvas, name, alt, title, variables=False)
    if art.scale != 1.0:
        for side in ("width", "height"):
            drawing = re.sub(rf'(<svg [^>]*?\b{side}=")([\d.]+)(pt")', _scaled(art.scale), drawing, count=1)
    return with_fonts(drawing)


def _scaled(scale: float) -> Any:
    return lambda match: f"{match[1]}{float(match[2]) * scale:.2f}{match[3]}"


def _pdf(art: Artwork, title: str, alt: str) -> bytes:
    """The page at its width, with title and description in its metadata."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(art.canvas))))
    if art.scale != 1.0:
        writer.pages[0].scale_by(art.scale)
    writer.metadata = {"/Title": title, "/Subject": alt, "/Producer": "Tracepaper"}
    writer._ID = None
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _flat(data: bytes, dpi: float, format: str, description: str) -> bytes:
    """Pixels on white, without transparency, that know their resolution and what they show."""
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    with Image.open(BytesIO(data)) as image:
        flat = Image.new("RGB", image.size, "white")
        flat.paste(image, mask=image.getchannel("A") if "A" in image.getbands() else None)
    stream = BytesIO()
    if format == "PNG":
        info = PngInfo()
        info.add_itxt("Description", description)
        flat.save(stream, "PNG", dpi=(dpi, dpi), pnginfo=info, optimize=False)
    else:
        flat.save(stream, "TIFF", dpi=(dpi, dpi), compression="tiff_lzw", tiffinfo={270: _ascii(description)})
    return stream.getvalue()


def _ascii(text: str) -> str:
    return text.replace("\u2212", "-").encode("ascii", "replace").decode()
