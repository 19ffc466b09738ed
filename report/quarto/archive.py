"""The archive of a manuscript: Quarto fills it with all tracked files, among which may be records of single cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from report.manuscript.computation import Inputs
from report.rows.errors import Fault


def leaks(inputs: Inputs, out: Path) -> Iterator[Fault]:
    """Removes an archive that holds records of real cases; a fault for each."""
    main = inputs.files.get(inputs.project.study.data)
    if main is None or main.synthetic:
        return
    for path in sorted(out.glob("*-meca.zip")):
        with ZipFile(path) as archive:
            inside = any(name.endswith(f"/{main.name}") for name in archive.namelist())
        if inside:
            path.unlink()
            remedy = "take the file out of git and name it with --data; the archive was removed"
            yield Fault(path.name, f"holds {main.name}, the records of single cases", remedy)
