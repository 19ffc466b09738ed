"""The engine's own files: cached results are valid only for the code that computed them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from report.files.file_states import digest_of

ENGINE = Path(__file__).parents[1]
EXTENSION = Path("_extensions") / "tracepaper"
#: Parts of the engine that cannot change a number or drawing; a test ensures that neither imports them.
LATE = (
    "render",
    "assets",
    "trace",
    "verify",
    "lint",
    "cli",
    "export",
    "quarto",
    "pipeline",
    "merge",
    "preview",
)


@cache
def engine_hash(*left_out: str) -> str:
    """One hash over the engine's files except some of its packages; a run reads them once."""
    hashes = _engine_files()
    return digest_of(f"{name} {hashes[name]}" for name in hashes if name.split("/")[0] not in left_out)


@cache
def _engine_files() -> dict[str, str]:
    return dict(named_hashes(files_below(ENGINE), ENGINE))


def files_below(folder: Path) -> list[Path]:
    """All files below a folder in order, except compiled Python files."""
    found = (os.path.join(place, name) for place, names in _folders(folder) for name in names)
    return [Path(path) for path in sorted(filter(os.path.isfile, found), key=_parts)]


def _parts(path: str) -> list[str]:
    return path.split(os.sep)


def _folders(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Each folder below a folder, with the names of its files; links to folders are not followed."""
    for place, below, names in os.walk(folder):
        below[:] = [name for name in below if name != "__pycache__"]
        yield place, names


def named_hashes(paths: Iterable[Path], root: Path) -> Iterator[tuple[str, str]]:
    """The names of files relative to a folder, each with the hash of its content."""
    for path in paths:
        yield path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def extension(root: Path) -> Path:
    """The Quarto extension with the filter: the project's own, or the one shipped with the engine."""
    shipped = ENGINE / "extension"
    places = (root / EXTENSION, ENGINE.parent / EXTENSION, shipped)
    return next((place for place in places if (place / "tracepaper.lua").is_file()), shipped)
