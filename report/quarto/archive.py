"""The MECA archive: Quarto adds all tracked files to it, which may include participant-level data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from report.manuscript.inputs import Inputs
from report.rows.errors import Fault


def leaks(inputs: Inputs, out: Path) -> Iterator[Fault]:
    """Remove each archive that contains participant-level data, and yield a fault for it."""
    main = inputs.files.get(inputs.project.study.data)
    if main is None or main.synthetic:
        return
    for path in sorted(out.glob("*-meca.zip")):
        with ZipFile(path) as archive:
            inside = any(name.endswith(f"/{main.name}") for name in archive.namelist())
        if inside:
            path.unlink()
            remedy = "remove the file from Git and pass it with --data; the archive was removed"
            yield Fault(path.name, f"contains {main.name}, which has participant-level data", remedy)
