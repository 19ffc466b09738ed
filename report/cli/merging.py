"""`report merge`."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from report.cli.console import echo, progress, short, write_json
from report.cli.merge_output import print_merge, record
from report.cli.options import Data, Json, JsonOut, Out, Quiet, path_of, resolved
from report.rows.errors import Fault, StoreError, UsageError

if TYPE_CHECKING:
    from report.manuscript.computation import Computed
    from report.manuscript.inputs import Inputs
    from report.merge.answers import Lint
    from report.merge.code_texts import CodeTexts
    from report.merge.merging import Merge
    from report.merge.selections import Selection
    from report.study.project import Project

Result = TypeVar("Result")
CONFLICTS = 1
_NAME_IT = "name the edited Word file"
_SAVE_AGAIN = "open it in Word or LibreOffice and save it as .docx, or ask for another copy"


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "merge",
        epilog="Examples: report merge paper-edited.docx; report merge paper-edited.docx --accept 1-4,7 --apply",
    )(merge)


def merge(
    file: Annotated[Path, typer.Argument(metavar="EDITED.docx", parser=path_of, help="The edited copy.")],
    apply: Annotated[bool, typer.Option("--apply", help="Write the templates.")] = False,
    accept: Annotated[
        str,
        typer.Option(
            "--accept",
            metavar="LIST",
            help="Hunks: 1-4,h3f9a2c; 5=ROW, 5=nearest, 5=typed, 5=reject; author:NAME, since:DATE; none; a FILE.json.",
        ),
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
    review: Annotated[
        Path | None,
        typer.Option(
            "--review",
            metavar="FILE",
            parser=path_of,
            help="Write a page on which to accept or reject each edit.",
        ),
    ] = None,
    replies: Annotated[
        Path | None,
        typer.Option(
            "--replies",
            metavar="FILE",
            parser=path_of,
            help="Write the comments answered in FILE (.json, .csv, .md) as threads into NAME.answered.docx.",
        ),
    ] = None,
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="DATE", help="Accept only tracked changes made on or after this date."
        ),
    ] = "",
    dirty: Annotated[
        bool, typer.Option("--dirty", help="Write even if Git has uncommitted changes.")
    ] = False,
    data: Data = None,
    out: Out = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Merge the edits of a Word copy into the templates. Without --apply, only show what would change."""
    from report.manuscript.inputs import Inputs
    from report.manuscript.woven_documents import floats_elsewhere
    from report.merge.edited_copies import base_of, opened
    from report.merge.merging import merge as merge_copy
    from report.merge.typed_citations import references
    from report.merge.unread_content import unread
    from report.study.project import Project

    selection = _selection(accept, author, since)
    content = _of_copy(file, lambda: opened(file))
    project = Project.find()
    inputs = Inputs(project, data)
    known = references(project.templates(), project.root)
    published = sorted(resolved(out or project.root / "_output").glob("*.docx"))
    base = _of_copy(file, lambda: base_of(content, file, published))
    with progress(quiet or json) as step:
        computed, lint = _computed_and_lint(inputs, step)
    ledger = computed.results.ledger
    elsewhere = cache(lambda: floats_elsewhere(inputs, computed, base.document))
    found = _of_copy(
        file,
        lambda: merge_copy(
            content,
            base,
            project.templates(),
            ledger,
            lint,
            selection,
            known,
            _code_texts(project),
            elsewhere,
        ),
    )
    ignored = _of_copy(file, lambda: unread(content, base.unread, bool(found.plan.absent)))
    write_json(record(found, ignored), json, json_out)
    if not json:
        print_merge(found, ignored, quiet)
    if comments:
        _write_comments(comments, content, found)
    if replies:
        _answer(replies, content, found, published)
    if review:
        _review(review, file, content, found)
    if apply:
        _apply(found, inputs, dirty, quiet or json)
    if found.counts["conflict"] or found.counts["proposal"] or ignored.regions:
        raise typer.Exit(CONFLICTS)


def _of_copy(path: Path, step: Callable[[], Result]) -> Result:
    """The result of a step; a copy that cannot be read is a fault."""
    from report.text.reading.guards import UnreadableError

    try:
        return step()
    except UnreadableError as error:
        remedy = _NAME_IT if not path.is_file() else _remedy(str(error))
        raise StoreError(Fault(str(path), str(error), remedy)) from None


def _remedy(fault: str) -> str:
    return "save it as .docx, which removes the macros" if "macros" in fault else _SAVE_AGAIN


