"""The pipe tables of templates: their lines and cells by offset, and lines that are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report.merge.markdown_units import cells_of_row, is_rule

_FENCE = re.compile(r"^[ \t]*:{3,}[ \t]*(\S[^\n]*)?$", re.MULTILINE)
_NUMBER = re.compile(r"[\s(<>=±−–-]*\.?\d")


@dataclass(frozen=True)
class PipeLine:
    """One line of a table, and the spans of its cells between the bars; `is_rule` for the line below the head."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]
    is_rule: bool = False

    def column(self, offset: int) -> int | None:
        """The column of a place in the line."""
        return next((n for n, (start, end) in enumerate(self.cells) if start <= offset <= end), None)


@dataclass(frozen=True)
class PipeTable:
    """The lines of a table in a template."""

    lines: tuple[PipeLine, ...]

    @property
    def rows(self) -> tuple[PipeLine, ...]:
        """The lines that print a row: the head first."""
        return tuple(line for line in self.lines if not line.is_rule)

    @property
    def width(self) -> int:
        """The number of columns; 0 if the lines differ in it, or if one does not end with a bar."""
        counts = {len(line.cells) for line in self.lines}
        ruled = len(self.lines) > 1 and self.lines[1].is_rule
        return counts.pop() if len(counts) == 1 and ruled else 0


def pipe_table(source: str, offset: int) -> PipeTable | None:
    """The table with a line at an offset of a template, or None if that line is not one of a table."""
    start, end = line_at(source, offset)
    if not source[start:end].lstrip().startswith("|"):
        return None
    while start and _is_row(source, (above := line_at(source, start - 1))):
        start = above[0]
    lines = []
    while start <= len(source) and _is_row(source, (here := line_at(source, start))):
        lines.append(_line(source, *here))
        start = here[1] + 1
    return PipeTable(tuple(lines))


def line_at(source: str, offset: int) -> tuple[int, int]:
    """Where the line at an offset starts and ends."""
    end = source.find("\n", offset)
    return source.rfind("\n", 0, offset) + 1, len(source) if end < 0 else end


def float_end(source: str, place: int, label: str) -> int:
    """The end of the div of a float, or of the pipe table, around a place; the place itself if there is neither."""
    table = pipe_table(source, place)
    end = table.lines[-1].end if table else place
    opened = (
        re.search(rf"^:::+[^\n]*#{re.escape(label)}(?![\w-])[^\n]*$", source, re.MULTILINE) if label else None
    )
    if opened is None or opened.start() > place:
        return end
    depth = 1
    for fence in _FENCE.finditer(source, opened.end()):
        depth += 1 if fence[1] else -1
        if not depth:
            return fence.end() if fence.end() >= place else end
    return end


def _is_row(source: str, span: tuple[int, int]) -> bool:
    return source[span[0] : span[1]].lstrip().startswith("|")


def _line(source: str, start: int, end: int) -> PipeLine:
    text = source[start:end]
    closed = text.rstrip().endswith("|") and not text.rstrip().endswith("\\|")
    cells = tuple((start + at, start + at + len(cell)) for at, cell in cells_of_row(text)) if closed else ()
    return PipeLine(start, end, cells, is_rule(text))


def row_of(cells: Sequence[str]) -> str:
    """The line of a row."""
    return f"| {' | '.join(cells)} |"


def rule_of(column: Sequence[str]) -> str:
    """The cell below the head of a column: columns of numbers are aligned on the right."""
    filled = [cell for cell in column[1:] if cell]
    numeric = bool(filled) and all(_NUMBER.match(cell) for cell in filled)
    dashes = "-" * max(3, len(column[0]) + 1)
    return f"{dashes}:" if numeric else f":{dashes}"


def table_of(rows: Sequence[Sequence[str]]) -> str:
    """A table with the first row as its head."""
    rule = "|".join(rule_of(column) for column in zip(*rows, strict=True))
    return "\n".join([row_of(rows[0]), f"|{rule}|", *(row_of(cells) for cells in rows[1:])])
