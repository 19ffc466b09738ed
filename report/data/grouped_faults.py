"""Combines faults with the same cause into one, with their count and a few examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from report.rows.errors import Fault

_EXAMPLES = 3


def grouped(
    file: str, lines: Sequence[int], what: str, remedy: str, example: Callable[[int], str] = lambda _: ""
) -> Fault:
    """A fault at the first of its lines; `example` gives a short text for each line."""
    if len(lines) == 1:
        return Fault(f"{file}:{lines[0]}", what, remedy)
    shown = ", ".join(_example(example(line), line) for line in lines[:_EXAMPLES])
    more = ", …" if len(lines) > _EXAMPLES else ""
    return Fault(f"{file}:{lines[0]}", f"{what}; {len(lines):,} lines: {shown}{more}", remedy)


def _example(text: str, line: int) -> str:
    return f"{text} (line {line})" if text else f"{line}"


def line_of_fault(fault: Fault) -> int:
    """The line of a fault, for sorting; 0 for the whole file."""
    number = fault.where.rpartition(":")[2]
    return int(number) if number.isdigit() else 0
