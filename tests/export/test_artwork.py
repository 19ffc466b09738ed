"""Artwork of figures for journals, drawn from a ledger in the style of the paper."""

from pathlib import Path

import pytest
from matplotlib.figure import Figure as Canvas
from matplotlib.text import Text

from report.drawing.histogram import Bars, Histograms
from report.export.artwork import drawn
from report.rows.build_record import Build
from report.rows.ledger import Ledger
from report.rows.stat import Stat

ROWS = (Stat("h.b0", 3, "count", "cases", about={"statistic": "bin"}), Stat("h.n", 3, "count", "cases"))
BARS = Histograms((Bars((0.0, 0.5), ("h.b0",), "h.n", x_label="p = .02"),), y_label="{:participants}")


class Plot:
    """A drawing without a width of its own, as of matplotlib."""

    shows = ("h.n",)

    def draw(self, rows: object) -> Canvas:
        """One text and one scale."""
        canvas = Canvas((3, 2))
        axes = canvas.add_subplot()
        axes.set_xlim(0, 0.5)
        axes.set_title("{:participants}, p = .02")
        return canvas


def texts(canvas: Canvas) -> str:
    """The texts that a canvas prints."""
    canvas.draw_without_rendering()
    return " ".join(each.get_text() for each in canvas.findobj(Text))


@pytest.mark.parametrize("width", [None, 120.0])
@pytest.mark.parametrize("drawing", [BARS, Plot()])
def test_artwork_is_in_the_style_of_the_paper(drawing: object, width: float | None, tmp_path: Path) -> None:
    """Words, decimal marks and symbols are those of the documents, at every width."""
    ledger = Ledger.of(ROWS, Build(style="ama-comma-de", language="de"))
    art = drawn("h", drawing, ledger, tmp_path, width_mm=width)  # type: ignore[arg-type]
    found = texts(art.canvas)
    assert "Personen" in found
    assert "0,5" in found
    assert "0,02" in found
    assert "0.5" not in found
    assert "{:" not in found
