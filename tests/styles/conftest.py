"""A study that prints a row in every format, built in a style of the test's choice."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

FORMS = Path(__file__).parent / "forms"


class Project:
    """A copy of the study of forms in one style, and the command `report` inside it."""

    def __init__(self, root: Path, run_report: Callable[..., Any]):
        self.root, self._run = root, run_report

    def report(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command."""
        return self._run(self.root, *arguments, SOURCE_DATE_EPOCH="1700000000")

    def set(self, **settings: Any) -> None:
        """Write settings into [tool.report]."""
        lines = (f"{key.replace('_', '-')} = {json.dumps(value)}" for key, value in settings.items())
        text = (FORMS / "pyproject.toml").read_text(encoding="utf-8")
        (self.root / "pyproject.toml").write_text(text + "\n".join(lines) + "\n", encoding="utf-8")

    def print_all_rows(self) -> None:
        """Write a template that prints each row of the study's formats in a paragraph."""
        listed = json.loads(self.report("list", "form", "--json").stdout)
        lines = (f"A row here: << {each['id']} >>.\n" for each in listed)
        (self.root / "templates" / "rows.qmd.j2").write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, run_report: Callable[..., Any]) -> Project:
    """The study of forms in the style of APA."""
    shutil.copytree(FORMS, tmp_path / "forms")
    found = Project(tmp_path / "forms", run_report)
    found.print_all_rows()
    return found
