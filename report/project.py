"""The project that a command works on: found by its pyproject.toml, with the study that it names."""

from __future__ import annotations

import importlib
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from report.errors import Fault, StudyError
from report.study import Study


@dataclass(frozen=True)
class Project:
    """A folder with a pyproject.toml that has a [tool.report] table."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """The project of a folder or of the nearest one above it."""
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if "report" in _tools(folder):
                return cls(folder)
        raise StudyError(
            Fault(
                str(here),
                "lies in no project",
                "go to a folder whose pyproject.toml has a [tool.report] table",
            )
        )

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The table [tool.report]."""
        return dict(_tools(self.root).get("report", {}))

    @cached_property
    def study(self) -> Study:
        """The study that [tool.report] study = "module:name" names."""
        module, _, name = str(self.settings.get("study", "")).partition(":")
        if not module or not name:
            raise StudyError(
                Fault("pyproject.toml", "[tool.report] names no study", 'write study = "module:name"')
            )
        if str(self.root) not in sys.path:
            sys.path.insert(0, str(self.root))
        try:
            found = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError) as error:
            raise StudyError(
                Fault("pyproject.toml", f"no study {module}:{name}: {error}", "mend the name")
            ) from None
        if not isinstance(found, Study):
            raise StudyError(Fault("pyproject.toml", f"{module}:{name} is no Study", "name a report.Study"))
        return found

    def templates(self) -> dict[str, str]:
        """All templates by their path below templates/."""
        folder = self.root / "templates"
        paths = sorted(folder.rglob("*.j2"))
        return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def _tools(folder: Path) -> dict[str, Any]:
    path = folder / "pyproject.toml"
    if not path.is_file():
        return {}
    try:
        return dict(tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {}))
    except tomllib.TOMLDecodeError as error:
        raise StudyError(Fault(str(path), f"is no TOML: {error}", "mend the file")) from None
