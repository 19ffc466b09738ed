"""Prints the result of a check as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from report.verify.check import Checked
from report.verify.findings import Finding

_COLOURS = {"stale": "yellow", "moved": "cyan"}
#: A line and its colour.
Line = tuple[str, str]


def summary(checked: Checked, quiet: bool) -> Iterator[Line]:
    """The verdict on a file, its findings and its notes; if quiet, only the findings."""
    count = len(checked.findings)
    if count or not quiet:
        verdict = f"{count} finding{'s' if count != 1 else ''}" if count else "all correct"
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
        return f"{finding.stat}: {finding.expected} has moved"
    if finding.kind == "deleted":
        return f"{finding.stat or 'text'}: {finding.expected} is missing"
    right = "in the current results" if finding.kind == "stale" else "expected"
    return f"{finding.stat}: found {finding.found or 'nothing'}, {finding.expected or 'nothing'} {right}"
