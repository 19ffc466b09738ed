"""The sweep behind a number: its design, the universes that the row is about, and the run that computed them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from report.rows.stat import Row
from report.sweeps.checkpoints import Checkpoints
from report.sweeps.declaration import Sweep
from report.sweeps.design import Universe, key_of
from report.sweeps.stored_results import is_stored

Record = Mapping[str, str]


@dataclass(frozen=True)
class SweepRun:
    """Where results are stored: a file with its hash, or a folder of batches; `computed_with` are versions.

    `parts` are the lines of the file, or the batches, that have the row's universes.
    """

    place: str
    parts: tuple[str, ...]
    records: tuple[Record, ...]
    sha256: str = ""
    computed_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class SweepSource:
    """A sweep in relation to one of its rows.

    `decisions` count the universes of each option; `options` are those that the row states, and `universes` those
    with these options. `run` is None before the sweep was run.
    """

    name: str
    seed: int
    replications: int
    decisions: Mapping[str, Mapping[str, int]]
    total: int
    options: Mapping[str, str]
    universes: int
    run: SweepRun | None


def sweep_source(row: Row, sweep: Sweep, root: Path) -> SweepSource:
    """The design of a sweep, with the universes that a row states in its `about`, and their records."""
    universes = list(sweep.design.universes())
    about: Mapping[str, str] = getattr(row, "about", {})
    options = {name: about[name] for name in sweep.design.decisions if name in about}
    own = [each for each in universes if all(_text(each[name]) == text for name, text in options.items())]
    decisions = {
        name: {_text(option): sum(each[name] == option for each in universes) for option in known}
        for name, known in sweep.design.decisions.items()
    }
    run = _run(sweep, own, root)
    return SweepSource(
        sweep.name, sweep.seed, sweep.replications, decisions, len(universes), options, len(own), run
    )


def _text(option: object) -> str:
    return "" if option is None else str(option)


def _run(sweep: Sweep, universes: list[Universe], root: Path) -> SweepRun | None:
    if sweep.stored and is_stored(root / sweep.stored):
        return _stored(sweep, universes, root)
    folders = [each for each in (root / ".tracepaper" / "sweeps" / sweep.name).glob("*") if each.is_dir()]
    newest = max(folders, key=lambda each: each.stat().st_mtime_ns, default=None)
    return _batches(sweep, newest, universes, root) if newest else None


def _stored(sweep: Sweep, universes: list[Universe], root: Path) -> SweepRun:
    """The lines of the file that `report sweep` wrote."""
    path = root / sweep.stored
    about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    wanted = {tuple(map(_text, each.values())) for each in universes}
    with path.open(encoding="utf-8", newline="") as file:
        records = list(enumerate(csv.DictReader(file), start=2))
    own = [
        (line, record)
        for line, record in records
        if tuple(record[name] for name in sweep.design.decisions) in wanted
    ]
    parts = tuple(_ranges(line for line, _ in own))
    return SweepRun(
        sweep.stored,
        parts,
        tuple(record for _, record in own),
        about["results"],
        tuple(about["computed_with"]),
    )


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    """Consecutive numbers as one part: 2, 5-7."""
    first = last = None
    for number in (*numbers, None):
        if first is None or last is None:
            first = number
        elif number != last + 1:
            yield str(first) if first == last else f"{first}-{last}"
            first = number
        last = number


def _batches(sweep: Sweep, folder: Path, universes: list[Universe], root: Path) -> SweepRun:
    """The batches below `.tracepaper` that have one of the universes, and their records in the order of the design."""
    wanted = {key_of(each): place for place, each in enumerate(universes)}
    parts: list[str] = []
    found: dict[tuple[int, int, int], dict[str, object]] = {}
    for path, frame in Checkpoints(folder).batches():
        own = frame[frame["universe"].isin(wanted) & (frame["replication"] < sweep.replications)]
        parts += [path.stem] if len(own) else []
        for number, record in enumerate(own.to_dict("records")):
            place = wanted[record.pop("universe")]
            cells = {str(name): value for name, value in record.items()}
            found[place, cells["replication"], number] = {**universes[place], **cells}
    records = ({name: _text(value) for name, value in found[at].items()} for at in sorted(found))
    return SweepRun(folder.relative_to(root).as_posix(), tuple(parts), tuple(records))
