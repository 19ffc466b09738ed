"""`report lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from report.cli.console import echo, progress, write_json
from report.cli.options import Data, Json, JsonOut, Quiet
from report.rows.counted import counted

if TYPE_CHECKING:
    from report.lint import Typed

FOUND = 1


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("lint", epilog="Examples: report lint; report lint --json")(lint)


def lint(data: Data = None, quiet: Quiet = False, json: Json = False, json_out: JsonOut = None) -> None:
    """Find numbers typed by hand. Each is listed with the rows that print the same number."""
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.manuscript.source_faults import all_faults
    from report.manuscript.woven_documents import typed_numbers, woven
    from report.study.project import Project

    inputs = Inputs(Project.find(), data)
    with progress(quiet or json) as step:
        computed = compute(inputs, step)
        with all_faults(inputs, computed):
            woven(inputs, computed)
        found = typed_numbers(inputs, computed)
    write_json([_record(each) for each in found], json, json_out)
    if not json:
        _print_findings(found, quiet)
    if found:
        raise typer.Exit(FOUND)


def _record(each: Typed) -> dict[str, Any]:
    rows = [{"id": row.id, "printed": row.printed, "label": row.label} for row in each.rows]
    return {"where": each.where, "text": each.text, "context": each.context, "rows": rows}


def _print_findings(found: tuple[Typed, ...], quiet: bool) -> None:
    from report.lint import faults

    for fault in faults(found):
        echo(f"{fault.where}  {fault.what}", "red")
        echo(f"    {fault.remedy}")
    if found or not quiet:
        count = len(found)
        echo(f"{counted(count, 'number', 'no')} typed by hand", "bold")
