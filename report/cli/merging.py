"""`report merge`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from report.cli.console import progress, write_json
from report.cli.merge_files import write_answers, write_comments, write_merged, write_review
from report.cli.merge_options import (
    Accept,
    Apply,
    Author,
    Comments,
    Dirty,
    EditedCopy,
    Replies,
    Review,
    Since,
)
from report.cli.merge_output import print_merge, record
from report.cli.options import Data, Json, JsonOut, Out, Quiet, resolved
from report.rows.errors import Fault, StoreError, UsageError

if TYPE_CHECKING:
    from report.manuscript.computation import Computed
    from report.manuscript.inputs import Inputs
    from report.merge.answers import Lint
    from report.merge.code_texts import CodeTexts
    from report.merge.merging import Merge
    from report.merge.selections import Selection
    from report.merge.unread_content import Unread
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
    file: EditedCopy,
    apply: Apply = False,
    accept: Accept = "",
    author: Author = "",
    comments: Comments = None,
    review: Review = None,
    replies: Replies = None,
    since: Since = "",
    dirty: Dirty = False,
    data: Data = None,
    out: Out = None,
    quiet: Quiet = False,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Merge the edits of a Word copy into the templates. Without --apply, only show what would change."""
    from report.manuscript.inputs import Inputs
    from report.merge.edited_copies import opened
    from report.study.project import Project

    selection = _selection(accept, author, since)
    content = _of_copy(file, lambda: opened(file))
    inputs = Inputs(Project.find(), data)
    published = sorted(resolved(out or inputs.project.root / "_output").glob("*.docx"))
    found, ignored = _merged(file, content, inputs, published, selection, quiet or json)
    write_json(record(found, ignored), json, json_out)
    if not json:
        print_merge(found, ignored, quiet)
    if comments:
        write_comments(comments, content, found)
    if replies:
        write_answers(replies, content, found, published)
    if review:
        write_review(review, file, content, found)
    if apply:
        write_merged(found, inputs, dirty, quiet or json)
    if found.counts["conflict"] or found.counts["proposal"] or ignored.regions:
        raise typer.Exit(CONFLICTS)


def _merged(
    file: Path, content: bytes, inputs: Inputs, published: Sequence[Path], selection: Selection, quiet: bool
) -> tuple[Merge, Unread]:
    """The merge of a copy, and what of the copy it does not read."""
    from report.manuscript.woven_documents import floats_elsewhere
    from report.merge.edited_copies import base_of
    from report.merge.merging import merge as merge_copy
    from report.merge.typed_citations import references
    from report.merge.unread_content import unread

    project = inputs.project
    templates = project.templates()
    known = references(templates, project.root)
    base = _of_copy(file, lambda: base_of(content, file, published))
    with progress(quiet) as step:
        computed, lint = _computed_and_lint(inputs, step)
    ledger, codes = computed.results.ledger, _code_texts(project)
    elsewhere = cache(lambda: floats_elsewhere(inputs, computed, base.document))
    found = _of_copy(
        file,
        lambda: merge_copy(content, base, templates, ledger, lint, selection, known, codes, elsewhere),
    )
    return found, _of_copy(file, lambda: unread(content, base.unread, bool(found.plan.absent)))


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
        raise UsageError(
            Fault("--since", f"is not a date: {since}", "write the date as YYYY-MM-DD, such as 2026-11-05")
        ) from None
