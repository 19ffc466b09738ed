"""What a check found, in lines for a person to read."""

from __future__ import annotations

from collections.abc import Iterator

from report.verify.check import Checked
from report.verify.findings import Finding

_COLOURS = {"stale": "yellow", "moved": "cyan"}
#: A line and its colour.
Line = tuple[str, str]


def summary(checked: Checked, quiet: bool) -> Iterator[Line]:
    """The verdict on a file, its findings and its notes; a quiet summary holds findings alone."""
    count = len(checked.findings)
    if count or not quiet:
        verdict = f"{count} finding{'s' if count != 1 else ''}" if count else "all stand"
        yield (
            f"{checked.file.name}  {checked.numbers} numbers checked: {verdict}",
            "red" if count else "green",
        )
    for finding in checked.findings:
        yield from _finding(finding)
    if not quiet:
        yield from ((f"  {note}", "yellow") for note in checked.notes)
        yield f"  {checked.balance}", "dim"


def _finding(finding: Finding) -> Iterator[Line]:
    colour = _COLOURS.get(finding.kind, "red")
    yield f"  {finding.kind:<8} {_what(finding)}", colour
    yield f"           {finding.where}" + (f" ({finding.note})" if finding.note else ""), colour
    if finding.where.context:
        yield f"           {finding.where.context}", "dim"


def _what(finding: Finding) -> str:
    if finding.kind == "typed":
        return f"{finding.found}: no row accounts for it"
    if finding.kind == "moved":
        return f"{finding.stat}: {finding.expected} stands elsewhere"
    if finding.kind == "deleted":
        return f"{finding.stat or 'text'}: {finding.expected} is gone"
    right = "is right today" if finding.kind == "stale" else "should stand there"
    return (
        f"{finding.stat}: {finding.found or 'nothing'} stands there, {finding.expected or 'nothing'} {right}"
    )
