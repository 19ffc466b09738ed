"""The manifest of a published folder: the files that a command put there, each with its hash."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

NAME = "manifest.json"
#: How the names of unfinished files and folders begin.
SCRATCH = ".building-"
SCHEMA = "tracepaper/manifest/1"


@dataclass(frozen=True)
class Manifest:
    """The key of a build, facts about it, and the hash of each file by name.

    `earlier` has the hashes of the files being replaced while a folder is published file by file.
    Otherwise it is None.
    """

    key: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, str] | None = None

    def lists(self, name: str, digest: str) -> bool:
        """Whether a file with these bytes was published under that name."""
        return digest in (self.files.get(name), (self.earlier or {}).get(name))

    def knows(self, name: str) -> bool:
        """Whether a file of that name was published."""
        return name in self.files or name in (self.earlier or {})

    def count(self, fact: str) -> int:
        """A numeric fact, or 0 if there is none."""
        found = self.facts.get(fact, 0)
        return found if isinstance(found, int) else 0

    @property
    def remarks(self) -> tuple[str, ...]:
        """Remarks on the build for its author."""
        found = self.facts.get("remarks", [])
        return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def read(folder: Path) -> Manifest | None:
    """The manifest of a folder; None if there is none, or if it does not have this form."""
    try:
        content = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or content.get("schema") != SCHEMA:
        return None
    key, facts, files = content.get("key"), content.get("facts"), content.get("files")
    earlier = content.get("earlier")
    if not isinstance(key, str) or not isinstance(facts, dict) or not _are_hashes(files, earlier or {}):
        return None
    return Manifest(key, facts, files or {}, earlier)


def _are_hashes(*tables: Any) -> bool:
    return all(
        isinstance(table, dict) and all(_is_inside(name) and isinstance(table[name], str) for name in table)
        for table in tables
    )


def _is_inside(name: str) -> bool:
    """Whether a file name stays below the folder."""
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def write(folder: Path, manifest: Manifest) -> None:
    """Write a manifest atomically."""
    content: dict[str, Any] = {
        "schema": SCHEMA,
        "key": manifest.key,
        "facts": dict(manifest.facts),
        "files": dict(manifest.files),
    }
    if manifest.earlier is not None:
        content["earlier"] = dict(manifest.earlier)
    part = folder / f"{SCRATCH}{NAME}-{os.getpid()}"
    part.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / NAME)


def seal(folder: Path, key: str, facts: Mapping[str, Any]) -> Manifest:
    """Write the manifest of a folder that contains only newly created files."""
    made = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    sealed = Manifest(key, facts, hashes(folder, (path.relative_to(folder).as_posix() for path in made)))
    write(folder, sealed)
    return sealed


def hashes(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The hash of each of these files."""
    return {name: hash_of(folder / name) for name in sorted(names)}


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_whole(folder: Path, key: str) -> bool:
    """Whether a folder contains the build with that key, every file unchanged; no build has an empty key."""
    found = read(folder)
    if found is None or not key or found.key != key:
        return False
    try:
        return all(hash_of(folder / name) == digest for name, digest in found.files.items())
    except OSError:
        return False
