"""A small project of its own for each test that builds."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MINI = Path(__file__).parent / "mini"
MAIN = "from report.cli import main; main()"


class MiniProject:
    """A copy of the mini study, and the command `report` inside it."""

    def __init__(self, root):
        self.root = root
        self.out = root / "_output"

    def report(self, *arguments, **environment):
        return subprocess.run(
            [sys.executable, "-c", MAIN, *map(str, arguments)],
            cwd=self.root,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    def edit(self, name, old, new):
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def published(self):
        return {
            path.relative_to(self.out).as_posix(): path.read_bytes()
            for path in self.out.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def mini(tmp_path):
    shutil.copytree(MINI, tmp_path / "mini project")
    return MiniProject(tmp_path / "mini project")
