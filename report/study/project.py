"""The project that a command works on: found by its pyproject.toml, with the study that it names."""

from __future__ import annotations

import os
import sys
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from report.files.installed import register_project
from report.files.pinned import pin
from report.files.sources import distrust_bytecode
from report.rows.errors import Fault, ReportError, StudyError, TemplateError
from report.rows.format_registry import use_formats
from report.rows.own_formats import own_formats
from report.study.module_loading import imported
from report.study.project_settings import Manuscript, check_settings, manuscript
from report.study.study import Study


@dataclass(frozen=True)
class Project:
    """A folder with a pyproject.toml that has a [tool.report] table."""

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """The project of a folder, or of its nearest parent that has one."""
        here = (start or Path.cwd()).resolve()
        if "\ufffd" in os.fsencode(here).decode("utf-8", "replace"):
            what, remedy = "has a path that is not UTF-8", "rename the folder"
            raise StudyError(Fault(os.fsencode(here).decode("utf-8", "replace"), what, remedy))
        for folder in (here, *here.parents):
            if "report" in _tools(folder):
                return cls(folder)
        raise StudyError(
            Fault(
                str(here),
                "is not in a project",
                "go to a folder whose pyproject.toml has a [tool.report] table",
            )
        )

    @cached_property
    def settings(self) -> dict[str, Any]:
        """The table [tool.report]."""
        found = _tools(self.root).get("report", {})
        if not isinstance(found, dict):
            raise StudyError(Fault("pyproject.toml", "tool.report is not a table", "write [tool.report]"))
        return dict(found)

    @cached_property
    def manuscript(self) -> Manuscript:
        """The layout of the manuscript, for all documents and formats."""
        return manuscript(self.settings)

    @cached_property
    def study(self) -> Study:
        """The study that [tool.report] study = "module:name" names."""
        if "study" not in self.settings:
            raise StudyError(
                Fault("pyproject.toml", "[tool.report] does not name a study", 'write study = "module:name"')
            )
        check_settings(self.settings)
        module, _, name = self.settings["study"].partition(":")
        self._prepare()
        found = getattr(imported(module, self.root, "pyproject.toml"), name, None)
        if found is None:
            raise StudyError(Fault("pyproject.toml", f"{module} does not define {name}", "correct the name"))
        if isinstance(found, Study):
            use_formats(own_formats(found.formats))
        else:
            raise StudyError(
                Fault("pyproject.toml", f"{module}:{name} is not a Study", "name a report.Study")
            )
        return found

    def _prepare(self) -> None:
        """Prepare the process to import the study: the same on all machines, and from its sources."""
        pin()
        register_project(str(self.root))
        distrust_bytecode()
        if str(self.root) not in sys.path:
            sys.path.insert(0, str(self.root))

    @cached_property
    def written(self) -> tuple[str, ...]:
        """The paths of hand-written documents that [tool.report] documents names."""
        check_settings(self.settings)
        return tuple(self.settings.get("documents", ()))

    def templates(self) -> dict[str, str]:
        """All templates by their path below templates/, as they were first read."""
        return {name: _text(content, f"templates/{name}") for name, content in self.template_files.items()}

    @cached_property
    def template_files(self) -> dict[str, bytes]:
        """The bytes of all templates, read once, so that the hashed text is the woven text."""
        folder = self.root / "templates"
        return {
            path.relative_to(folder).as_posix(): _bytes(path, self.root)
            for path in sorted(folder.rglob("*.j2"))
        }


def nearest_root(start: Path) -> Path | None:
    """The root of the project that contains a folder; None outside a project or if a pyproject.toml is invalid."""
    try:
        return Project.find(start).root
    except (OSError, ReportError):
        return None


def _bytes(path: Path, root: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        where = path.relative_to(root).as_posix()
        remedy = "make it a readable file"
        raise TemplateError(Fault(where, f"cannot be read: {error.strerror}", remedy)) from None


def _text(content: bytes, where: str) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateError(Fault(where, "is not UTF-8 text", "save the file as UTF-8")) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tools(folder: Path) -> dict[str, Any]:
    path = folder / "pyproject.toml"
    if not path.is_file():
        return {}
    try:
        tools = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudyError(Fault(str(path), f"is not valid TOML: {error}", "correct the file")) from None
    return tools if isinstance(tools, dict) else {}
