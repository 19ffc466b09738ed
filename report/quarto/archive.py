"""The MECA archive: Quarto makes it before Word files are complete, and adds all tracked files to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

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


def complete(out: Path, made: Iterable[Path]) -> None:
    """Replace the Word files of each archive, which Quarto took before they were complete."""
    finished = {path.relative_to(out).as_posix(): path for path in made if path.suffix == ".docx"}
    for path in sorted(out.glob("*-meca.zip")):
        content = BytesIO()
        with ZipFile(path) as old, ZipFile(content, "w", ZIP_DEFLATED) as new:
            for entry in old.infolist():
                file = finished.get(entry.filename)
                new.writestr(entry, file.read_bytes() if file else old.read(entry))
        path.write_bytes(content.getvalue())
