"""Drawings are slow to lay out, so each is drawn once for all tests."""

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@cache
def _drawn(name, width):
    from diagram_charts import CHARTS, counts_of
    from diagram_models import DIAGRAMS, rows_of

    from report.drawing.draw import draw

    drawing = {**DIAGRAMS, **CHARTS}[name](width)
    rows = rows_of(drawing) if name in DIAGRAMS else counts_of(drawing)
    return drawing, rows, draw(drawing, rows)


@pytest.fixture(scope="session")
def drawn():
    """A drawing by name and width: the record, its rows, its canvas."""
    return _drawn
