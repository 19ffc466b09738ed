"""How the command `report` and the steps around Quarto's render talk to each other: by the environment."""

from __future__ import annotations

import os
from collections.abc import Sequence

from report.rows.errors import Fault, StudyError, UsageError
from report.study.project import Project

ENGINE = "quarto"
ENGINES = ("pandoc", ENGINE)
#: The data file that --data names, and the formats that --to names.
DATA = "TRACEPAPER_DATA"
FORMATS = "TRACEPAPER_FORMATS"
ALL = ("html", "pdf", "docx")


def wanted_formats() -> Sequence[str]:
    """The formats that are to be left among the outputs; all, if `quarto render` was typed."""
    told = os.environ.get(FORMATS, "")
    return told.split(",") if told else ALL


def chosen_engine(asked: str, project: Project) -> str:
    """The engine of a build: what was asked for, else what the project sets, else pandoc."""
    if asked != "auto" and asked not in ENGINES:
        raise UsageError(Fault("--engine", f"no engine {asked}", f"one of auto, {', '.join(ENGINES)}"))
    if asked != "auto":
        return asked
    set_to = str(project.settings.get("engine", "pandoc"))
    if set_to not in ENGINES:
        what = f"[tool.report] engine = {set_to!r} is no engine"
        raise StudyError(Fault("pyproject.toml", what, f"one of {', '.join(ENGINES)}"))
    return set_to
