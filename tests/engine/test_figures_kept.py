"""Figures whose rows came out the same are not drawn again; a changed row draws them anew."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from report.manuscript import computation as computing
from report.manuscript.computation import Inputs, compute
from report.study.project import Project


@pytest.fixture
def drawings(mini: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often figures were drawn: a word for each time."""
    told: list[str] = []
    whole = computing._drawn_anew

    def noted(*arguments: Any) -> Any:
        told.append("drawn")
        return whole(*arguments)

    monkeypatch.setattr(computing, "_drawn_anew", noted)
    monkeypatch.syspath_prepend(str(mini.root))
    for name in [name for name in sys.modules if name.split(".")[0] == "mini"]:
        monkeypatch.delitem(sys.modules, name)
    return told


def again(root: Path) -> Any:
    return compute(Inputs(Project.find(root)), fresh=True)


def test_the_same_rows_draw_nothing_anew(mini: Any, drawings: list[str]) -> None:
    """A fresh computation that gives the same rows takes the figures of the one before."""
    first, second = again(mini.root), again(mini.root)
    assert first.drawn == second.drawn
    assert first.drawn
    assert drawings == ["drawn"]


def test_a_changed_value_draws_figures_anew(mini: Any, drawings: list[str]) -> None:
    """When the data give another value, no figure is taken from before."""
    again(mini.root)
    path = mini.root / "data" / "sleep.csv"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *rows[:-1]]) + "\n", encoding="utf-8")
    again(mini.root)
    assert drawings == ["drawn", "drawn"]
