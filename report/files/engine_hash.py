"""The engine's own files: cached results are valid only for the code that computed them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from report.files.seen import digest_of

ENGINE = Path(__file__).parents[1]
EXTENSION = Path("_extensions") / "tracepaper"


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
    return sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def named_hashes(paths: Iterable[Path], root: Path) -> Iterator[tuple[str, str]]:
    """The names of files relative to a folder, each with the hash of its content."""
    for path in paths:
        yield path.relative_to(root).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def extension(root: Path) -> Path:
    """The Quarto extension with the filter: the project's own, or the one shipped with the engine."""
    shipped = ENGINE / "extension"
    places = (root / EXTENSION, ENGINE.parent / EXTENSION, shipped)
    return next((place for place in places if (place / "tracepaper.lua").is_file()), shipped)
