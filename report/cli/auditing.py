"""`report audit`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.audit.many_papers import Line, Request, audit_all, lines_of, papers_in, table
from report.cli.console import echo, progress, write_json
from report.cli.options import Json, JsonOut, Quiet, path_of
from report.rows.errors import Fault, UsageError

if TYPE_CHECKING:
    from report.audit.audited import Audited
    from report.audit.checks import Check

FOUND, UNREADABLE = 1, 2
_COLOURS = {
    "impossible": "red",
    "decision error": "red",
    "contradiction": "magenta",
    "inconsistent": "yellow",
}

Papers = Annotated[
    list[Path],
    typer.Argument(
        metavar="PAPER...",
        parser=path_of,
        help="Papers, or folders of papers: .pdf, .docx, .html, .md, .tex, .txt, .xml (JATS or TEI).",
    ),
]
Page = Annotated[
    Path | None,
    typer.Option("--html", metavar="FILE", parser=path_of, help="Write a report as a self-contained page."),
]
Excerpts = Annotated[
    bool, typer.Option("--excerpts", help="Leave the paper's text out of the report, except beside findings.")
]
Csv = Annotated[
    Path | None,
    typer.Option(
        "--csv",
        metavar="FILE",
        parser=path_of,
        help="Write a table with a line for each finding, and for each paper without one.",
    ),
]
Facts = Annotated[
    Path | None,
    typer.Option("--facts", metavar="FILE", parser=path_of, help="Read facts that the text does not print."),
]
Rules = Annotated[str, typer.Option("--rules", metavar="LIST", help="Run only these rules, or `all`.")]
Alpha = Annotated[
    float | None,
    typer.Option("--alpha", min=0.0001, max=0.5, help="Significance level [default: as the paper states]."),
]
Everything = Annotated[bool, typer.Option("--all", help="Also report findings that are only worth a look.")]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    example = "Examples: report audit paper.pdf; report audit paper.docx --html questions.html"
    app.command("audit", epilog=example)(audit)


def audit(
    papers: Papers,
    html: Page = None,
    excerpts: Excerpts = False,
    csv: Csv = None,
    facts: Facts = None,
    rules: Rules = "",
    alpha: Alpha = None,
    everything: Everything = False,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Check whether the numbers of any paper are consistent. No project is needed."""
    request = Request(_facts(facts), tuple(_rules(rules)), alpha, everything or rules == "all")
    if any(path.is_dir() for path in papers):
        raise typer.Exit(_folder(papers, csv, request, quiet))
    audited = [_audited(path, request) for path in papers]
    records = [each.record() for each in audited]
    write_json(records[0] if len(records) == 1 else records, json, json_out)
    if csv is not None:
        _write_csv(
            csv, [line for path, each in zip(papers, records, strict=True) for line in lines_of(path, each)]
        )
    if html is not None:
        _write_page(audited, html, excerpts=excerpts)
    if not json:
        for each in audited:
            _print(each, quiet)
    if any(each.findings for each in audited):
        raise typer.Exit(FOUND)


def _audited(path: Path, request: Request) -> Audited:
    from report.text.reading.guards import UnreadableError

    try:
        return request.run(path)
    except UnreadableError as error:
        print(f"{path} {error}", file=sys.stderr)
        raise typer.Exit(UNREADABLE) from None


def _folder(papers: list[Path], csv: Path | None, request: Request, quiet: bool) -> int:
    """Audit all papers of folders in parallel, and write one table; return the exit code."""
    if csv is None:
        raise UsageError(Fault("report audit FOLDER", "needs --csv", "add --csv FILE"))
    files = papers_in(papers)
    found = failed = 0
    lines: list[Line] = []
    with progress(quiet) as step:
        for number, (path, result) in enumerate(audit_all(files, request), 1):
            step(f"{number} of {len(files)}: {path.name}", 0.0)
            lines += lines_of(path, result)
            failed += "error" in result
            found += bool(result.get("findings"))
    _write_csv(csv, sorted(lines))
    if not quiet:
        echo(f"{len(files)} papers: {found} with findings, {failed} not readable; {csv}")
    return FOUND if found else UNREADABLE if failed else 0


def _write_csv(file: Path, lines: list[Line]) -> None:
    from report.files.written_files import write

    write(file, table(lines).encode(), None)


def _rules(names: str) -> list[str]:
    """The names of the rules to run; empty for the default ones."""
    if not names:
        return []
    from report.audit.registry import RULES, chosen

    rules, unknown = chosen(names)
    if unknown or not rules:
        known = ", ".join(rule.name for rule in RULES)
        raise UsageError(
            Fault("--rules", f"unknown rule: {', '.join(unknown) or names}", f"choose from {known}")
        )
    return [rule.name for rule in rules]


def _facts(file: Path | None) -> dict[str, object]:
    from report.audit.facts import facts_of

    return facts_of(file) if file is not None else {}


def _write_page(audited: list[Audited], file: Path, *, excerpts: bool) -> None:
    from report.audit.audit_page import page
    from report.audit.sheets import sheets_of
    from report.files.written_files import write

    for number, each in enumerate(audited):
        target = file if number == 0 else file.with_stem(f"{file.stem}-{number + 1}")
        sheets = () if excerpts else sheets_of(each)
        write(target, page(each, excerpts=excerpts, sheets=sheets).encode(), None)


def _print(audited: Audited, quiet: bool) -> None:
    for check in audited.findings:
        _print_finding(audited, check)
    if not quiet or audited.findings:
        echo(f"{audited.paper.file}: {audited.summary()}", "green" if not audited.findings else "bold")


def _print_finding(audited: Audited, check: Check) -> None:
    where = audited.located(check.places[0]) if check.places else ""
    echo(
        f"{check.severity}  {check.statement}" + (f"  ({where})" if where else ""),
        _COLOURS.get(check.severity, ""),
    )
    echo(f"    {check.question}")
    if check.remedy:
        echo(f"    {check.remedy}")
