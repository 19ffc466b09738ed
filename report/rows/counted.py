"""Counts with their nouns, as messages print them."""

from __future__ import annotations


def counted(count: int, noun: str, none: str = "0") -> str:
    """A count with its noun, `1 chart` or `1,204 charts`; `none` stands for a count of zero."""
    return f"{f'{count:,}' if count else none} {noun}{'' if count == 1 else 's'}"
