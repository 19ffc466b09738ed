"""Finds the ids of rows in the text of a copy, where line ends and pages may have broken or joined them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from report.rows.ledger import Ledger
from report.rows.stat import Row

_PIECE = re.compile(r"[a-z0-9_.]+")
#: The number of pieces into which line ends may break an id.
_BROKEN = 3
#: No id is longer.
_LONGEST = 200


def rows_named(text: str, ledger: Ledger) -> Iterator[tuple[Row, int, int]]:
    """The rows whose ids occur in a text, whole or broken at line ends, with their start and end."""
    pieces = list(_PIECE.finditer(text))
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
        else:
            for row in _glued(piece.group(), ledger):
                done = piece.start() + len(row.id)
                yield row, piece.start(), done


def _glued(piece: str, ledger: Ledger) -> Iterator[Row]:
    """The row whose id a page has joined with the first word of its label."""
    ends = range(len(piece) - 1, 0, -1) if "." in piece and len(piece) < _LONGEST else ()
    rows = (ledger[piece[:end]] for end in ends if piece[:end] in ledger)
    yield from islice((row for row in rows if _begins(piece[len(row.id) :], row.label)), 1)


def _begins(text: str, label: str) -> bool:
    first = label.partition(" ")[0]
    return bool(first) and text.startswith(first)
