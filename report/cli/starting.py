"""`report new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import echo, short, write_json
from report.cli.options import Json, JsonOut, path_of

if TYPE_CHECKING:
    from report.starter.new_project import NewProject

TEMPLATES = ("blank", "trial", "survey")


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "new",
        epilog="Examples: report new first-paper; report new first-paper --data survey.sav; "
        "report new my-trial --template trial --data trial.csv --by arm",
    )(new)


def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", parser=path_of, help="The folder to create.")],
    data: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FILE",
            parser=path_of,
            help="Start from these data: CSV, Excel, SPSS (.sav), Stata (.dta) or Parquet.",
        ),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", metavar="KIND", help="blank, trial or survey.")
    ] = "blank",
    by: Annotated[
        str,
        typer.Option("--by", metavar="COLUMN", help="The column that divides the sample into groups."),
    ] = "",
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Create a project that builds as it is."""
    from report.rows.errors import Fault, UsageError
    from report.rows.suggestions import nearest_or_all
    from report.starter.new_project import new_project

    if template not in TEMPLATES:
        fault = Fault("--template", f"no template named {template}", nearest_or_all(template, TEMPLATES))
        raise UsageError(fault)
    made = new_project(name, template, data, by)  # type: ignore[arg-type]
    write_json(_record(made), json, json_out)
    if not json:
        _print_summary(made)


def _record(made: NewProject) -> dict[str, object]:
    """The project as JSON: where it is, and what was guessed of its data."""
    from report.starter.new_project import identifiers

    return {
        "folder": str(made.folder),
        "data": made.data,
        "synthetic": made.synthetic,
        "records": made.guesses.length,
        "columns": len(made.guesses.columns),
        "identifiers": list(identifiers(made.guesses)),
        "missing": list(made.guesses.missing),
        "remarks": list(made.remarks),
    }


def _print_summary(made: NewProject) -> None:
    from report.cli.data_files import size_text
    from report.starter.new_project import identifiers, listed_names

    columns, people = len(made.guesses.columns), made.guesses.length
    kind = "synthetic data" if made.synthetic else made.data
    echo(f"created {short(made.folder)}: {kind}, {size_text(people, columns)}")
    for remark in made.remarks:
        echo(f"  {remark}")
    if names := identifiers(made.guesses):
        echo(f"  not shown in any output: {listed_names(names)}")
    if made.guesses.missing:
        echo(
            f"  guessed to mean a missing value: {listed_names(tuple(made.guesses.missing))}; see data/dictionary.yaml"
        )
    echo(f"next: cd {short(made.folder)} && report build")
