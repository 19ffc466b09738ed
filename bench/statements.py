"""Statements of the labelled corpus, and how it prints numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A sentence or table row with the heads of its table, its rule, and the kind of error planted in it, if any."""

    text: str
    rule: str
    error: str = ""
    row: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


def number(value: float, places: int, *, zero: bool = True) -> str:
    """A number with that many decimals; `zero` keeps the zero before the point."""
    text = f"{value:.{places}f}"
    return text if zero or abs(value) >= 1 else text.replace("0.", ".", 1)
