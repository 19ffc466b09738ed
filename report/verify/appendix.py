"""Checks the provenance appendix of a copy: each entry prints what its row prints, and its fuller value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import isclose

from report.rows.ledger import Ledger
from report.rows.stat import Row, Stat
from report.text.blocks import Block
from report.text.tokens import NUMBER, Token, regrouped, tokens
from report.verify.findings import Finding, Kind, where

PROVENANCE = "provenance"
_PIECE = re.compile(r"[a-z0-9_.]+")
#: An id may be broken at the ends of lines, into this many pieces.
_BROKEN = 3
_VALUE = re.compile(r"\s*\(([-\u2212]?\d+(?:\.\d+)?(?:e[-\u2212+]?\d+)?)\)")
#: Values are given with six digits; other machines may differ in the last ones.
_CLOSE = 1e-4


def appendix_findings(
    blocks: Sequence[Block], ledger: Ledger, printed: Mapping[str, str]
) -> Iterator[Finding]:
    """What the entries of an appendix print that is not right today."""
    for block in blocks:
        for row, start, end in _entries(block.text, ledger):
            yield from _on_entry(block, row, start, end, printed)


def _entries(text: str, ledger: Ledger) -> Iterator[tuple[Row, int, int]]:
    """The rows that a block names, each with the stretch of text up to the next."""
    named = list(_named(list(_PIECE.finditer(text)), ledger))
    ends = [*(start for _, start, _ in named[1:]), len(text)]
    for (row, _, start), end in zip(named, ends, strict=False):
        yield row, start, end


def _named(pieces: Sequence[re.Match[str]], ledger: Ledger) -> Iterator[tuple[Row, int, int]]:
    """The rows whose ids stand in a text, whole or broken at the ends of lines, and where they begin and end."""
    done = 0
    for place, piece in enumerate(pieces):
        if piece.start() < done:
            continue
        for count in range(_BROKEN, 0, -1):
            parts = pieces[place : place + count]
            id = "".join(part.group() for part in parts)
            if id in ledger and all(one.end() + 1 == other.start() for one, other in pairwise(parts)):
                done = parts[-1].end()
                yield ledger[id], piece.start(), done
                break


def _on_entry(block: Block, row: Row, start: int, end: int, printed: Mapping[str, str]) -> Iterator[Finding]:
    if not isinstance(row, Stat):
        return
    right = _numbers(row.printed)
    numbers = regrouped(right, _numbers(block.text[start:end].replace(row.label, " " * len(row.label), 1)))
    if not right or not numbers:
        return
    wrong = _wrong(row, right[0], numbers, block.text[start:end])
    if wrong is not None:
        stale = row.id in printed and printed[row.id] != row.printed
        kind: Kind = "stale" if stale else "changed"
        place = where(block, start + wrong.start, start + wrong.end, block.page)
        yield Finding(kind, row.id, row.printed, wrong.text, place)


def _numbers(text: str) -> list[Token]:
    return [token for token in tokens([Block("", text)]) if token.kind == NUMBER]


def _wrong(row: Stat, right: Token, numbers: Sequence[Token], text: str) -> Token | None:
    """The number of an entry that does not stand: what is printed, or the value in parentheses after it."""
    first = numbers[0]
    if first.key.rstrip("%") != right.key.rstrip("%"):
        return first
    value = _VALUE.match(text, first.end)
    if value is None or not isinstance(row.value, float):
        return None
    close = isclose(float(value[1].replace("\u2212", "-")), row.value, rel_tol=_CLOSE, abs_tol=1e-12)
    return None if close else replace(first, text=value[1], start=value.start(1), end=value.end(1))
