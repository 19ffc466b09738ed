"""Any plot of matplotlib looks in HTML, PDF and Word as matplotlib itself draws it."""

import pytest
from gallery import PLOTS, SEABORN
from likeness import DPI, difference, of_matplotlib, opened, printed, shown

from report.drawing import export

#: The share of pixels, in percent, that may differ: matplotlib moves lines of an axis to whole pixels.
MOST = 0.5
FAST = ("markers", "hatched_bars", "filled_contours", "formulas")


def _marked(name):
    return name if name in FAST else pytest.param(name, marks=pytest.mark.slow)


@pytest.fixture(scope="module")
def page(chromium):
    """A page of Chromium as dense as the pictures."""
    return chromium.new_page(device_scale_factor=DPI / 96)


def _drawn(name):
    if name in SEABORN:
        pytest.importorskip("seaborn")
    return {**PLOTS, **SEABORN}[name]()


@pytest.mark.parametrize("name", [_marked(name) for name in (*PLOTS, *SEABORN)])
def test_a_plot_looks_the_same_in_print_and_as_pixels(name):
    """The PDF page and the PNG in Word show what matplotlib's own PNG shows."""
    pytest.importorskip("weasyprint", exc_type=OSError)
    expected, canvas = of_matplotlib(_drawn(name)), _drawn(name)
    assert difference(opened(export.png(canvas, DPI)), expected) < MOST
    assert difference(printed(export.svg(canvas, name)), expected) < MOST


@pytest.mark.browser
@pytest.mark.parametrize("name", [_marked(name) for name in (*PLOTS, *SEABORN)])
def test_a_plot_looks_the_same_in_a_browser(page, name):
    """The page shows what matplotlib's own PNG shows."""
    expected, canvas = of_matplotlib(_drawn(name)), _drawn(name)
    assert difference(shown(page, export.svg(canvas, name)), expected) < MOST


def test_the_comparison_sees_what_is_missing():
    """A plot without its markers, without its hatching or without its image differs by more than is allowed."""
    for name, lost in (("markers", "use"), ("hatched_bars", "use"), ("heat_map", "image")):
        without = export.svg(_drawn(name), name).replace(f"<{lost} ", "<desc ")
        assert difference(printed(without), of_matplotlib(_drawn(name))) > MOST
