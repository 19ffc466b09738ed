"""Environment variables by which `report` passes settings to the steps around Quarto's render."""

from __future__ import annotations

import os
from collections.abc import Sequence

from report.rows.errors import Fault, StudyError, UsageError
from report.study.project import Project
from report.study.setting_values import ENGINES, wrong_engine

ENGINE = "quarto"
#: The data file of --data, and the formats of --to.
DATA = "TRACEPAPER_DATA"
FORMATS = "TRACEPAPER_FORMATS"
ALL = ("html", "pdf", "docx")


def wanted_formats() -> Sequence[str]:
    """Return the requested formats: those of `report build --to`, or all under plain `quarto render`."""
    listed = os.environ.get(FORMATS, "")
    return listed.split(",") if listed else ALL


def chosen_engine(asked: str, project: Project) -> str:
    """Return the engine of a build: from the option or the project's settings; by default pandoc."""
    if asked != "auto" and asked not in ENGINES:
        raise UsageError(
            Fault("--engine", f"unknown engine: {asked}", f"choose from auto, {', '.join(ENGINES)}")
        )
    if asked != "auto":
        return asked
    set_to = project.settings.get("engine", "pandoc")
    for what, remedy in wrong_engine(set_to):
        raise StudyError(Fault("pyproject.toml", f"[tool.report] {what}", remedy))
    return str(set_to)
