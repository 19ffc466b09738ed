"""Checkpoints of a sweep: each finished batch is a Parquet file, so an interrupted run resumes where it stopped."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from report.files.system_errors import system_errors
from report.rows.errors import Fault, ToolError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.sweeps.batches import Record

#: The end of the name of a file whose columns of objects are JSON.
_JSON = "-json"


@dataclass(frozen=True)
class Checkpoints:
    """The stored batches of a sweep with the same code, data and seed."""

    folder: Path

    def add(self, records: list[Record]) -> None:
        """Store a batch; the file exists completely or not at all."""
        from pandas import DataFrame

        parquet()
        with system_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            name = uuid.uuid4().hex
            scratch = self.folder / f"{name}.writing"
            frame = DataFrame(records)
            try:
                frame.to_parquet(scratch, index=False)
            except (
                TypeError,
                ValueError,
                OverflowError,
            ):  # a column of texts and numbers, or too large numbers
                _as_json(frame).to_parquet(scratch, index=False)
                name += _JSON
            os.replace(scratch, self.folder / f"{name}.parquet")

    def done(self) -> set[tuple[str, int]]:
        """The units that need not be recomputed: keys of universes with numbers of replications."""
        return {
            (str(universe), int(replication))
            for _, frame in self.batches(["universe", "replication"])
            for universe, replication in frame.itertuples(index=False)
        }

    def frame(self) -> DataFrame:
        """All records in one frame, those of a unit in their order; of a unit that two runs computed, those of one."""
        from pandas import DataFrame, Series, concat

        frames = [frame for _, frame in self.batches()]
        if not frames:
            return DataFrame()
        found = concat(frames, ignore_index=True)
        file = Series([number for number, frame in enumerate(frames) for _ in range(len(frame))])
        first = file.groupby([found["universe"], found["replication"]]).transform("min")
        return found[file == first]

    def batches(self, columns: list[str] | None = None) -> Iterator[tuple[Path, DataFrame]]:
        """The stored batches with their files; a damaged file is removed, so that its units are recomputed."""
        from pandas import read_parquet

        parquet()
        for path in sorted(self.folder.glob("*.parquet")):
            try:
                frame = read_parquet(path, columns=columns)
            except (OSError, ValueError):
                with contextlib.suppress(OSError):
                    path.unlink()
                continue
            yield path, _from_json(frame) if path.stem.endswith(_JSON) else frame

    def clear(self) -> None:
        """Delete all batches."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _as_json(frame: DataFrame) -> DataFrame:
    """The columns of Python objects as JSON, which Parquet can store whatever they are."""
    return _mapped(frame, json.dumps)


def _from_json(frame: DataFrame) -> DataFrame:
    return _mapped(frame, json.loads)


def _mapped(frame: DataFrame, change: Callable[[Any], Any]) -> DataFrame:
    changed = frame.copy()
    for name in changed.select_dtypes("object"):
        changed[name] = changed[name].map(change)
    return changed


def parquet() -> None:
    """Require the library that reads and writes Parquet files."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        what = "is not installed, so no sweep can be stored"
        raise ToolError(Fault("pyarrow", what, "pip install 'tracepaper[cluster]'")) from None
