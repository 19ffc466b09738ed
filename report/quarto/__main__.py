"""`python -m report.quarto pre|post`: the steps before and after Quarto's render, called by its project file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from report.quarto.settings import DATA
from report.rows.errors import ReportError

if TYPE_CHECKING:
    from report.manuscript.computation import Inputs


def main() -> int:
    """Run a step; its faults go to stderr, for Quarto adds no message of its own."""
    try:
        return _step(sys.argv[1])
    except ReportError as error:
        print(f"{error}\n{len(error.faults)} to mend", file=sys.stderr)
        return 1


def _step(name: str) -> int:
    from report.manuscript.computation import Inputs
    from report.study.project import Project

    root = Path(os.environ.get("QUARTO_PROJECT_DIR", "."))
    data = os.environ.get(DATA, "")
    inputs = Inputs(Project.find(root), Path(data) if data else None)
    return _before(inputs) if name == "pre" else _after(inputs)


def _before(inputs: Inputs) -> int:
    from report.quarto.prerender import prerender

    prerender(inputs)
    return 0


def _after(inputs: Inputs) -> int:
    from report.quarto.checked import check_published
    from report.quarto.postrender import Rendered, postrender

    out = os.environ.get("QUARTO_PROJECT_OUTPUT_DIR", "_output")
    files = os.environ.get("QUARTO_PROJECT_OUTPUT_FILES", "")
    rendered = Rendered.told(inputs.project.root, out, files)
    postrender(inputs, rendered)
    return check_published(inputs, rendered.out)


if __name__ == "__main__":
    sys.exit(main())
