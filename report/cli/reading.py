"""`report list`, `report trace` and `report diff`: queries over rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from report.cli.console import progress, rich_console, say, short, write_json
from report.cli.listing_formats import list_formats
from report.cli.options import Data, Json, JsonOut, Out, Quiet, path_of
from report.rows.errors import Fault, LedgerError, StoreError
from report.rows.ledger import Ledger, location
from report.rows.stat import Claim, Row


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("list", epilog="Examples: report list; report list primary.ebi; report list --formats")(
        list_rows
    )
    app.command("trace", epilog="Example: report trace primary.ebi.indirect.beta")(trace)
    app.command("diff", epilog="Example: report diff old/ledger.json _output/ledger.json")(diff)


def _rows(data: Path | None, quiet: bool) -> tuple[Ledger, Path]:
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.study.project import Project

    project = Project.find()
    with progress(quiet) as step:
        return compute(Inputs(project, data), step, figures=False).results.ledger, project.root


def list_rows(
    prefix: Annotated[str, typer.Argument(help="List only rows at or below this id.")] = "",
    formats: Annotated[
        bool, typer.Option("--formats", help="List the formats of rows and the filters of templates instead.")
    ] = False,
    data: Data = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """List rows with their ids, printed values and labels."""
    if formats:
        list_formats(json, json_out)
        return
    ledger, _ = _rows(data, quiet or json)
    rows = ledger.below(prefix)
    if not rows:
        raise LedgerError(Fault(prefix, "no row has this id or prefix", ledger.suggestion(prefix)))
    write_json([{**asdict(row), "printed": row.printed} for row in rows], json, json_out)
    if json:
        return
    wide, middle = max(len(row.id) for row in rows), max(len(row.printed) for row in rows)
    for row in rows:
        say(f"{row.id:<{wide}}  {row.printed:>{middle}}  {row.label}")


def trace(
    id: Annotated[str, typer.Argument(help="The id of a row.")],
    data: Data = None,
    out: Out = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Show where a number comes from and where it is printed."""
    from report.trace.source_code import source_text

    ledger, root = _rows(data, quiet or json)
    row = ledger.get(id)
    if row is None:
        raise LedgerError(Fault(id, "no row has this id", ledger.suggestion(id)))
    code = source_text(row.source, root) if row.source else ""
    folder = out or root / "_output"
    places = _places(id, folder)
    warnings = ledger.warnings_of(row)
    record = {**asdict(row), "warnings": warnings, "printed": row.printed}
    write_json({**record, "code": code, "places": places}, json, json_out)
    if not json:
        _print_row(row, warnings, code, places, folder)


def _places(id: str, folder: Path) -> list[dict[str, str]] | None:
    """Return the places where a row is printed, or None if they are unknown."""
    from report.trace.occurrences import from_json

    try:
        found = from_json((folder / "occurrences.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return [vars(each) for each in found if each.stat == id]


def _why_unknown(folder: Path) -> str:
    path = folder / "occurrences.json"
    if not path.exists():
        return "places unknown: run `report build` first"
    return f"places unknown: {short(path)} is damaged"


def _print_row(
    row: Row, warnings: Sequence[str], code: str, places: list[dict[str, str]] | None, folder: Path
) -> None:
    say(row.id, "bold")
    for name, text in _facts(row).items():
        say(f"  {name:<8} {text}")
    for warning in warnings:
        say(f"  warning  {warning}", "yellow")
    if code:
        from rich.syntax import Syntax

        rich_console().print(Syntax(code, "python", background_color="default"))
    if places is None:
        say(_why_unknown(folder))
        return
    say(f"printed in {len(places)} place{'s' if len(places) != 1 else ''}")
    for where in places:
        cell = f", row {where['row']}, column {where['column']}" if where["row"] else ""
        home = f", {where['float']}{cell}" if where["float"] else ""
        say(
            f"  {where['document']}, {where['section']}{home}, {where['block']} {where['number']}: {where['printed']}"
        )
        if where["context"]:
            say(f"      {where['context']}", "dim")


def _facts(row: Row) -> dict[str, str]:
    facts: dict[str, Any] = {"label": row.label}
    if isinstance(row, Claim):
        facts |= {"state": row.printed, "rests on": ", ".join(row.evidence)}
    else:
        facts |= {"value": repr(row.value), "printed": row.printed, "n": row.n, "unit": row.unit}
    if row.source:
        facts |= {
            "made by": f"{row.source.function}, {location(row)}",
            "inputs": ", ".join(row.source.inputs),
        }
        facts["data"] = "; ".join(f"{file} sha256 {digest[:16]}…" for file, digest in row.source.data)
    return {name: str(fact) for name, fact in facts.items() if fact not in (None, "")}


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD.json", parser=path_of)],
    new: Annotated[Path, typer.Argument(metavar="NEW.json", parser=path_of)],
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Show the rows that differ between two ledgers. Claims, significance and signs that flipped come first."""
    from report.rows.ledger_diff import diff as compare

    changes = compare(_ledger(old), _ledger(new))
    records = [{**asdict(change), "weight": int(change.weight), "kind": change.kind} for change in changes]
    write_json(records, json, json_out)
    if json:
        return
    for change in changes:
        say(f"{change.kind:<22} {change.id}  {change.old or '·'} → {change.new or '·'}  {change.label}")
    count = len(changes)
    say(f"{count or 'no'} row{'' if count == 1 else 's'} changed")


def _ledger(path: Path) -> Ledger:
    remedy = "give the ledger.json of a build"
    try:
        if path.exists() and not (path.is_file() or path.is_fifo()):
            raise StoreError(Fault(str(path), "is not a file", remedy))
        return Ledger.from_json(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not a text file"
        raise StoreError(Fault(str(path), f"cannot be read: {why}", remedy)) from None
