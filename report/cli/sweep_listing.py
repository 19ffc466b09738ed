"""Prints the sweep behind a row: its design, and the records of the row's universes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from report.rows.counted import counted

if TYPE_CHECKING:
    from report.trace.sweep_source import Record, SweepRun, SweepSource

SHOWN = 10
"""Records that are printed; JSON has all."""
PARTS = 3
"""Batches, or ranges of lines, that are printed."""


def sweep_lines(sweep: SweepSource) -> Iterator[str]:
    """The design with the number of universes of each option, then the run and its records."""
    size = f"{counted(sweep.total, 'universe')}, {counted(sweep.replications, 'replication')}"
    yield f"sweep {sweep.name}: {size}, seed {sweep.seed}"
    wide = max(map(len, sweep.decisions), default=0)
    for name, options in sweep.decisions.items():
        shown = ", ".join(f"{option or 'none'} ({count})" for option, count in options.items())
        yield f"  {name:<{wide}}  {shown}"
    if sweep.options:
        chosen = ", ".join(f"{name} = {option or 'none'}" for name, option in sweep.options.items())
        yield f"  this row: {counted(sweep.universes, 'universe')} with {chosen}"
    if sweep.run is None:
        yield f"  results unknown: run `report sweep {sweep.name}` first"
        return
    yield from _run_lines(sweep.run)


def _run_lines(run: SweepRun) -> Iterator[str]:
    word = "line" if run.sha256 else "batch"
    where = _some(run.parts) or "no results"
    yield f"  results in {run.place}, {word} {where}"
    if run.sha256:
        yield f"  sha256 {run.sha256[:16]}…, computed with {', '.join(run.computed_with)}"
    yield from (f"    {line}".rstrip() for line in _table(run.records[:SHOWN]))
    if len(run.records) > SHOWN:
        yield f"    … {len(run.records) - SHOWN:,} more records"


def _some(parts: Sequence[str]) -> str:
    more = f" and {len(parts) - PARTS:,} more" if len(parts) > PARTS else ""
    return ", ".join(parts[:PARTS]) + more


def _table(records: Sequence[Record]) -> Iterator[str]:
    """The records in columns as wide as their longest cell, with numbers to six digits."""
    if not records:
        return
    rows = [list(records[0]), *([_short(value) for value in record.values()] for record in records)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _short(value: str) -> str:
    try:
        return value if value.isdigit() else f"{float(value):.6g}"
    except ValueError:
        return value
