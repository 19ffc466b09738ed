"""What `report merge` prints, and its JSON."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING, Any

from report.cli.console import echo
from report.rows.counted import counted

if TYPE_CHECKING:
    from report.merge.hunks import Hunk
    from report.merge.merging import Merge
    from report.merge.unread_content import Unread
    from report.merge.unread_regions import UnreadRegion

#: How many letters of the text before a region show where it is.
_NEAR = 40
_UNKNOWN = (
    "built by an older version of report: pictures, text boxes, headers and formatting were not compared"
)
_COLOURS = {"applied": "green", "conflict": "red", "proposal": "yellow"}


def record(found: Merge, ignored: Unread) -> dict[str, Any]:
    """A merge as JSON."""
    fields = (
        "number",
        "id",
        "state",
        "what",
        "where",
        "before",
        "after",
        "why",
        "remedy",
        "note",
        "author",
        "date",
    )
    hunks = [
        {**{name: getattr(hunk, name) for name in fields}, "rows": list(hunk.rows)} for hunk in found.hunks
    ]
    return {
        "document": found.base.document,
        "build": found.base.build,
        "counts": dict(found.counts),
        "absent": found.plan.absent,
        "hunks": hunks,
        "ignored_formatting": dict(ignored.formats),
        "not_understood": [_region(each, found) for each in ignored.regions],
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


def print_merge(found: Merge, ignored: Unread, quiet: bool) -> None:
    """Print the hunks of a merge, the diff of the templates and a summary."""
    for hunk in found.hunks:
        if quiet and hunk.state not in ("conflict", "proposal"):
            continue
        by = f" by {hunk.author}" if hunk.author else ""
        echo(
            f"{hunk.number:>3} {hunk.id} {hunk.state:<9} {hunk.where}  {hunk.what}{by}",
            _COLOURS.get(hunk.state, ""),
        )
        _print_texts(hunk)
    for line in [] if quiet else diff_lines(found):
        echo(line.rstrip("\n"), _colour(line))
    echo(_summary(found))
    for line in (*_ignored(ignored, found), *_revisions(found)):
        echo(line)


def _print_texts(hunk: Hunk) -> None:
    for sign, text in (("-", hunk.before), ("+", hunk.after)):
        if text:
            echo(f"      {sign} {' '.join(text.split())}", "dim")
    if hunk.note:
        echo(f"      {hunk.note}")
    if hunk.why:
        echo(f"      {hunk.why}: {hunk.remedy}")


def _ignored(ignored: Unread, found: Merge) -> list[str]:
    """What was not merged: formatting, and what the merge does not understand."""
    from report.merge.unread_content import BREAK, COLUMNS

    if found.base.unread is None:
        return [_UNKNOWN]
    formats = ", ".join(
        f"{name} (×{count})" if name in (BREAK, COLUMNS) else f"{name} of {count} letters"
        for name, count in sorted(ignored.formats.items())
    )
    regions = Counter((_region(each, found), each.remedy) for each in ignored.regions)
    names = [
        f"{name}{f' ({count} times)' if count > 1 else ''}: {remedy}"
        for (name, remedy), count in regions.items()
    ]
    lines = [f"ignored formatting: {formats}"] if formats else []
    return [*lines, *(f"not understood: {name}" for name in names)]


def _region(region: UnreadRegion, found: Merge) -> str:
    """A region with the text before it, and the place of that text in the templates."""
    from report.merge.atoms import alike
    from report.merge.comments import place_of

    if not region.near:
        return region.name
    near = alike(region.near)[:_NEAR]
    index = next((i for i, unit in enumerate(found.copy.units) if alike(unit.text).startswith(near)), -1)
    where = f" ({place_of(index, found)})" if index >= 0 else ""
    return f"{region.name} after “{near}”{where}"


def _revisions(found: Merge) -> list[str]:
    """The tracked changes of each author; those not accepted stay suggestions."""
    counts = Counter((each.author or "unknown author", each.date[:10]) for each in found.copy.revisions)
    return [
        f"tracked changes: {count} by {author}, {date}" for (author, date), count in sorted(counts.items())
    ]


def _colour(line: str) -> str:
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")


def _summary(found: Merge) -> str:
    if not found.hunks and found.copy.revisions:
        return "no edits, apart from tracked changes that are not selected or change nothing"
    if not found.hunks:
        return f"no edits: the copy has the text of its build ({found.base.build})"
    counts = [f"{count} {state}" for state, count in sorted(found.counts.items())]
    absent = f"; {found.plan.absent} units are missing from this copy" if found.plan.absent else ""
    return f"{', '.join(counts)}{absent}; {counted(len(found.changed), 'template', 'no')} would change"
