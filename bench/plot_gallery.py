"""How closely plots in HTML, Word and PDF resemble those that matplotlib draws; with a path, a picture of them all.

Each pair of the picture shows the PNG of matplotlib on the left, and the PDF page with the drawing on the right.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests" / "diagram")]

from gallery import PLOTS, SEABORN  # noqa: E402
from likeness import DPI, difference, of_matplotlib, opened, printed  # noqa: E402

from report.drawing import export  # noqa: E402
from report.render.pdf.printer import printer  # noqa: E402

#: Pairs in a row, the size of one plot, and the space around it, in pixels.
_PAIRS, _WIDTH, _HEIGHT, _GAP = 4, 168, 128, 8
#: Colours of the picture's palette.
_COLOURS = 128


def compared(name: str, draw: Any) -> tuple[Any, Any]:
    """Print how much a plot differs in Word and in PDF, in percent of the pixels, and return both pictures."""
    expected, page = of_matplotlib(draw()), printed(export.svg(draw(), name))
    in_word = difference(opened(export.png(draw(), DPI)), expected)
    print(f"{name.replace('_', ' '):28} Word {in_word:5.2f} %   PDF {difference(page, expected):5.2f} %")
    return expected, page


def picture(pairs: list[tuple[Any, Any]]) -> Any:
    """All pairs on one sheet."""
    from PIL import Image

    rows = -(-len(pairs) // _PAIRS)
    size = (_PAIRS * 2 * (_WIDTH + _GAP) + _PAIRS * _GAP, rows * (_HEIGHT + 2 * _GAP))
    sheet = Image.new("RGB", size, "white")
    for place, pair in enumerate(pairs):
        row, column = divmod(place, _PAIRS)
        for side, plot in enumerate(pair):
            plot.thumbnail((_WIDTH, _HEIGHT), Image.Resampling.LANCZOS)
            left = column * (2 * (_WIDTH + _GAP) + _GAP) + side * (_WIDTH + _GAP) + _GAP
            sheet.paste(plot, (left, row * (_HEIGHT + 2 * _GAP) + _GAP))
    return sheet.quantize(_COLOURS)


def main() -> None:
    printer()
    pairs = [compared(name, draw) for name, draw in {**PLOTS, **SEABORN}.items()]
    if sys.argv[1:]:
        picture(pairs).save(sys.argv[1], optimize=True)


if __name__ == "__main__":
    main()
