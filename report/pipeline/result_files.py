"""The files of a build that print results without any document: drawings, the ledger, and reproduced numbers."""

from __future__ import annotations

from pathlib import Path

from report.manuscript.computation import Computed
from report.rows.ledger_csv import ledger_csv


def write_figures(computed: Computed, folder: Path) -> None:
    """Write the drawings to `folder`/figures as SVG and PNG."""
    figures = folder / "figures"
    figures.mkdir(exist_ok=True)
    for name, drawn in computed.drawn.items():
        (figures / f"{name}.svg").write_text(drawn.svg, encoding="utf-8")
        (figures / f"{name}.png").write_bytes(drawn.png)


def write_ledger(computed: Computed, folder: Path) -> None:
    """Write the ledger and the reproduced numbers, which are published beside the documents."""
    from report.study.reproduction import FILE
    from report.study.reproduction import to_json as reproductions_to_json

    ledger = computed.results.ledger
    (folder / "ledger.json").write_text(ledger.to_json(), encoding="utf-8")
    (folder / "ledger.csv").write_text(ledger_csv(ledger), encoding="utf-8")
    if computed.reproduced:
        (folder / FILE).write_text(reproductions_to_json(computed.reproduced), encoding="utf-8")
