"""`report reproduce`: the numbers that the source printed, and ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import answer, progress, say
from report.cli.options import Data, Json, JsonOut, Quiet, path_of, resolved
from report.rows.errors import Fault, StudyError

if TYPE_CHECKING:
    from report.study.reproduction import Reproduced

DISAGREES = 1
Folder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", parser=path_of, help="Write reproduction.json into this folder."),
]
_COLOURS = {"agrees": "", "disagrees": "red", "not attainable": "dim"}


def register(app: typer.Typer) -> None:
    """Add this module's command."""
    app.command("reproduce", epilog="Examples: report reproduce; report reproduce --data export.csv --json")(
        reproduce
    )


def reproduce(
    data: Data = None, out: Folder = None, quiet: Quiet = False, json: Json = False, json_out: JsonOut = None
) -> None:
    """Hold the numbers of the source paper against ours. Exit 1 if one that can agree does not."""
    from report.files.written_files import NOTES, write
    from report.manuscript.computation import Inputs, compute
    from report.study.project import Project
    from report.study.reproduction import FILE, to_json

    project = Project.find()
    inputs = Inputs(project, data)
    with progress(quiet or json) as step:
        found = compute(inputs, step).reproduced
    if not found:
        raise StudyError(
            Fault(
                "",
                "the study names no printed numbers",
                'write Study(reproduction="package.module:function")',
            )
        )
    if out is not None:
        write(resolved(out) / FILE, to_json(found).encode(), project.root / NOTES)
    answer([asdict(each) for each in found], json, json_out)
    if not json:
        _tell(found, quiet)
    if any(each.fails for each in found):
        raise typer.Exit(DISAGREES)


def _verdict(each: Reproduced) -> str:
    if not each.attainable:
        return "not attainable"
    return "agrees" if each.agrees else "disagrees"


def _tell(found: Sequence[Reproduced], quiet: bool) -> None:
    shown = [each for each in found if each.fails] if quiet else found
    wide = max((len(each.id) for each in shown), default=0)
    for each in shown:
        verdict = _verdict(each)
        line = f"{each.id:<{wide}}  {each.printed:>11}  {each.regenerated or '–':>11}  {verdict}"
        say(f"{line}: {each.note}" if each.note else line, _COLOURS[verdict])
    if not quiet:
        counts = Counter(map(_verdict, found))
        attainable = counts["agrees"] + counts["disagrees"]
        style = "red" if counts["disagrees"] else "green"
        say(f"{counts['agrees']} of {attainable} attainable numbers agree as printed", style)
        say(f"{counts['not attainable']} others cannot be obtained from the data; each says why")
