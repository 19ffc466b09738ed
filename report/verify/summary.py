"""Prints the result of a check as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from report.rows.counted import counted
from report.verify.check import NOT_CHECKED, Checked
from report.verify.findings import Finding

_COLOURS = {"stale": "yellow", "moved": "cyan"}
#: The most findings printed for one file; a copy with more of them has another text.
MOST = 1000
#: A line and its colour.
Line = tuple[str, str]


def summary(checked: Checked, quiet: bool) -> Iterator[Line]:
    """The verdict on a file, its findings and its notes; if quiet, only findings and what was not checked."""
    count = len(checked.findings)
    if count or checked.notes or not quiet:
        colour = "red" if count else "yellow" if checked.notes else "green"
        yield f"{checked.file.name}  {checked.numbers} numbers checked: {_verdict(checked)}", colour
    for finding in checked.findings[:MOST]:
        yield from _finding(finding)
    if count > MOST:
        yield f"  ... and {count - MOST:,} more findings; `--json` lists all of them", "red"
    if count:
        yield from ((f"  {note}", "yellow") for note in checked.notes)
    if not quiet:
        yield f"  {checked.balance}", "dim"


def _verdict(checked: Checked) -> str:
    """The number of findings; `all correct` only if nothing was left unchecked."""
    if count := len(checked.findings):
        return counted(count, "finding")
    parts = "; ".join(note.removeprefix(NOT_CHECKED) for note in checked.notes)
    return f"no findings; {NOT_CHECKED}{parts}" if parts else "all correct"


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
        return f"{finding.stat or 'text'}: {finding.expected} has moved"
    if finding.kind == "deleted":
        return f"{finding.stat or 'text'}: {finding.expected} is missing"
    right = "in the current results" if finding.kind == "stale" else "expected"
    return f"{finding.stat or 'text'}: found {finding.found or 'nothing'}, {finding.expected or 'nothing'} {right}"
