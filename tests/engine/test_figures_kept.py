"""Figures are not drawn again while their rows are the same; a changed row draws them again."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from report.manuscript import drawings as drawing
from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.study.project import Project


@pytest.fixture
def drawings(new_mini: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One word for each time that the figures were drawn."""
    drawings: list[str] = []
    draw_all = drawing._draw_all

    def noted(*arguments: Any) -> Any:
        drawings.append("drawn")
        return draw_all(*arguments)

    monkeypatch.setattr(drawing, "_draw_all", noted)
    monkeypatch.syspath_prepend(str(new_mini.root))
    for name in [name for name in sys.modules if name.split(".")[0] == "mini"]:
        monkeypatch.delitem(sys.modules, name)
    return drawings


def again(root: Path) -> Any:
    return compute(Inputs(Project.find(root)), fresh=True)


def test_unchanged_rows_reuse_the_drawn_figures(new_mini: Any, drawings: list[str]) -> None:
    """A fresh computation that gives the same rows takes the figures of the one before."""
    first, second = again(new_mini.root), again(new_mini.root)
    assert first.drawn == second.drawn
    assert first.drawn
    assert drawings == ["drawn"]


@pytest.mark.slow
def test_a_changed_value_draws_the_figures_again(new_mini: Any, drawings: list[str]) -> None:
    """When the data give another value, no figure is taken from before."""
    again(new_mini.root)
    path = new_mini.root / "data" / "sleep.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *rows[:-1]]) + "\n", encoding="utf-8")
    again(new_mini.root)
    assert drawings == ["drawn", "drawn"]
