"""`report reproduce`: the numbers printed in the source paper next to the regenerated ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import echo, progress, write_json
from report.cli.options import Data, Json, JsonOut, Quiet, path_of, resolved
from report.rows.errors import Fault, StudyError

if TYPE_CHECKING:
    from report.study.reproduction import Reproduced

DISAGREES = 1
Folder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", parser=path_of, help="Write reproduction.json to this folder."),
]
_COLOURS = {"agrees": "", "disagrees": "red", "not attainable": "dim"}


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("reproduce", epilog="Examples: report reproduce; report reproduce --data export.csv --json")(
        reproduce
    )


def reproduce(
    data: Data = None, out: Folder = None, quiet: Quiet = False, json: Json = False, json_out: JsonOut = None
) -> None:
    """Compare the source paper's numbers with the regenerated ones. Exit 1 if an attainable number disagrees."""
    from report.files.written_files import NOTES, write
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.study.project import Project
    from report.study.reproduction import FILE, to_json

    project = Project.find()
    inputs = Inputs(project, data)
    with progress(quiet or json) as step:
        found = compute(inputs, step, figures=False).reproduced
    if not found:
        raise StudyError(
            Fault(
                "",
                "the study declares no numbers of a source paper",
                'add Study(reproduction="package.module:function")',
            )
        )
    if out is not None:
        write(resolved(out) / FILE, to_json(found).encode(), project.root / NOTES)
    write_json([asdict(each) for each in found], json, json_out)
    if not json:
        _print_comparison(found, quiet)
    if any(each.fails for each in found):
        raise typer.Exit(DISAGREES)


def _verdict(each: Reproduced) -> str:
    if not each.attainable:
        return "not attainable"
    return "agrees" if each.agrees else "disagrees"


def _print_comparison(found: Sequence[Reproduced], quiet: bool) -> None:
    shown = [each for each in found if each.fails] if quiet else found
    wide = max((len(each.id) for each in shown), default=0)
    for each in shown:
        verdict = _verdict(each)
        line = f"{each.id:<{wide}}  {each.printed:>11}  {each.regenerated or '–':>11}  {verdict}"
        echo(f"{line}: {each.note}" if each.note else line, _COLOURS[verdict])
    if not quiet:
        counts = Counter(map(_verdict, found))
        attainable = counts["agrees"] + counts["disagrees"]
        style = "red" if counts["disagrees"] else "green"
        echo(f"{counts['agrees']} of {attainable} attainable numbers agree as printed", style)
        echo(f"{counts['not attainable']} more cannot be regenerated from the data, for the reasons given")
