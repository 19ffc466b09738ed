"""What the card of a number says about the sweeps behind it: their size, their failed fits and their run."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from report.rows.counted import counted
from report.rows.stat import Row
from report.sweeps.stored_results import is_stored


def sweep_facts(row: Row, root: Path) -> list[str]:
    """A text for each sweep that a row is based on: one whose results it read, or that its product needs."""
    if not row.source:
        return []
    files = (root / name for name, _ in row.source.data if name.endswith(".csv"))
    stored = [
        _stored(path, path.relative_to(root).as_posix(), path.stat().st_mtime_ns) for path in _runs(files)
    ]
    return [*stored, *_batches(row.source.inputs, root, len(stored))]


def _runs(files: Iterator[Path]) -> Iterator[Path]:
    return (path for path in files if path.is_file() and is_stored(path))


@cache
def _stored(path: Path, place: str, changed: int) -> str:
    """The run that `report sweep` wrote to a file; counted once for each state of the file."""
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    with path.open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    place_of = head.index("replication")
    universes = len({tuple(line[:place_of]) for line in lines})
    replications = len({line[place_of] for line in lines})
    failed = sum(line[head.index("failure")] != "" for line in lines)
    size = f"{counted(universes, 'universe')}, {counted(replications, 'replication')} each"
    run = f"run {place} (sha256 {about['results'][:12]}…)"
    return f"{about.get('sweep') or path.stem}: {size}, {failed:,} failed; {run}"


def _batches(inputs: tuple[str, ...], root: Path, stored: int) -> Iterator[str]:
    """The runs of sweeps that a product needs and that have no file; `report trace` counts their universes."""
    folder = Path(".tracepaper") / "sweeps"
    for name in inputs if not stored else ():
        if (root / folder / name).is_dir():
            yield f"{name}: run in {(folder / name).as_posix()}"
