"""`report merge`."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from report.cli.checking import or_exit
from report.cli.console import progress, say, write_json
from report.cli.options import Data, Json, JsonOut, Out, Quiet, path_of, resolved
from report.rows.errors import Fault, UsageError

if TYPE_CHECKING:
    from report.manuscript.computation import Inputs
    from report.merge.hunks import Hunk
    from report.merge.merging import Lint, Merge
    from report.rows.ledger import Ledger

CONFLICTS = 1
_COLOURS = {"applied": "green", "conflict": "red", "proposal": "yellow"}


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "merge",
        epilog="Examples: report merge paper-edited.docx; report merge paper-edited.docx --accept 1-4,7 --apply",
    )(merge)


def merge(
    file: Annotated[
        Path, typer.Argument(metavar="EDITED.docx", parser=path_of, help="The copy that came back.")
    ],
    apply: Annotated[bool, typer.Option("--apply", help="Write the templates.")] = False,
    accept: Annotated[
        str, typer.Option("--accept", metavar="LIST", help="Hunks: 1-4,7; 5=ROW binds a typed number; none.")
    ] = "",
    author: Annotated[
        str, typer.Option("--author", metavar="NAME", help="Accept only this author's tracked changes.")
    ] = "",
    comments: Annotated[
        Path | None,
        typer.Option(
            "--comments", metavar="FILE", parser=path_of, help="Write the comments: .md, .csv or .json."
        ),
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Accept only tracked changes from this day on.")
    ] = "",
    dirty: Annotated[
        bool, typer.Option("--dirty", help="Write even if git has uncommitted changes.")
    ] = False,
    data: Data = None,
    out: Out = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Merge the edits of a Word copy into the templates. Without --apply, only show what would change."""
    from report.manuscript.computation import Inputs
    from report.merge.merging import base_of, opened
    from report.merge.merging import merge as merge_copy
    from report.study.project import Project

    content = or_exit(file, lambda: opened(file))
    project = Project.find()
    inputs = Inputs(project, data)
    published = sorted(resolved(out or project.root / "_output").glob("*.docx"))
    base = or_exit(file, lambda: base_of(content, file, published))
    with progress(quiet or json) as step:
        ledger, lint = _ledger_and_lint(inputs, step)
    accepted, rows = selection(accept)
    found = or_exit(
        file,
        lambda: merge_copy(
            content, base, project.templates(), ledger, lint, _chosen(author, since), accepted, rows
        ),
    )
    write_json(record(found), json, json_out)
    if not json:
        _print(found, quiet)
    if comments:
        _write_comments(comments, content, found)
    if apply:
        _apply(found, inputs, dirty, quiet or json)
    if found.counts["conflict"] or found.counts["proposal"]:
        raise typer.Exit(CONFLICTS)


def _ledger_and_lint(inputs: Inputs, step: Callable[[str, float], None]) -> tuple[Ledger, Lint]:
    """The rows of today, and the linter of templates with them."""
    from report.lint import Conventions, lint
    from report.manuscript.computation import compute

    ledger = compute(inputs, step).results.ledger
    conventions = Conventions.from_settings(inputs.project.settings.get("lint", {}))

    def typed(name: str, text: str) -> list[tuple[str, tuple[Any, ...]]]:
        return [(each.text, each.rows) for each in lint({name: text}, {}, {}, ledger, conventions)]

    return ledger, typed


def _chosen(author: str, since: str) -> Callable[[Any], bool]:
    """Which tracked changes are accepted."""

    def accepted(revision: Any) -> bool:
        by = not author or revision.author.casefold() == author.casefold()
        return by and (not since or revision.date >= since)

    return accepted


def selection(text: str) -> tuple[Callable[[Hunk], bool], dict[int, str]]:
    """The hunks that `--accept` names, and the rows that it binds typed numbers to."""
    numbers: set[int] = set()
    rows: dict[int, str] = {}
    for part in filter(None, (each.strip() for each in text.split(","))):
        head, _, row = part.partition("=")
        first, _, last = head.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            if part == "none":
                continue
            raise UsageError(Fault("--accept", f"cannot be read: {part}", "write 1-4,7 or 5=ROW or none"))
        if row:
            rows[int(first)] = row
        numbers |= {*range(int(first), int(last or first) + 1)}
    if not text or (rows and numbers == set(rows)):
        return (lambda _: True), rows
    return (lambda hunk: hunk.number in numbers), rows


