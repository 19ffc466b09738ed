"""`report check`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from report.cli.console import echo, progress, write_json
from report.cli.options import Data, Json, JsonOut, Out, Quiet, path_of, resolved

if TYPE_CHECKING:
    from report.verify.check import Checked

Result = TypeVar("Result")
FOUND, UNREADABLE = 1, 2

Copies = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE...", parser=path_of, help="Documents: .docx, .pdf, .html; tables: .csv, .xlsx, .tex."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "check", epilog="Examples: report check; report check paper-edited.docx --json-out findings.json"
    )(check)


def check(
    files: Copies = None,
    data: Data = None,
    out: Out = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Check the numbers in published files, or in copies of them. All statistics are recomputed from the data."""
    from report.export.verify_tables import register as know_exports
    from report.manuscript.handwritten import written_documents
    from report.manuscript.inputs import Inputs
    from report.merge.checked_formulas import register as know_formulas
    from report.pipeline.expected import expected
    from report.study.project import Project
    from report.verify.check import opened as open_file
    from report.verify.check import published

    know_exports()
    know_formulas()
    project = Project.find()
    names = (*project.study.documents, *written_documents(project))
    paths = files or published(resolved(out or project.root / "_output"), names)
    if not paths:
        print("nothing has been published yet: run `report build`, or name a file", file=sys.stderr)
        raise typer.Exit(UNREADABLE)
    opened = [or_exit(path, partial(open_file, path)) for path in paths]
    with progress(quiet or json) as step:
        documents = expected(Inputs(project, data), step)
        checked = [or_exit(path, partial(file, documents)) for path, file in zip(paths, opened, strict=True)]
    if json or json_out is not None:
        records = [each.record() for each in checked]
        write_json(records[0] if files and len(paths) == 1 else records, json, json_out)
    for each in checked if not json else ():
        _print_findings(each, quiet)
    if any(each.findings for each in checked):
        raise typer.Exit(FOUND)


def or_exit(path: Path, step: Callable[[], Result]) -> Result:
    """Return the result of a step; if it cannot read the file, exit with a one-line message."""
    from report.text.reading.guards import UnreadableError

    try:
        return step()
    except UnreadableError as error:
        print(f"{path} {error}", file=sys.stderr)
        raise typer.Exit(UNREADABLE) from None


def _print_findings(each: Checked, quiet: bool) -> None:
    """Print the findings in one file."""
    from report.verify.summary import summary

    for line, colour in summary(each, quiet):
        echo(line, colour)
