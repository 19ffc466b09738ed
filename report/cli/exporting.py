"""`report tables`, `report figures` and `report export`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import echo, print_faults, progress, short, write_json
from report.cli.options import Data, Discard, Json, JsonOut, Quiet, chosen_formats, path_of, resolved
from report.rows.counted import counted
from report.rows.errors import Fault, ToolError, UsageError

if TYPE_CHECKING:
    from report.export.edition import Edition
    from report.export.export_publishing import Exported, Maker

FORMAT_MISSING = 3
EVERYTHING = "all"
Folder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", parser=path_of, help="Write to this folder [default: exports/…]."),
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
        list[str] | None, typer.Argument(metavar="ID...", help="Names or numbers, such as fit_indices or S2.")
    ] = None,
    format: Annotated[
        str, typer.Option("--format", metavar="LIST", help="Formats: csv, xlsx, docx, tex, html.")
    ] = "csv,xlsx,docx,tex,html",
    data: Data = None,
    out: Folder = None,
    discard_edits: Discard = False,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Write the tables in the formats that journals ask for."""
    from report.export.table_exports import FORMATS, table_export, write_tables

    formats = chosen_formats("--format", format, FORMATS)

    def maker(edition: Edition) -> Maker:
        return partial(write_tables, table_export(edition, ids or ()), formats)

    _export("tables", maker, data, out, discard_edits, quiet=quiet, json=json, json_out=json_out)


def figures(
    ids: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID...", help="Names or numbers, such as primary_models or S1."),
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
    discard_edits: Discard = False,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Write the figures as artwork for a journal. Alternative texts and numbers are written too."""
    from report.export.artwork import FORMATS
    from report.export.figure_exports import figure_export, write_figures

    formats = chosen_formats("--format", format, FORMATS)

    def maker(edition: Edition) -> Maker:
        return partial(write_figures, figure_export(edition, ids or (), formats, dpi, width))

    _export("figures", maker, data, out, discard_edits, quiet=quiet, json=json, json_out=json_out)


def export(
    ro_crate: Annotated[
        bool,
        typer.Option("--ro-crate", help="Workflow Run RO-Crate of inputs, code, outputs and statistics."),
    ] = False,
    ard: Annotated[bool, typer.Option("--ard", help="Analysis results data (ARD) as CSV and JSON.")] = False,
    codecheck: Annotated[
        bool, typer.Option("--codecheck", help="CODECHECK bundle: the outputs and a codecheck.yml.")
    ] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="All three, and all tables and figures, each in its own folder.")
    ] = False,
    data: Data = None,
    out: Folder = None,
    discard_edits: Discard = False,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Write an archive for repositories and reviewers. The archive is an RO-Crate, ARD, a CODECHECK bundle, or all."""
    kind = _kind({"ro-crate": ro_crate, "ard": ard, "codecheck": codecheck, EVERYTHING: everything})
    maker = partial(_archive, kind)
    _export(kind, maker, data, out, discard_edits, quiet=quiet, json=json, json_out=json_out)


def _export(
    kind: str,
    maker: Callable[[Edition], Maker],
    data: Path | None,
    out: Path | None,
    discard: bool,
    *,
    quiet: bool,
    json: bool,
    json_out: Path | None,
) -> None:
    """Compute, publish and report an export of one kind, or all exports."""
    from report.export.all_exports import export_everything
    from report.export.edition import Edition
    from report.export.export_publishing import published
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs
    from report.study.project import Project

    project = Project.find()
    inputs, place = Inputs(project, data), project.root / "exports"
    with progress(quiet or json) as step:
        edition = Edition(inputs, compute(inputs, step))
        if kind == EVERYTHING:
            done = export_everything(edition, resolved(out or place), step, discard=discard)
        else:
            target = resolved(out or place / kind)
            done = published(target, maker(edition), project.root, discard=discard)
    _print_summary(done, quiet, json, json_out)


def _kind(requested: dict[str, bool]) -> str:
    kinds = [kind for kind, wanted in requested.items() if wanted]
    if len(kinds) != 1:
        options = ", ".join(f"--{kind}" for kind in requested)
        what = f"writes one kind of export, not {len(kinds)}" if kinds else "needs a kind of export"
        raise UsageError(Fault("report export", what, f"use one of {options}"))
    return kinds[0]


def _archive(kind: str, edition: Edition) -> Maker:
    from report.export.codecheck import write_codecheck
    from report.export.crate import write_crate
    from report.export.results_data import write_results_data

    makers: dict[str, Maker] = {
        "ro-crate": partial(write_crate, edition),
        "codecheck": partial(write_codecheck, edition),
        "ard": partial(write_results_data, edition.ledger),
    }
    return makers[kind]


def _print_summary(done: Exported, quiet: bool, json: bool, json_out: Path | None) -> None:
    missing = [str(fault) for fault in done.missing]
    record = {"out": str(done.out), "files": done.files, "remarks": done.remarks, "missing": missing}
    write_json({**record, "discarded": done.discarded}, json, json_out)
    if not json and not quiet:
        count = len(done.files)
        echo(f"wrote {counted(count, 'file')} to {short(done.out)}", "green")
        if done.discarded:
            echo(f"discarded the changes in {', '.join(done.discarded)}", "yellow")
        for remark in done.remarks:
            echo(remark, "yellow")
    if done.missing:
        print_faults(ToolError(done.missing))
        raise typer.Exit(FORMAT_MISSING)
