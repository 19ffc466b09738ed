"""Drawings of slopes and specification curves: what they show, and where they draw it."""

from __future__ import annotations

import pytest
from matplotlib.backends import _backend_pdf_ps

from report.drawing.embedding import fonts_without_layout
from report.drawing.geometry import Rect
from report.drawing.slopes import Slopes
from report.drawing.slopes_drawing import _band, _Frame, _scale, _ticks, draw_slopes
from report.drawing.specification_curve import Decision, EstimatesPanel, SpecificationCurve
from report.drawing.specification_curve_drawing import draw_specification_curve
from report.drawing.style import type_sizes
from report.rows.number_formats import MINUS
from report.rows.stat import Stat

PARTS = {
    "b": 0.1,
    "change": 0.4,
    "variance": 0.01,
    "covariance": 0.0,
    "change_variance": 0.01,
    "critical": 1.96,
}
REGION = {"lower": -2.0, "upper": 0.5, "lowest": -3.0, "highest": 3.0}
ROWS = {
    **{f"s.line.{name}": Stat(f"s.line.{name}", value, "fixed2", name) for name, value in PARTS.items()},
    **{f"s.region.{name}": Stat(f"s.region.{name}", value, "fixed2", name) for name, value in REGION.items()},
    "s.region.significant": Stat("s.region.significant", "outside the limits", "text", "where"),
}


def test_the_band_of_a_slope() -> None:
    """b + change x, and the critical value times its standard error (Bauer & Curran, 2005, eq. 9)."""
    band = _band("s", ROWS)
    assert band.slope(2.0) == pytest.approx(0.9)
    assert band.half(2.0) == pytest.approx(1.96 * (0.01 + 4 * 0.01) ** 0.5)
    assert band.significant(2.0)
    assert not band.significant(-0.25)
    assert band.spans() == [(-3.0, -2.0), (-2.0, 0.5), (0.5, 3.0)]


def test_ticks_lie_in_the_range_and_include_zero() -> None:
    """The moderator has none outside its values; the slope's reach around its band and zero."""
    across, up = _ticks(_band("s", ROWS))
    assert min(across) >= -3
    assert max(across) <= 3
    assert min(up) < 0 < max(up)


def test_places_of_values() -> None:
    """The lowest value is at the left and at the bottom."""
    frame = _Frame(Rect(10, 20, 110, 120), (0.0, 1.0), (0.0, 2.0))
    assert frame.at(0.0, 0.0) == (10, 120)
    assert frame.at(1.0, 2.0) == (110, 20)


def test_labels_of_a_scale_have_equal_decimals() -> None:
    """And a true minus sign."""
    texts = ["".join(run.text for _, run in line.runs) for line in _scale([-0.5, 0, 1], type_sizes(120))]
    assert texts == [f"{MINUS}0.5", "0.0", "1.0"]


def test_a_drawing_shows_its_rows() -> None:
    """All of them are in the ledger."""
    assert set(Slopes("s").shows) == ROWS.keys()
    assert draw_slopes(Slopes("s"), ROWS).get_size_inches()[0] == pytest.approx(120 / 25.4)


DECISION = Decision("cases", "Cases", {"all": "all", "some": "without outliers"}, "all")


def estimate(id: str, value: float, cases: str, significant: str) -> Stat:
    return Stat(id, value, "fixed2", id, about={"cases": cases, "significant": significant})


def test_a_specification_curve() -> None:
    """Each panel has a curve and its decisions; estimates and bounds are shown rows; the main analysis is marked."""
    rows = {each.id: each for each in (estimate("u1", 0.3, "all", "yes"), estimate("u2", -0.1, "some", "no"))}
    rows |= {
        f"u1.{end}": Stat(f"u1.{end}", value, "fixed2", end) for end, value in (("low", 0.1), ("high", 0.5))
    }
    panel = EstimatesPanel("A panel", ("u1", "u2"), {"u1": ("u1.low", "u1.high")})
    drawing = SpecificationCurve((panel,), (DECISION,))
    assert drawing.shows == ("u1", "u2", "u1.low", "u1.high")
    curve, decisions = draw_specification_curve(drawing, rows).axes
    assert curve.get_title(loc="left") == "A panel"
    (diamond,) = [line for line in curve.lines if line.get_label() == "{:main_analysis}"]
    assert list(diamond.get_xdata()) == [1]
    assert [tick.get_text() for tick in decisions.get_yticklabels()] == ["All", "Without outliers"]


def test_fonts_are_embedded_as_before_afterwards() -> None:
    """The change of matplotlib ends with the block, also after an error."""
    before = _backend_pdf_ps.get_glyphs_subset

    def fail() -> None:
        with fonts_without_layout():
            assert _backend_pdf_ps.get_glyphs_subset is not before
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _backend_pdf_ps.get_glyphs_subset is before
