"""The files that `report merge` writes: comments, answered threads, the page of a review, and the templates."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from report.cli.console import echo, short
from report.rows.errors import Fault, UsageError

if TYPE_CHECKING:
    from report.manuscript.inputs import Inputs
    from report.merge.merging import Merge


def write_answers(path: Path, content: bytes, found: Merge, published: Sequence[Path]) -> None:
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


def write_review(path: Path, file: Path, content: bytes, found: Merge) -> None:
    """Write the page on which each edit is accepted or rejected."""
    from report.files.written_files import NOTES, write
    from report.merge.comments import comments
    from report.merge.review_page import page
    from report.study.project import nearest_root

    root = nearest_root(Path.cwd())
    write(path, page(found, comments(content, found), str(file)).encode(), root and root / NOTES)
    echo(f"wrote {short(path)}: open it in a browser to accept or reject each edit", "green")


def write_comments(path: Path, content: bytes, found: Merge) -> None:
    """Write the comments of the copy as Markdown, CSV or JSON."""
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
    units = base.units if base else read_units(data).units
    unlike = list(differences(found, units, base.build if base else ""))
    for each in unlike:
        echo(f"differs   {each.unit}: the copy has “{each.copy}”, the new build has “{each.rebuilt}”", "red")
    if not unlike and not quiet:
        echo("verified: the rebuilt document has the text of the copy, with its numbers refreshed", "green")


def write_merged(found: Merge, inputs: Inputs, dirty: bool, quiet: bool) -> None:
    """Write the changed templates, and verify the document that they make."""
    from report.merge.applying import refuse_dirty, write_templates

    if not found.changed:
        return
    if not dirty:
        refuse_dirty(inputs.project.root)
    write_templates(inputs.project.root, found.changed, inputs.project.template_files)
    _verify(found, inputs, quiet)
    if not quiet:
        echo(f"wrote {', '.join(f'templates/{name}' for name in sorted(found.changed))}", "green")
