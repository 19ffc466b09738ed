"""One way to publish an export: made in a scratch folder, sealed, put in its place whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report import store
from report.errors import Fault


@dataclass(frozen=True)
class Exported:
    """What an export made: its folder and files, what has to be said of it, and what could not be made."""

    out: Path
    files: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    missing: tuple[Fault, ...] = ()


#: Writes the files of an export below a folder.
Maker = Callable[[Path], "Made"]


@dataclass(frozen=True)
class Made:
    """What a maker has to say: remarks, and formats that could not be made."""

    remarks: tuple[str, ...] = ()
    missing: tuple[Fault, ...] = ()


def published(out: Path, make: Maker) -> Exported:
    """Publish what `make` writes, or leave everything as it was."""
    store.check_target(out)
    with store.scratch(out) as folder, store.told(folder):
        made = make(folder)
        store.seal(folder, "", {})
        files = tuple(store.manifest(folder)["files"])
        store.publish(folder, out)
    return Exported(out, files, made.remarks, made.missing)
