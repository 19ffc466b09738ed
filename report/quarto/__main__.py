"""`python -m report.quarto pre|post`: the steps before and after Quarto's render, called by its project file."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from report.quarto.settings import DATA
from report.rows.counted import counted
from report.rows.errors import ReportError

if TYPE_CHECKING:
    from report.manuscript.inputs import Inputs
    from report.study.project import Project


def main() -> int:
    """Run a step; print its faults on stderr, since Quarto adds no message of its own."""
    try:
        return _step(sys.argv[1])
    except ReportError as error:
        count = len(error.faults)
        print(f"{error}\n{counted(count, 'fault')}", file=sys.stderr)
        return 1


def _step(name: str) -> int:
    from report.manuscript.inputs import Inputs
    from report.study.project import Project

    root = Path(os.environ.get("QUARTO_PROJECT_DIR", "."))
    data = os.environ.get(DATA, "")
    inputs = Inputs(Project.find(root), Path(data) if data else None)
    return _before(inputs) if name == "pre" else _after(inputs)


def _before(inputs: Inputs) -> int:
    from report.quarto.prerender import prerender, refuse_losses

    refuse_losses(inputs.project.root / _output_folder(), _to_be_rendered(inputs.project))
    prerender(inputs)
    return 0


def _output_folder() -> str:
    return os.environ.get("QUARTO_PROJECT_OUTPUT_DIR", "_output")


def _to_be_rendered(project: Project) -> list[str]:
    """Return the names of the documents that Quarto is about to render: those that it lists, or all."""
    listed = os.environ.get("QUARTO_PROJECT_INPUT_FILES", "").split("\n")
    paths = [Path(project.root, line.strip()) for line in listed if line.strip()]
    inside = [path.relative_to(project.root) for path in paths if path.is_relative_to(project.root)]
    written = [name.removesuffix(".qmd") for name in project.written]
    return [path.with_suffix("").as_posix() for path in inside] or [*project.study.documents, *written]


def _after(inputs: Inputs) -> int:
    from report.manuscript.handwritten import written_documents
    from report.quarto.checked import check_rendered
    from report.quarto.postrender import Rendered, postrender

    files = os.environ.get("QUARTO_PROJECT_OUTPUT_FILES", "")
    complete = bool(os.environ.get("QUARTO_PROJECT_RENDER_ALL"))
    rendered = Rendered.from_quarto(inputs.project.root, _output_folder(), files, complete=complete)
    made = postrender(inputs, rendered)
    names = {*inputs.project.study.documents, *written_documents(inputs.project)}
    return check_rendered(inputs, {path: name for path in made if (name := rendered.name(path)) in names})


if __name__ == "__main__":
    sys.exit(main())
