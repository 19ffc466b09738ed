"""`report changes` and `report stamp`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from report.cli.console import echo, write_json
from report.cli.options import Json, JsonOut, Out, path_of, resolved
from report.rows.errors import Fault, StoreError, UsageError

if TYPE_CHECKING:
    from report.merge.atoms import Unit
    from report.merge.causes import ExplainedChange
    from report.merge.change_log import ChangeLog
    from report.merge.text_changes import TextChange
    from report.pipeline.revisions import Version

_SHOWN = 40
#: What separates two revisions; the dots of a path such as ../build do not.
_RANGE = re.compile(r"(?<=[^./])\.\.(?![./])")


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(
        "changes", epilog="Examples: report changes v1; report changes v1..HEAD --write changes.docx"
    )(changes)
    app.command("stamp", epilog="Example: report stamp journal-1")(stamp)


def changes(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A folder of a build, a stamp, a Git revision, or OLD..NEW.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The build to compare it with [default: _output].")
    ] = "",
    write: Annotated[
        Path | None,
        typer.Option(
            "--write", metavar="FILE", parser=path_of, help="Write the changes: .md, .json, .html, .docx."
        ),
    ] = None,
    out: Out = None,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Show what changed between two builds, and why."""
    import json as json_module

    from report.merge.change_log import as_json
    from report.merge.change_pages import FORMATS
    from report.study.project import Project

    suffix = write.suffix.lstrip(".").lower() if write else ""
    if write and suffix not in FORMATS:
        raise UsageError(
            Fault("--write", f"unknown format: {suffix or 'none'}", f"choose from {', '.join(FORMATS)}")
        )
    root = Project.find().root
    before, *later = _RANGE.split(old, maxsplit=1)
    after = "".join(later)
    log = changes_between(root, before, new or after or str(resolved(out or root / "_output")))
    if json or json_out:
        write_json(json_module.loads(as_json(log)), json, json_out)
    if write:
        _write(log, write, suffix)
    if not json:
        _print(log)


def changes_between(root: Path, before: str, after: str) -> ChangeLog:
    """The changes between two builds, given by name."""
    from report.merge.causes import explained
    from report.merge.change_log import ChangeLog, in_order, places_of
    from report.merge.project_code import Code
    from report.merge.text_changes import label_changes
    from report.pipeline.git_history import code_at
    from report.pipeline.revisions import versions
    from report.rows.ledger_pair import differing

    old, new = versions(root, before, after)
    commits = old.commit, ("" if new.folder == root / "_output" else new.commit)
    known = bool(old.commit)
    texts = tuple(partial(_text_at, root, commit, known) for commit in commits)
    codes = [Code(partial(code_at, root, commit) if known else dict) for commit in commits]
    rows: list[ExplainedChange] = []
    labels: list[TextChange] = []
    places: dict[str, str] = {}

    def compare_rows() -> None:
        """Compare the rows and where they are printed, while other processes compare the documents."""
        ledgers = differing(old.text, new.text, (str(old.path), str(new.path)))
        rows.extend(explained(*ledgers, (codes[0], codes[1]), (texts[0], texts[1])))
        places.update(places_of(new.occurrences, old.occurrences))
        labels.extend(label_changes(old.occurrences, new.occurrences))

    passages = _texts(old, new, compare_rows)
    names = _short(before, root), _short(after, root)
    return ChangeLog(*names, in_order(rows, places), (*passages, *labels), places)


def _text_at(root: Path, commit: str, known: bool, file: str) -> str:
    """A file of a build, or nothing where the code of the older build is not known."""
    from report.pipeline.git_history import text_at

    return text_at(root, commit, file) if known else ""


def _short(name: str, root: Path) -> str:
    path = Path(name)
    return path.relative_to(root).as_posix() if path.is_absolute() and path.is_relative_to(root) else name


def _texts(old: Version, new: Version, while_waiting: Callable[[], None]) -> list[TextChange]:
    """The changed passages of the documents that both builds have."""
    import lxml.etree  # noqa: F401  # once, before other processes start

    import report.merge.word_units  # noqa: F401
    from report.files.worker_processes import in_parallel

    before, after = old.word_files(), new.word_files()
    names = [name for name in after if name in before and before[name] != after[name]]
    compared = partial(_changed_passages, (old.folder, new.folder), (old.build, new.build))
    return [change for found in in_parallel(compared, names, while_waiting=while_waiting) for change in found]


def _changed_passages(folders: tuple[Path, Path], builds: tuple[str, str], name: str) -> list[TextChange]:
    """The changed passages of one document."""
    from report.merge.text_changes import text_changes

    old, new = (_units(folder / f"{name}.docx") for folder in folders)
    return list(text_changes(name, old, new, builds))


def _units(path: Path) -> tuple[Unit, ...]:
    """The text of a Word file as units."""
    from report.merge.word_units import read_units
    from report.text.reading.guards import UnreadableError

    try:
        return read_units(path.read_bytes()).units
    except UnreadableError as error:
        raise StoreError(Fault(str(path), str(error), "build it again, or name another build")) from None


def _write(log: ChangeLog, path: Path, suffix: str) -> None:
    from report.files.written_files import NOTES, write
    from report.merge.change_log import as_json
    from report.merge.change_pages import as_html, as_markdown, body
    from report.study.project import nearest_root

    root = nearest_root(Path.cwd())
    if suffix == "docx":
        from report.render.pandoc import word_of
        from report.render.word.landscape import landscape
        from report.study.build_facts import epoch

        time = epoch(root or Path.cwd())
        content = landscape(word_of(body(log), time), time)
    else:
        content = {"md": as_markdown, "json": as_json, "html": as_html}[suffix](log).encode()
    write(path, content, root and root / NOTES)


def _print(log: ChangeLog) -> None:
    from report.merge.change_pages import marked, summary, where

    for each in log.printed[:_SHOWN]:
        change = each.change
        echo(f"{change.kind:<22} {change.id}  {change.old or '·'} → {change.new or '·'}  {change.label}")
        echo(f"    {_because(log, change.id)}{log.places.get(change.id, 'not printed')}", "dim")
    if len(log.printed) > _SHOWN:
        echo(f"and {len(log.printed) - _SHOWN} more: --write FILE")
    for text in log.texts[:_SHOWN]:
        echo(where(text) + (f"  {_because(log, *text.rows)}".rstrip(" ;") if text.rows else ""), "dim")
        echo(f"    {marked(text.parts)}")
    if len(log.texts) > _SHOWN:
        echo(f"and {len(log.texts) - _SHOWN} more passages: --write FILE")
    for cause, number in log.causes.items():
        echo(f"cause {number:<3} {cause}")
    echo(summary(log))


def _because(log: ChangeLog, *rows: str) -> str:
    numbers = log.numbers(*rows)
    return f"cause {numbers}; " if numbers else ""


def stamp(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the submission.")],
    out: Out = None,
    json: Json = False,
    json_out: JsonOut = None,
) -> None:
    """Store the published files for comparison with later builds."""
    from report.pipeline.stamping import stamped
    from report.study.project import Project

    root = Project.find().root
    folder, count = stamped(root, resolved(out or root / "_output"), name)
    write_json({"folder": folder.relative_to(root).as_posix(), "files": count}, json, json_out)
    if json:
        return
    echo(f"stored {count} files in {folder.relative_to(root).as_posix()}", "green")
