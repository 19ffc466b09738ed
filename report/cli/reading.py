"""`report list`, `report trace` and `report diff`: queries over rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.console import echo, progress, rich_console, short, write_json
from report.cli.listing_formats import list_formats
from report.cli.options import Data, Json, JsonOut, Out, Quiet, path_of
from report.rows.counted import counted
from report.rows.errors import Fault, LedgerError, StoreError
from report.rows.ledger import Ledger, location
from report.rows.stat import Claim, Row

if TYPE_CHECKING:
    from report.study.project import Project
    from report.trace.model_source import ModelSource


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command("list", epilog="Examples: report list; report list primary.ebi; report list --formats")(
        list_rows
    )
    app.command("trace", epilog="Example: report trace primary.ebi.indirect.beta")(trace)
    app.command("diff", epilog="Example: report diff old/ledger.json _output/ledger.json")(diff)


def _rows(data: Path | None, quiet: bool) -> tuple[Ledger, Project]:
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.study.project import Project

    project = Project.find()
    with progress(quiet) as step:
        return compute(Inputs(project, data), step, figures=False).results.ledger, project


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
        echo(f"{row.id:<{wide}}  {row.printed:>{middle}}  {row.label}")


def trace(
    id: Annotated[str, typer.Argument(help="The id of a row.")],
    data: Data = None,
    out: Out = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Show where a number comes from and where it is printed."""
    from report.cli.sweep_listing import sweep_lines
    from report.sweeps.declaration import sweep_of
    from report.trace.model_source import model_source
    from report.trace.source_code import source_text
    from report.trace.sweep_source import sweep_source

    ledger, project = _rows(data, quiet or json)
    row = ledger.get(id)
    if row is None:
        raise LedgerError(Fault(id, "no row has this id", ledger.suggestion(id)))
    code = source_text(row.source, project.root) if row.source else ""
    functions = _functions(row, project).values()
    model = model_source(row, functions)
    sweeps = [sweep_source(row, each, project.root) for each in map(sweep_of, functions) if each]
    folder = out or project.root / "_output"
    places = _places(id, folder)
    warnings = ledger.warnings_of(row)
    record = {**asdict(row), "warnings": warnings, "printed": row.printed}
    shown = {"model": asdict(model) if model else None, "sweeps": [asdict(each) for each in sweeps]}
    write_json({**record, "code": code, **shown, "places": places}, json, json_out)
    if not json:
        _print_row(row, warnings, code)
        if model:
            _print_model(model)
        for each in sweeps:
            for line in sweep_lines(each):
                echo(line)
        _print_places(places, folder)


def _functions(row: Row, project: Project) -> dict[str, Callable[..., Any]]:
    """The functions of a row's product and of the products that it needs, the nearest first."""
    from report.study.study import collect

    products = collect(project.study, project.root) if row.source else {}
    waiting = [row.source.function] if row.source else []
    functions: dict[str, Callable[..., Any]] = {}
    while waiting:
        name = waiting.pop(0)
        if name in products and name not in functions:
            functions[name] = products[name].function
            waiting += products[name].needs
    return functions


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
        return "run `report build` to see where it is printed"
    return f"{short(path)} is damaged: run `report build` to see where it is printed"


def _print_row(row: Row, warnings: Sequence[str], code: str) -> None:
    echo(row.id, "bold")
    for name, text in _facts(row).items():
        echo(f"  {name:<8} {text}")
    for warning in warnings:
        echo(f"  warning  {warning}", "yellow")
    if code:
        from rich.syntax import Syntax

        rich_console().print(Syntax(code, "python", background_color="default"))


def _print_model(model: ModelSource) -> None:
    """Print the syntax with a mark at the lines that define the number, and the equation with its source."""
    echo(f"model {model.name}".rstrip())
    for number, line in enumerate(model.lines, 1):
        defines = number in model.defining
        echo(f"  {'>' if defines else ' '} {line}", "bold" if defines else "")
    if model.equation:
        echo(f"computed by {model.equation.function}, {model.equation.file}:{model.equation.line}")
        for line in model.equation.text.splitlines():
            echo(f"    {line}".rstrip(), "dim")


def _print_places(places: list[dict[str, str]] | None, folder: Path) -> None:
    if places is None:
        echo(_why_unknown(folder))
        return
    echo(f"printed in {counted(len(places), 'place')}")
    for where in places:
        cell = f", row {where['row']}, column {where['column']}" if where["row"] else ""
        home = f", {where['float']}{cell}" if where["float"] else ""
        echo(
            f"  {where['document']}, {where['section']}{home}, {where['block']} {where['number']}: {where['printed']}"
        )
        if where["context"]:
            echo(f"      {where['context']}", "dim")


def _facts(row: Row) -> dict[str, str]:
    facts: dict[str, Any] = {"label": row.label}
    if isinstance(row, Claim):
        facts |= {"state": row.printed, "based on": ", ".join(row.evidence)}
    else:
        facts |= {"value": repr(row.value), "printed": row.printed, "n": row.n, "unit": row.unit}
    if row.source:
        facts |= {
            "function": f"{row.source.function}, {location(row)}",
            "inputs": ", ".join(row.source.inputs),
        }
        facts["data"] = "; ".join(f"{file} sha256 {digest[:16]}…" for file, digest in row.source.data)
    return {name: str(fact) for name, fact in facts.items() if fact not in (None, "")}


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD.json", parser=path_of, help="The ledger.json of a build.")
    ],
    new: Annotated[
        Path, typer.Argument(metavar="NEW.json", parser=path_of, help="The one to compare it with.")
    ],
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
        echo(f"{change.kind:<22} {change.id}  {change.old or '·'} → {change.new or '·'}  {change.label}")
    count = len(changes)
    echo(f"{counted(count, 'row', 'no')} changed")


def _ledger(path: Path) -> Ledger:
    remedy = "give the ledger.json of a build"
    try:
        if path.exists() and not (path.is_file() or path.is_fifo()):
            raise StoreError(Fault(str(path), "is not a file", remedy))
        return Ledger.from_json(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not a text file"
        raise StoreError(Fault(str(path), f"cannot be read: {why}", remedy)) from None
