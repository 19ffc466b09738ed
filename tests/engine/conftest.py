"""A small project of its own for each test that builds."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

MAIN = "from report.cli import main; main()"


EDITS = Path(__file__).parent / "edits"
COMPUTE = """
import json, sys
from report.manuscript.computation import compute
from report.manuscript.inputs import Inputs
from report.study.project import Project
fresh = sys.argv[1] == "fresh"
inputs = Inputs(Project.find())
reused = inputs.entry() is not None
done = compute(inputs, fresh=fresh, redraw=fresh)
rows = {row.id: row.printed for row in done.results.ledger.values()}
print(json.dumps({"reused": reused, "rows": rows, "digest": done.digest, "hints": done.hints}))
"""


class Edited:
    """A copy of the study of edits, with a folder elsewhere on Python's path."""

    def __init__(self, root: Path):
        self.root, self.variables = root, {"PYTHONPATH": str(root / "elsewhere")}

    def run(self, *arguments: str) -> Any:
        """Run Python in the project."""
        command = [sys.executable, "-c", *arguments]
        done = subprocess.run(
            command, cwd=self.root, env={**os.environ, **self.variables}, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def computed(self, way: str = "cached") -> Any:
        """What a run computes."""
        return json.loads(self.run(COMPUTE, way))

    def built(self, *arguments: str) -> Mapping[str, bytes]:
        """All files that a build publishes."""
        self.run(MAIN, "build", "--quiet", *arguments)
        out = self.root / "_output"
        return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}

    def without_cache(self) -> Edited:
        """Forget all that earlier runs left."""
        for name in (".tracepaper", "_output"):
            shutil.rmtree(self.root / name, ignore_errors=True)
        return self


def picture(shade: int) -> bytes:
    """A PNG of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(bytes([0, shade]))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.fixture(scope="session")
def computed_study(tmp_path_factory: pytest.TempPathFactory) -> tuple[Edited, Path, Any]:
    """The study of edits after its first run, a copy of it with its cache, and what that run computed."""
    folder = tmp_path_factory.mktemp("edits")
    made = copied(folder / "edits")
    first = made.computed()
    return made, Path(shutil.copytree(made.root, folder / "pristine", symlinks=True)), first


def copied(root: Path) -> Edited:
    """A copy of the study of edits, with its binary files."""
    shutil.copytree(EDITS, root, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "pictures").mkdir()
    (root / "pictures" / "a picture.png").write_bytes(picture(0))
    set_number(root, 13)
    return Edited(root)


@pytest.fixture
def new_study(tmp_path: Path) -> Edited:
    """The study of edits, in which nothing has been computed."""
    return copied(tmp_path / "edits")


@pytest.fixture
def study(computed_study: tuple[Edited, Path, Any]) -> Edited:
    """The study of edits after its first run, always in the same folder."""
    kept, pristine, _ = computed_study
    shutil.rmtree(kept.root)
    shutil.copytree(pristine, kept.root, symlinks=True)
    return Edited(kept.root)


@pytest.fixture
def first_run(computed_study: tuple[Edited, Path, Any]) -> Any:
    """What the first run of the study of edits computed."""
    return computed_study[2]


def set_number(root: Path, value: int) -> None:
    """Write the database."""
    with sqlite3.connect(root / "data" / "base.sqlite") as base:
        base.execute("create table if not exists numbers (value)")
        base.execute("delete from numbers")
        base.execute("insert into numbers values (?)", (value,))
    base.close()