def _computed_and_lint(inputs: Inputs, step: Callable[[str, float], None]) -> tuple[Computed, Lint]:
    """The results of today, and the linter of templates with them."""
    from report.lint import Conventions, lint
    from report.manuscript.computation import compute

    computed = compute(inputs, step)
    ledger = computed.results.ledger
    conventions = Conventions.from_settings(inputs.project.settings.get("lint", {}))

    def typed(name: str, text: str) -> list[tuple[str, tuple[Any, ...]]]:
        return [(each.text, each.rows) for each in lint({name: text}, {}, {}, ledger, conventions)]

    return computed, typed


def _code_texts(project: Project) -> CodeTexts:
    """The strings of the code of the project's products, which are imported only on demand."""
    from report.merge.code_texts import CodeTexts
    from report.study.study import collect

    def products() -> dict[str, tuple[str, int]]:
        found = collect(project.study, project.root).values()
        return {each.name: (str(project.root / each.file), each.line) for each in found}

    return CodeTexts(products, project.root)


def _selection(accept: str, author: str, since: str) -> Selection:
    """The selection of `--accept`, restricted by the options for tracked changes."""
    from report.merge.selections import day, selection

    found = selection(accept)
    if author:
        found = replace(found, authors=found.authors | {author.casefold()})
    try:
        return replace(found, since=max(found.since, day(since))) if since else found
    except ValueError:
        raise UsageError(Fault("--since", f"is not a date: {since}", "write a date as 2026-11-05")) from None


def _answer(path: Path, content: bytes, found: Merge, published: Sequence[Path]) -> None:
    """Write the published file with the threads of the copy that were answered."""
    from report.files.written_files import NOTES, write
    from report.merge.comments import comments
    from report.merge.replies import replies_in, with_threads
    from report.study.project import nearest_root

    answers = replies_in(path)
    name = f"{found.base.document}.docx"
    built = next((each for each in published if each.name == name), None)
    if built is None:
        raise UsageError(Fault("--replies", f"{name} is not published", "run `report build --to docx` first"))
    units = {id: found.copy.units[place].text for id, (_, place) in found.copy.commented.items()}
    author = os.environ.get("USER") or "Author"
    epoch = int(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
    made = with_threads(built.read_bytes(), comments(content, found), units, answers, author, epoch)
    target, root = Path(f"{found.base.document}.answered.docx"), nearest_root(Path.cwd())
    write(target, made, root and root / NOTES)
    echo(f"wrote {short(target)}: {len(answers)} answered", "green")


def _review(path: Path, file: Path, content: bytes, found: Merge) -> None:
    """Write the page on which each edit is accepted or rejected."""
    from report.files.written_files import NOTES, write
    from report.merge.comments import comments
    from report.merge.review_page import page
    from report.study.project import nearest_root

    root = nearest_root(Path.cwd())
    write(path, page(found, comments(content, found), str(file)).encode(), root and root / NOTES)
    echo(f"wrote {short(path)}: open it in a browser to accept or reject each edit", "green")


def _write_comments(path: Path, content: bytes, found: Merge) -> None:
    from report.files.written_files import NOTES, write
    from report.merge.comments import comments, written
    from report.study.project import nearest_root

    text = written(comments(content, found), path.suffix.lstrip(".").lower())
    root = nearest_root(Path.cwd())
    write(path, text.encode(), root and root / NOTES)


def _verify(found: Merge, inputs: Inputs, quiet: bool) -> None:
    """Render the document from the new templates, and report each unit whose text differs from the copy."""
    from report.manuscript.computation import compute
    from report.manuscript.inputs import Inputs as NewInputs
    from report.merge.embedded_base import base_in
    from report.merge.verification import differences
    from report.merge.word_units import read_units
    from report.pipeline.word_text import word_file
    from report.study.project import Project

    again = NewInputs(Project(inputs.project.root), inputs.data)
    data = word_file(again, compute(again), found.base.document)
    base = base_in(data, found.base.document)
    unlike = list(differences(found, read_units(data).units, base.build if base else ""))
    for each in unlike:
        echo(f"differs   {each.unit}: the copy has “{each.copy}”, the new build has “{each.rebuilt}”", "red")
    if not unlike and not quiet:
        echo("verified: the rebuilt document has the text of the copy, with its numbers refreshed", "green")


def _apply(found: Merge, inputs: Inputs, dirty: bool, quiet: bool) -> None:
    from report.merge.applying import refuse_dirty, write_templates

    if not found.changed:
        return
    if not dirty:
        refuse_dirty(inputs.project.root)
    write_templates(inputs.project.root, found.changed, inputs.project.template_files)
    _verify(found, inputs, quiet)
    if not quiet:
        echo(f"wrote {', '.join(f'templates/{name}' for name in sorted(found.changed))}", "green")
