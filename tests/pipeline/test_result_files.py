"""The files of a build that print results without any document."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from report.pipeline.result_files import write_figures, write_ledger
from report.rows.ledger import Ledger
from report.rows.stat import Stat


def computed(**parts: Any) -> Any:
    """The parts of computed results that the files contain."""
    ledger = Ledger.of([Stat("a.b", 1.5, "fixed2", "a number")])
    return SimpleNamespace(results=SimpleNamespace(ledger=ledger), drawn={}, reproduced=(), **parts)


def test_each_drawing_is_written_as_svg_and_png(tmp_path: Path) -> None:
    """In a folder of their own, which may exist."""
    found = computed()
    found.drawn = {"curve": SimpleNamespace(svg="<svg/>", png=b"png")}
    for _ in range(2):
        write_figures(found, tmp_path)
    assert (tmp_path / "figures" / "curve.svg").read_text(encoding="utf-8") == "<svg/>"
    assert (tmp_path / "figures" / "curve.png").read_bytes() == b"png"


def test_the_ledger_is_written_for_programs_and_for_spreadsheets(tmp_path: Path) -> None:
    """Reproduced numbers have a file only where there are any."""
    write_ledger(computed(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ledger.csv", "ledger.json"]
    assert "a.b" in (tmp_path / "ledger.csv").read_text(encoding="utf-8")
    assert "a.b" in json.dumps(json.loads((tmp_path / "ledger.json").read_text(encoding="utf-8")))
