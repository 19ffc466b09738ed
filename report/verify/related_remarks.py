"""Combines related remarks: two changes that are one exchange, or a deletion and an addition that are one move."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Set

from report.text.tokens import SPELLED, STARS, Token
from report.verify.comparison import Comparison, TokenRemark


def related(case: Comparison, remarks: Iterable[TokenRemark]) -> list[TokenRemark]:
    """The remarks, with exchanged and moved values identified."""
    noticed = list(remarks)
    _exchange(case, noticed)
    return _shifted(case, noticed)


def _exchange(case: Comparison, noticed: list[TokenRemark]) -> None:
    """Mark pairs of places that each print the other's value as exchanges, nearest pairs first."""
    waiting: dict[tuple[str, str], list[TokenRemark]] = defaultdict(list)
    changed = [each for each in noticed if each.kind == "changed" and not _is_mark(case, each)]
    for remark in changed:
        waiting[_keys(case, remark)].append(remark)
    exchanged = []
    for remark in changed:
        if remark.kind != "changed":
            continue
        ours, theirs = _keys(case, remark)
        others = [
            each for each in waiting.get((theirs, ours), ()) if each.kind == "changed" and each is not remark
        ]
        if others:
            other = min(others, key=_distance(case, remark))
            remark.kind = other.kind = "swapped"
            exchanged += [remark, other]
    _exchange_marks(case, noticed, exchanged)


def _keys(case: Comparison, remark: TokenRemark) -> tuple[str, str]:
    assert remark.i is not None
    assert remark.j is not None
    return _value(case.expected[remark.i]), _value(case.found[remark.j])


def _value(token: Token) -> str:
    return str(token.spelled) if token.kind == SPELLED else token.key.rstrip("%")


def _distance(case: Comparison, remark: TokenRemark) -> Callable[[TokenRemark], tuple[bool, int]]:
    assert remark.i is not None
    home, place = case.expected_block(remark.i).home, remark.i

    def distance(other: TokenRemark) -> tuple[bool, int]:
        assert other.i is not None
        return case.expected_block(other.i).home != home, abs(other.i - place)

    return distance


def _is_mark(case: Comparison, remark: TokenRemark) -> bool:
    return remark.i is not None and case.expected[remark.i].kind == STARS


def _exchange_marks(case: Comparison, noticed: list[TokenRemark], exchanged: list[TokenRemark]) -> None:
    """Treat significance marks that moved with an exchanged value as part of the exchange."""
    cells = {case.expected[each.i].block for each in exchanged if each.i is not None}
    marks = [each for each in noticed if _cell_of_mark(case, each) in cells]
    for mark in marks:
        if mark.i is None:
            noticed.remove(mark)
        else:
            mark.kind = "swapped"


def _cell_of_mark(case: Comparison, remark: TokenRemark) -> int | None:
    if remark.kind not in ("changed", "deleted", "typed"):
        return None
    if remark.i is not None:
        return case.expected[remark.i].block if case.expected[remark.i].kind == STARS else None
    if remark.j is None or case.found[remark.j].kind != STARS:
        return None
    before = case.partner_before(remark.j)
    return case.expected[before].block if before is not None else None


def crossed(case: Comparison, noticed: Iterable[TokenRemark]) -> None:
    """Treat two numbers of a table that are in each other's cells as exchanged, unless their heads moved too."""
    waiting: dict[tuple[object, ...], TokenRemark] = {}
    for remark in noticed:
        if remark.kind in ("moved", "swapped") and remark.i is not None and remark.j is not None:
            ours, theirs = case.expected_block(remark.i), case.found_block(remark.j)
            if ours.cell and theirs.cell and (ours.row, ours.column) != (theirs.row, theirs.column):
                home, cell = (ours.home, ours.cell[0]), (ours.cell[1:], theirs.cell[1:])
                if other := waiting.get((home, cell[::-1])):
                    remark.kind = other.kind = "swapped"
                waiting[home, cell] = remark


def _shifted(case: Comparison, noticed: list[TokenRemark]) -> list[TokenRemark]:
    """Treat a number deleted from one cell and added to another of the same table as moved."""
    deleted = [
        (remark, case.expected_block(remark.i).home, case.expected[remark.i].key)
        for remark in noticed
        if remark.kind == "deleted" and remark.i is not None and not _is_mark(case, remark)
    ]
    added = _added_by_home(case, noticed, {key for _, _, key in deleted})
    joined = set()
    for remark, home, key in deleted:
        if candidates := added.get((home, key)):
            other = candidates.pop(0)
            remark.kind, remark.j = "moved", other.j
            joined.add(id(other))
    return [remark for remark in noticed if id(remark) not in joined]


def _added_by_home(
    case: Comparison, noticed: Iterable[TokenRemark], keys: Set[str]
) -> dict[tuple[str, str], list[TokenRemark]]:
    """The typed numbers with one of the keys that were added to a float, by float and key."""
    added: dict[tuple[str, str], list[TokenRemark]] = defaultdict(list)
    for remark in noticed:
        j = remark.j if remark.kind == "typed" else None
        if j is not None and (key := case.found[j].key) in keys and (home := _home_of_added(case, j)):
            added[home, key].append(remark)
    return added


def _home_of_added(case: Comparison, j: int) -> str:
    """The float that contains an added token, judged by its neighbours."""
    near = (i for i in (*_outward(case, j),) if i is not None)
    first = next(near, None)
    return case.expected_block(first).home if first is not None else ""


def _outward(case: Comparison, j: int) -> Iterable[int | None]:
    for step in range(1, 12):
        for place in (j - step, j + step):
            if 0 <= place < len(case.found):
                yield case.alignment.to_expected[place]
