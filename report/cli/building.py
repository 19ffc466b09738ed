"""`report build`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.console import echo, print_faults, progress, short, write_json
from report.cli.options import Data, Discard, Json, JsonOut, Out, Quiet, chosen_formats, resolved
from report.cli.tracking import earlier_build, write_tracked
from report.rows.counted import counted
from report.rows.errors import ToolError

if TYPE_CHECKING:
    from report.merge.causes import ExplainedChange
    from report.pipeline.build import BuildOutcome

FORMAT_MISSING = 3
_SHOWN = 12

Formats = Annotated[str, typer.Option("--to", metavar="LIST", help="Formats: html, pdf, docx.")]
Engine = Annotated[str, typer.Option("--engine", help="auto, pandoc or quarto.")]
Force = Annotated[bool, typer.Option("--force", help="Rebuild everything, even if nothing changed.")]
Explain = Annotated[
    bool, typer.Option("--explain", help="Print whether and why each product was recomputed.")
]
TrackedAgainst = Annotated[
    str,
    typer.Option(
        "--tracked-against",
        metavar="REV",
        help="Also write Word, HTML and PDF files that mark the changes since REV.",
    ),
]
Causes = Annotated[
    bool,
    typer.Option(
        "--causes", help="With --tracked-against: add the cause of each changed number as a comment."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "build", epilog="Examples: report build; report build --to html --data export.csv --out draft"
    )(build)


def build(
    to: Formats = "html,pdf,docx",
    data: Data = None,
    out: Out = None,
    engine: Engine = "auto",
    force: Force = False,
    explain: Explain = False,
    discard_edits: Discard = False,
    tracked_against: TrackedAgainst = "",
    causes: Causes = False,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Build the paper from the data. If anything fails, the published files stay unchanged."""
    from report.manuscript.inputs import Inputs
    from report.pipeline.build import FORMATS
    from report.quarto.settings import chosen_engine
    from report.study.project import Project

    project = Project.find()
    formats = chosen_formats("--to", to, FORMATS)
    earlier = earlier_build(project.root, tracked_against, formats) if tracked_against else None
    target = resolved(out or project.root / "_output")
    make, inputs = _engine(chosen_engine(engine, project)), Inputs(project, data)
    with progress(quiet or json) as step:
        outcome = make(inputs, target, formats, step, force=force, discard=discard_edits)
    written: list[Path] = []
    if earlier is not None:
        changes = _causes(project.root, tracked_against, target) if causes else ()
        made = [each for each in formats if each != "pdf" or not outcome.missing]
        written = write_tracked(project.root, earlier, target, made, changes)
    reasons = {"products": inputs.reasons} if explain else {}
    marked = {"tracked": [path.name for path in written]} if earlier is not None else {}
    write_json({**_record(outcome), **reasons, **marked}, json, json_out)
    if not json:
        _print_build(outcome, written, reasons, quiet)
    if outcome.missing:
        print_faults(ToolError(outcome.missing))
        raise typer.Exit(FORMAT_MISSING)


def _print_build(
    outcome: BuildOutcome, written: Sequence[Path], reasons: Mapping[str, Mapping[str, str]], quiet: bool
) -> None:
    """Print the summary, the reasons if requested, and the files with marked changes."""
    if not quiet:
        _print_summary(outcome)
    for each in reasons.values():
        _print_reasons(each)
    for path in () if quiet else written:
        echo(f"wrote {short(path)}", "green")


def _print_reasons(reasons: Mapping[str, str]) -> None:
    """Print for each product that it was reused, or why it was recomputed."""
    if not reasons:
        echo("reused all products: nothing that they depend on changed")
    for name, reason in reasons.items():
        echo(f"recomputed  {name}: {reason}" if reason else f"reused      {name}")


def _causes(root: Path, name: str, out: Path) -> Sequence[ExplainedChange]:
    """The rows that changed since an earlier build, with their causes."""
    from report.cli.changing import changes_between

    return changes_between(root, name, str(out)).printed


def _engine(name: str) -> Callable[..., BuildOutcome]:
    """Return the build function of an engine."""
    if name == "quarto":
        from report.quarto.launch import build

        return build
    from report.pipeline.build import build as embedded

    return embedded


def _print_summary(outcome: BuildOutcome) -> None:
    pages = [name for name in outcome.files if "/" not in name and name.endswith((".html", ".pdf", ".docx"))]
    if not outcome.fresh:
        echo(f"nothing changed; {short(outcome.out)} is up to date ({outcome.seconds:.2f} s)", "green")
        _print_warnings(outcome)
        return
    echo(f"built {', '.join(pages)} in {outcome.seconds:.1f} s", "green")
    echo(f"{outcome.rows} rows, {outcome.places} printed numbers, all verified")
    if outcome.synthetic:
        echo("the data are synthetic; every output says so", "yellow")
    if outcome.discarded:
        echo(f"discarded the changes in {', '.join(outcome.discarded)}", "yellow")
    if outcome.dropped:
        echo(f"removed files of an earlier build: {', '.join(outcome.dropped)}", "yellow")
    _print_changes(outcome)
    _print_warnings(outcome)
    echo(f"open {short(outcome.out / _best(pages))}" if pages else f"see {short(outcome.out)}")


def _best(pages: Sequence[str]) -> str:
    """Return the file to open first: the first document as HTML, otherwise as PDF or Word."""
    from report.pipeline.build import FORMATS

    return min(pages, key=lambda name: FORMATS.index(name.rpartition(".")[2]))


def _print_warnings(outcome: BuildOutcome) -> None:
    for remark in outcome.remarks[:_SHOWN]:
        echo(f"warning  {remark}", "yellow")
    if len(outcome.remarks) > _SHOWN:
        echo(f"         and {len(outcome.remarks) - _SHOWN} more: report build --json", "yellow")


def _print_changes(outcome: BuildOutcome) -> None:
    from report.rows.ledger_diff import Weight

    if outcome.changes is None:
        return
    printed = [change for change in outcome.changes if change.weight < Weight.SILENT]
    echo(_changed(len(printed)))
    for change in printed[:_SHOWN]:
        echo(f"  {change.id}  {change.old or '·'} → {change.new or '·'}  {change.kind}")
    if len(printed) > _SHOWN:
        echo(f"  and {len(printed) - _SHOWN} more: report diff OLD.json NEW.json")


def _changed(count: int) -> str:
    if not count:
        return "no printed value changed"
    return f"{counted(count, 'printed value')} changed since the last build"


def _record(outcome: BuildOutcome) -> dict[str, Any]:
    changes = [{"id": c.id, "kind": c.kind, "old": c.old, "new": c.new} for c in outcome.changes or ()]
    return {
        "out": str(outcome.out),
        "files": list(outcome.files),
        "rows": outcome.rows,
        "places": outcome.places,
        "synthetic": outcome.synthetic,
        "fresh": outcome.fresh,
        "seconds": round(outcome.seconds, 3),
        "changes": changes,
        "discarded": list(outcome.discarded),
        "warnings": list(outcome.remarks),
        "missing": [str(fault) for fault in outcome.missing],
    }
