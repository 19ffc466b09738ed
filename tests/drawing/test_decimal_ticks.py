"""Labels of axes have the decimal mark of the style; names of categories and versions stay."""

from __future__ import annotations

import pytest
from matplotlib.figure import Figure
from matplotlib.ticker import FixedFormatter, FuncFormatter, NullFormatter

from report.drawing.decimal_ticks import MarkedFormatter, mark_scale
from report.rows.styles import STYLES

COMMA = STYLES["apa-comma"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("0.5", "0,5"),
        ("1.5 mg", "1,5 mg"),
        ("v1.2", "v1.2"),
        ("$\\mathdefault{0.5}$", "$\\mathdefault{0{,}5}$"),
        ("ten", "ten"),
    ],
)
def test_a_label_has_the_mark(text: str, marked: str) -> None:
    """Braces keep the comma of a formula close; a version is no decimal number."""
    made = MarkedFormatter(FuncFormatter(lambda value, place: text), COMMA)
    assert made(0.5) == marked


def test_the_scale_of_an_axis_is_marked_once() -> None:
    """Both formatters; those of categories stay as they are."""
    axes = Figure().subplots()
    axes.set_ylim(0, 1)
    mark_scale(axes.yaxis, COMMA)
    once = axes.yaxis.get_major_formatter()
    assert isinstance(once, MarkedFormatter)
    assert "0,5" in once.format_ticks([0.0, 0.5, 1.0])
    mark_scale(axes.yaxis, COMMA)
    assert axes.yaxis.get_major_formatter() is once
    axes.xaxis.set_major_formatter(FixedFormatter(["0.5"]))
    mark_scale(axes.xaxis, COMMA)
    assert isinstance(axes.xaxis.get_major_formatter(), FixedFormatter)
    assert isinstance(axes.xaxis.get_minor_formatter(), NullFormatter)
