"""`report tables`, `report figures` and `report export`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import complain, progress, say, say_json
from report.cli.options import Data, Json, Quiet
from report.errors import Fault, ReportError, ToolError

if TYPE_CHECKING:
    from report.export.edition import Edition
    from report.export.publish import Exported, Maker

FORMAT_MISSING = 3
Folder = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="The folder of the files [default: exports/…].")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "tables", epilog="Examples: report tables; report tables fit_indices S2 --format csv,xlsx --out draft"
    )(tables)
    app.command(
        "figures",
        epilog="Examples: report figures; report figures primary_models --format tiff --dpi 600 --width 85",
    )(figures)
    app.command(
        "export",
        epilog="Examples: report export --ro-crate; report export --ard --out results; report export --all",
    )(export)


def tables(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Names or numbers: fit_indices, S2.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Formats: csv, xlsx, docx, tex, html.")
    ] = "csv,xlsx,docx,tex,html",
    data: Data = None,
    out: Folder = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Write the tables of the paper and its supplement in the formats that journals ask for."""
    from report.compute import Inputs, compute
    from report.export.edition import Edition
    from report.export.publish import published
    from report.export.tables import FORMATS, table_export, write_tables
    from report.project import Project

    formats, project = _formats(format, FORMATS), Project.find()
    inputs = Inputs(project, data)
    with progress(quiet or json) as step:
        export = table_export(Edition(inputs, compute(inputs, step)), ids or ())
        target = (out or project.root / "exports" / "tables").resolve()
        done = published(target, lambda folder: write_tables(export, formats, folder))
    _tell(done, quiet, json)


def figures(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Names or numbers: primary_models, S1.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Formats: svg, pdf, png, tiff.")
    ] = "svg,pdf,png",
    dpi: Annotated[float, typer.Option("--dpi", min=36, max=2400, help="Resolution of png and tiff.")] = 300,
    width: Annotated[
        float | None, typer.Option("--width", metavar="MM", min=30, max=500, help="Width in millimetres.")
    ] = None,
    data: Data = None,
    out: Folder = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Write the figures as artwork for a journal, with alternative texts and the numbers in each."""
    from report.compute import Inputs, compute
    from report.export.artwork import FORMATS
    from report.export.edition import Edition
    from report.export.figures import figure_export, write_figures
    from report.export.publish import published
    from report.project import Project

    formats, project = _formats(format, FORMATS), Project.find()
    inputs = Inputs(project, data)
    with progress(quiet or json) as step:
        edition = Edition(inputs, compute(inputs, step))
        export = figure_export(edition, ids or (), formats, dpi, width)
        target = (out or project.root / "exports" / "figures").resolve()
        done = published(target, lambda folder: write_figures(export, folder))
    _tell(done, quiet, json)


def export(
    ro_crate: Annotated[
        bool, typer.Option("--ro-crate", help="A Workflow Run RO-Crate of inputs, code, outputs, statistics.")
    ] = False,
    ard: Annotated[bool, typer.Option("--ard", help="Analysis results data, as CSV and JSON.")] = False,
    codecheck: Annotated[
        bool, typer.Option("--codecheck", help="The outputs with codecheck.yml that lists them.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="All of these, all tables and all figures, each in a folder.")
    ] = False,
    data: Data = None,
    out: Folder = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Write what archives and reviewers ask for: a crate, results data, a CODECHECK bundle, or everything."""
    from report.compute import Inputs, compute
    from report.export.edition import Edition
    from report.export.everything import export_everything
    from report.export.publish import published
    from report.project import Project

    kind = _kind({"ro-crate": ro_crate, "ard": ard, "codecheck": codecheck, "all": everything})
    project = Project.find()
    inputs, place = Inputs(project, data), project.root / "exports"
    with progress(quiet or json) as step:
        edition = Edition(inputs, compute(inputs, step))
        if kind == "all":
            done = export_everything(edition, (out or place).resolve(), step)
        else:
            done = published((out or place / kind).resolve(), _maker(kind, edition))
    _tell(done, quiet, json)


def _kind(asked: dict[str, bool]) -> str:
    kinds = [kind for kind, wanted in asked.items() if wanted]
    if len(kinds) != 1:
        options = ", ".join(f"--{kind}" for kind in asked)
        raise ReportError(
            Fault("report export", f"makes one thing at a time, not {len(kinds)}", f"add one of {options}")
        )
    return kinds[0]


def _maker(kind: str, edition: Edition) -> Maker:
    from report.export.codecheck import write_codecheck
    from report.export.crate import write_crate
    from report.export.results_data import write_results_data

    makers: dict[str, Maker] = {
        "ro-crate": partial(write_crate, edition),
        "codecheck": partial(write_codecheck, edition),
        "ard": partial(write_results_data, edition.ledger),
    }
    return makers[kind]


def _formats(wanted: str, known: Sequence[str]) -> tuple[str, ...]:
    listed = tuple(dict.fromkeys(part.strip().lower() for part in wanted.split(",") if part.strip()))
    unknown = [each for each in listed if each not in known]
    if unknown or not listed:
        raise ReportError(
            Fault("--format", f"no format {', '.join(unknown) or 'named'}", f"one of {', '.join(known)}")
        )
    return listed


def _tell(done: Exported, quiet: bool, json: bool) -> None:
    if json:
        missing = [str(fault) for fault in done.missing]
        say_json({"out": str(done.out), "files": done.files, "remarks": done.remarks, "missing": missing})
    elif not quiet:
        count = len(done.files)
        say(f"wrote {count} file{'s' if count != 1 else ''} into {_short(done.out)}", "green")
        for remark in done.remarks:
            say(remark, "yellow")
    if done.missing:
        complain(ToolError(done.missing))
        raise typer.Exit(FORMAT_MISSING)


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
