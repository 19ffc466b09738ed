"""Pairs the tokens of two short stretches by place, whether or not they were changed.

Global alignment with affine gaps (Gotoh, 1982). Pairing two different numbers costs less than leaving either
unpaired, so a swap of two values shows as two changes; a number never pairs with a plain word.
"""

from __future__ import annotations

from collections.abc import Sequence

from report.text.tokens import DASH, NAME, NUMBER, SPELLED, STARS, Token

Match = tuple[int | None, int | None]

_OPEN, _EXTEND = -1.5, -0.3
_NEVER = -1e9
#: Score of a token without a partner, in addition to that of its gap: a penalty for a number.
_LONE = {NUMBER: -2.0, STARS: 0.3}
_SAME = {NUMBER: 3.0, NAME: 2.5, STARS: 1.5, SPELLED: 2.0, DASH: 1.0}
#: The number of a list item or note, which does not count as a changed value.
MARK = "mark"
_VALUES = (NUMBER, DASH, SPELLED)
_EDGE = 0.4


def paired(expected: Sequence[Token], found: Sequence[Token]) -> list[Match]:
    """The best pairing of two stretches, in order; None where a token has no partner."""
    if not expected or not found:
        return [(i, None) for i in range(len(expected))] + [(None, j) for j in range(len(found))]
    return _traced(*_filled(expected, found), len(expected), len(found))


_Grid = list[list[float]]


def _filled(expected: Sequence[Token], found: Sequence[Token]) -> tuple[_Grid, _Grid, _Grid]:
    """Best scores that end in a pair, in an unpaired expected token, and in an unpaired found token."""
    columns = len(found)
    pair, alone, extra = ([[_NEVER] * (columns + 1) for _ in range(len(expected) + 1)] for _ in range(3))
    pair[0][0] = 0.0
    steps = [0.0, *(_EXTEND + _LONE.get(token.kind, 0.0) for token in found)]
    for j in range(1, columns + 1):
        extra[0][j] = extra[0][j - 1] + steps[j] if j > 1 else _OPEN + steps[j]
    for i, token in enumerate(expected, start=1):
        step = _EXTEND + _LONE.get(token.kind, 0.0)
        alone[i][0] = alone[i - 1][0] + step if i > 1 else _OPEN + step
        above_pair, above_alone, above_extra = pair[i - 1], alone[i - 1], extra[i - 1]
        row_pair, row_alone, row_extra = pair[i], alone[i], extra[i]
        for j in range(1, columns + 1):
            before = max(above_pair[j - 1], above_alone[j - 1], above_extra[j - 1])
            row_pair[j] = before + similarity(token, found[j - 1])
            row_alone[j] = max(above_pair[j] + _OPEN, above_alone[j], above_extra[j] + _OPEN) + step
            row_extra[j] = max(row_pair[j - 1] + _OPEN, row_extra[j - 1], row_alone[j - 1] + _OPEN) + steps[j]
    return pair, alone, extra


def _traced(pair: _Grid, alone: _Grid, extra: _Grid, i: int, j: int) -> list[Match]:
    """Trace the best path back through the grids; ties leave tokens unpaired as late as possible."""
    matches: list[Match] = []
    state = _best(pair[i][j], alone[i][j], extra[i][j])
    while i or j:
        if state == 0:
            i, j = i - 1, j - 1
            matches.append((i, j))
            state = _best(pair[i][j], alone[i][j], extra[i][j])
        elif state == 1:
            i -= 1
            matches.append((i, None))
            state = _best(pair[i][j] + _OPEN, alone[i][j], extra[i][j] + _OPEN)
        else:
            j -= 1
            matches.append((None, j))
            state = _best(pair[i][j] + _OPEN, alone[i][j] + _OPEN, extra[i][j])
    return matches[::-1]


def _best(*scores: float) -> int:
    return max(range(len(scores)), key=scores.__getitem__)


def similarity(one: Token, other: Token) -> float:
    """The score of two tokens as the content of one place."""
    edge = _EDGE * ((one.first == other.first) + (one.last == other.last) - 2)
    if one.key == other.key:
        return _SAME.get(one.kind, 2.0 if len(one.key) > 3 else 1.0) + edge
    if (one.exempt == MARK) != (other.exempt == MARK):
        return _NEVER
    if one.kind in _VALUES and other.kind in _VALUES:
        return _values(one, other) + edge
    if one.kind == other.kind == STARS:
        return 0.5 + edge
    if one.kind in (NUMBER, STARS, DASH) or other.kind in (NUMBER, STARS, DASH):
        return _NEVER
    return -0.5 + edge


def _values(one: Token, other: Token) -> float:
    if one.kind == SPELLED and other.kind == SPELLED:
        return -0.2
    if SPELLED in (one.kind, other.kind):
        spelled, digits = (one, other) if one.kind == SPELLED else (other, one)
        return 2.5 if str(spelled.spelled) == digits.key.rstrip("%") else 0.2
    return 0.3 + 0.5 * _shared(one.key, other.key)


def _shared(one: str, other: str) -> float:
    """The share of characters that two numbers have in common at their ends."""
    longest = max(len(one), len(other))
    shortest = min(len(one), len(other))
    head = next((i for i in range(shortest) if one[i] != other[i]), shortest)
    tail = next((i for i in range(shortest - head) if one[-1 - i] != other[-1 - i]), shortest - head)
    return (head + tail) / longest


__all__ = ["MARK", "Match", "paired", "similarity"]
