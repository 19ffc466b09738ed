"""Whether two pictures show the same: colours that one has and the other lacks within a pixel or so."""

from io import BytesIO

import numpy as np
from gallery import DPI


def of_matplotlib(canvas, dpi=DPI):
    """What matplotlib itself writes as PNG, on white."""
    stream = BytesIO()
    canvas.savefig(stream, format="png", dpi=dpi)
    return opened(stream.getvalue())


def opened(data):
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        rgba = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")


def printed(svg, dpi=DPI):
    """A drawing on a page of its size, as WeasyPrint prints it."""
    import pypdfium2
    import weasyprint

    style = f"<style>@page{{margin:0;size:{' '.join(size(svg))}}}body{{margin:0}}svg{{display:block}}</style>"
    document = pypdfium2.PdfDocument(weasyprint.HTML(string=style + svg).write_pdf())
    return document[0].render(scale=dpi / 72).to_pil().convert("RGB")


def size(svg):
    import re

    return re.search(r'\swidth="([\d.]+pt)"', svg)[1], re.search(r'\sheight="([\d.]+pt)"', svg)[1]


def shown(page, svg, dpi=DPI):
    """A drawing as the browser of a page (of playwright) shows it."""
    page.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
    page.evaluate("document.fonts.ready")
    return opened(page.locator("svg").first.screenshot())


def difference(one, other, reach=2):
    """The share of a picture whose colour the other has nowhere near, in percent; 100 if sizes differ by much."""
    if max(abs(a - b) for a, b in zip(one.size, other.size, strict=True)) > 3:
        return 100.0
    width, height = (min(a, b) for a, b in zip(one.size, other.size, strict=True))
    a, b = (np.asarray(each.crop((0, 0, width, height)), np.int16) for each in (one, other))
    wrong = _astray(a, b, reach) | _astray(b, a, reach)
    return 100.0 * float(wrong.mean())


def _astray(a, b, reach):
    """Pixels of `a` outside the range of colours that `b` has around them, by more than a tenth."""
    from scipy.ndimage import maximum_filter, minimum_filter

    side = 2 * reach + 1
    low = minimum_filter(b, (side, side, 1)) - 40
    high = maximum_filter(b, (side, side, 1)) + 40
    return ((a < low) | (a > high)).any(axis=2)
