"""Judges the wording that is bound to claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from report.text.tokens import Token
from report.verify.comparison import Comparison, Remark

#: Words that turn a statement round when they are put beside it.
_TURNING = frozenset(
    {"not", "no", "non", "never", "neither", "nor", "without", "hardly", "barely", "scarcely"}
) | {
    *("cannot", "t", "un", "nothing", "none", "less", "fewer", "more", "only", "insignificant"),
}


def claim_remarks(case: Comparison) -> list[Remark]:
    """One remark for each bound wording that is gone, reworded or moved."""
    found = (_on_claim(case, places) for places in _claims(case.expected))
    return [remark for remark in found if remark is not None]


def _claims(expected: Sequence[Token]) -> Iterator[list[int]]:
    """The places of each bound wording's tokens."""
    bound = [i for i, token in enumerate(expected) if token.bound and token.bound.kind == "claim"]
    for _, places in groupby(bound, key=lambda i: (expected[i].block, expected[i].bound)):
        yield list(places)


def _on_claim(case: Comparison, places: list[int]) -> Remark | None:
    partners = [case.alignment.to_found[i] for i in places]
    there = [j for j in partners if j is not None]
    first = there[0] if there else _replaced(case, places)
    if not there:
        return Remark("reworded" if first is not None else "deleted", places[0], first)
    whole = all(
        j is not None and case.found[j].key == case.expected[i].key
        for i, j in zip(places, partners, strict=True)
    )
    if not whole or _has_extra(case, there) or _is_turned(case, there):
        return Remark("reworded", places[0], first)
    moved = case.alignment.moved.issuperset(places) and case.expected_block(places[0]).kind != "footnote"
    return Remark("moved", places[0], first) if moved else None


def _replaced(case: Comparison, places: list[int]) -> int | None:
    """The first found word that stands where a wording is gone, between words that are still there."""
    before = next(
        (j for i in range(places[0] - 1, -1, -1) if (j := case.alignment.to_found[i]) is not None), None
    )
    if before is None or before + 1 >= len(case.found):
        return None
    return before + 1 if case.alignment.to_expected[before + 1] is None else None


def _has_extra(case: Comparison, there: list[int]) -> bool:
    """Whether words were put in between; floats and notes that a page sets there are none."""
    between = set(range(min(there), max(there) + 1)) - set(there)
    blocks = {case.found[j].block for j in there}
    return any(
        case.alignment.to_expected[j] is None and not case.found[j].exempt and case.found[j].block in blocks
        for j in between
    )


def _is_turned(case: Comparison, there: list[int]) -> bool:
    """Whether a word that turns the statement was put before or after it."""
    beside = [*_added(case, min(there), -1), *_added(case, max(there), 1)]
    return any(case.found[j].key in _TURNING for j in beside)


def _added(case: Comparison, start: int, step: int) -> Iterator[int]:
    """The added words next to a place, in one direction."""
    j = start + step
    while 0 <= j < len(case.found) and abs(j - start) <= 3 and case.alignment.to_expected[j] is None:
        yield j
        j += step
