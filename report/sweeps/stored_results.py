"""Results of a sweep in a file of the repository, so that a fresh clone need not compute them.

A file `<name>.json` beside `<name>.csv` records what they were computed from: a hash of the study's code, data,
seed and design, the hash of the results, and the versions of the engine and the packages. A build uses the results
only if code, data, design and file are unchanged; with another engine or package, some units are recomputed and must
give the same numbers.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.files.system_errors import system_errors
from report.sweeps.design import Option, Universe, key_of
from report.sweeps.identity import packages

if TYPE_CHECKING:
    from pandas import DataFrame

#: Seconds that the comparison of units with the stored results may take, and how many units it compares at most.
COMPARED_SECONDS = 0.5
COMPARED = 8
TOLERANCE = 1e-6


@dataclass(frozen=True)
class StoredResults:
    """The files of a named sweep's results; `subject` is the hash of what they must have been computed from."""

    path: Path
    subject: str
    name: str = ""

    @property
    def about(self) -> Path:
        """The file that records what the results were computed from."""
        return self.path.with_suffix(".json")

    def write(self, frame: DataFrame, seconds: float) -> None:
        """Write the results; `seconds` is the cost of a unit."""
        with system_errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            frame.drop(columns=["universe"]).to_csv(self.path, index=False, lineterminator="\n")
            record = {
                "sweep": self.name,
                "subject": self.subject,
                "results": hashlib.sha256(self.path.read_bytes()).hexdigest(),
                "seconds_for_a_unit": round(seconds, 3),
                "computed_with": packages(),
            }
            self.about.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")

    def record(self) -> dict[str, Any] | None:
        """What the results were computed from; None unless that is what they should be computed from now."""
        try:
            found = json.loads(self.about.read_text(encoding="utf-8"))
            content = hashlib.sha256(self.path.read_bytes()).hexdigest()
        except (OSError, ValueError):
            return None
        current = isinstance(found, dict) and found.get("subject") == self.subject
        return found if current and found.get("results") == content else None

    def frame(self, universes: Iterable[Universe]) -> DataFrame:
        """The stored results as `Sweep.frame` gives them."""
        from pandas import DataFrame

        known = {tuple(map(_text, each.values())): each for each in universes}
        with self.path.open(encoding="utf-8", newline="") as file:
            head, *lines = csv.reader(file)
        decisions = head.index("replication")
        rows = []
        for line in lines:
            universe = known[tuple(line[:decisions])]
            rows.append([key_of(universe), *universe.values(), *map(_value, line[decisions:])])
        frame = DataFrame(rows, columns=["universe", *head])
        frame["failure"] = frame["failure"].fillna("")
        return frame


def _text(option: Option) -> str:
    return "" if option is None else str(option)


def _value(text: str) -> str | int | float | bool | None:
    """A cell as computed by `report sweep`: a number, a truth value, a text, or None."""
    if text in ("True", "False"):
        return text == "True"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text or None


def is_stored(path: Path) -> bool:
    """Whether `report sweep` wrote a file, which `@sweep(stored=…)` declares."""
    try:
        found = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"subject", "results", "seconds_for_a_unit"} <= found.keys()


def compared_units(total: int, seconds: float) -> list[int]:
    """The places of units to compare, evenly spaced."""
    count = max(1, min(COMPARED, total, int(COMPARED_SECONDS / max(seconds, 1e-3))))
    return [round((place + 0.5) * total / count - 0.5) for place in range(count)]


def differences(stored: list[dict[str, Any]], computed: list[dict[str, Any]]) -> Iterator[str]:
    """The names of values of a unit that differ by more than rounding."""
    if len(stored) != len(computed):
        yield "the number of records"
    for old, new in zip(stored, computed, strict=False):
        yield from (name for name, value in new.items() if not _same(old.get(name), value))


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, str) or isinstance(new, str):
        return str(old) == str(new)
    old, new = (math.nan if value is None else float(value) for value in (old, new))
    return (math.isnan(old) and math.isnan(new)) or math.isclose(old, new, rel_tol=TOLERANCE, abs_tol=1e-9)
