"""The source of the function that computed a row, read from its file."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

from report.rows.stat import Source


def source_text(source: Source, root: Path) -> str:
    """The function's source with its decorators, or the line that defines a constant; empty if the file is missing."""
    path = root / source.file
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return ""
    lines = text.splitlines()
    if path.suffix != ".py":
        return lines[source.line - 1].strip() if source.line <= len(lines) else ""
    first, last = _extents(text).get(source.line, (source.line, source.line))
    return "\n".join(lines[first - 1 : last])


@lru_cache(maxsize=64)
def _extents(text: str) -> dict[int, tuple[int, int]]:
    """The first and last line of each function, decorators included, by the line of its `def`."""
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    return {
        node.lineno: (
            min([node.lineno, *(tag.lineno for tag in node.decorator_list)]),
            node.end_lineno or node.lineno,
        )
        for node in functions
    }
