"""Projects made in a scratch folder, and commands inside them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


class Commands:
    """The command `report`, and Python, in a folder."""

    def __init__(self, root: Path, run_report: Callable[..., subprocess.CompletedProcess[str]]):
        self.root, self._run = root, run_report

    def run(self, *command: object, at: str = "") -> subprocess.CompletedProcess[str]:
        line = [sys.executable, *map(str, command)]
        return subprocess.run(
            line, cwd=self.root / at, env={**os.environ}, capture_output=True, text=True, check=False
        )

    def report(self, *arguments: object, at: str = "") -> str:
        """Run a command that succeeds."""
        done = self._run(self.root / at, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def commands(tmp_path: Path, run_report: Callable[..., subprocess.CompletedProcess[str]]) -> Commands:
    return Commands(tmp_path, run_report)