def record(found: Merge) -> dict[str, Any]:
    """A merge as JSON."""
    fields = ("number", "state", "what", "where", "before", "after", "why", "remedy", "author", "date")
    hunks = [
        {**{name: getattr(hunk, name) for name in fields}, "rows": list(hunk.rows)} for hunk in found.hunks
    ]
    return {
        "document": found.base.document,
        "build": found.base.build,
        "counts": dict(found.counts),
        "absent": found.plan.absent,
        "hunks": hunks,
        "changed": sorted(found.changed),
        "diff": "".join(diff_lines(found)),
    }


def diff_lines(found: Merge) -> list[str]:
    """The unified diff of the templates."""
    lines: list[str] = []
    for file, text in sorted(found.changed.items()):
        old, new = (each.splitlines(keepends=True) for each in (found.today.get(file, ""), text))
        name = f"templates/{file}"
        lines += difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=1)
    return lines


def _print(found: Merge, quiet: bool) -> None:
    for hunk in found.hunks:
        if quiet and hunk.state not in ("conflict", "proposal"):
            continue
        say(f"{hunk.number:>3} {hunk.state:<9} {hunk.where}  {hunk.what}", _COLOURS.get(hunk.state, ""))
        _print_texts(hunk)
    for line in [] if quiet else diff_lines(found):
        say(line.rstrip("\n"), _colour(line))
    say(_summary(found))
    for line in _revisions(found):
        say(line)


def _print_texts(hunk: Hunk) -> None:
    for sign, text in (("-", hunk.before), ("+", hunk.after)):
        if text:
            say(f"      {sign} {' '.join(text.split())}", "dim")
    if hunk.why:
        say(f"      {hunk.why}: {hunk.remedy}")


def _revisions(found: Merge) -> list[str]:
    """The tracked changes of each author, of which those that are not accepted stay suggestions."""
    counts = Counter((each.author or "unknown author", each.date[:10]) for each in found.copy.revisions)
    return [
        f"tracked changes: {count} by {author}, {date}" for (author, date), count in sorted(counts.items())
    ]


def _colour(line: str) -> str:
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")


def _summary(found: Merge) -> str:
    if not found.hunks:
        return f"no edits: the copy has the text of build {found.base.build}"
    counts = [f"{count} {state}" for state, count in sorted(found.counts.items())]
    absent = f"; {found.plan.absent} units are not in this copy" if found.plan.absent else ""
    return f"{', '.join(counts)}{absent}; {len(found.changed)} template(s) would change"


def _write_comments(path: Path, content: bytes, found: Merge) -> None:
    from report.files.written_files import NOTES, write
    from report.merge.comments import comments, written
    from report.study.project import nearest_root

    text = written(comments(content, found), path.suffix.lstrip(".").lower())
    root = nearest_root(Path.cwd())
    write(path, text.encode(), root and root / NOTES)


def _verify(found: Merge, inputs: Inputs, quiet: bool) -> None:
    """Render the document from the new templates, and report each unit that has not the text of the copy."""
    from report.manuscript.computation import Inputs as NewInputs
    from report.manuscript.computation import compute
    from report.merge.verification import differences
    from report.merge.word_units import read_units
    from report.pipeline.word_text import word_file
    from report.study.project import Project

    again = NewInputs(Project(inputs.project.root), inputs.data)
    rebuilt = read_units(word_file(again, compute(again), found.base.document)).units
    unlike = list(differences(found, rebuilt))
    for each in unlike:
        say(f"differs   {each.unit}: the copy has “{each.copy}”, the new build “{each.rebuilt}”", "red")
    if not unlike and not quiet:
        say("verified: the rebuilt document has the text of the copy, with its numbers refreshed", "green")


def _apply(found: Merge, inputs: Inputs, dirty: bool, quiet: bool) -> None:
    from report.merge.applying import refuse_dirty, write_templates

    if not found.changed:
        return
    if not dirty:
        refuse_dirty(inputs.project.root)
    write_templates(inputs.project.root, found.changed, inputs.project.template_files)
    _verify(found, inputs, quiet)
    if not quiet:
        say(f"wrote {', '.join(f'templates/{name}' for name in sorted(found.changed))}", "green")
