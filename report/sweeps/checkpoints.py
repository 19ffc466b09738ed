"""Checkpoints of a sweep: each finished batch is a Parquet file, so an interrupted run resumes where it stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report.files.system_errors import system_errors
from report.rows.errors import Fault, ToolError

if TYPE_CHECKING:
    from pandas import DataFrame

    from report.sweeps.batches import Record


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
            path = self.folder / f"{uuid.uuid4().hex}.parquet"
            scratch = path.with_suffix(".writing")
            DataFrame(records).to_parquet(scratch, index=False)
            os.replace(scratch, path)

    def done(self) -> set[tuple[str, int]]:
        """The units that need not be recomputed: keys of universes with numbers of replications."""
        return {
            (str(universe), int(replication))
            for _, frame in self.batches(["universe", "replication"])
            for universe, replication in frame.itertuples(index=False)
        }

    def frame(self) -> DataFrame:
        """All records in one frame, in no particular order."""
        from pandas import DataFrame, concat

        frames = [frame for _, frame in self.batches()]
        return concat(frames, ignore_index=True) if frames else DataFrame()

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
            yield path, frame

    def clear(self) -> None:
        """Delete all batches."""
        shutil.rmtree(self.folder, ignore_errors=True)


def parquet() -> None:
    """Require the library that reads and writes Parquet files."""
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        what = "is not installed, so no sweep can be stored"
        raise ToolError(Fault("pyarrow", what, "pip install 'tracepaper[cluster]'")) from None
