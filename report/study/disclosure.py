"""Small counts are withheld where they are computed, so that no later step can print or reveal them.

With `[tool.report] minimum-count` each product's rows pass here before anything else sees them. A count of people is
a row of format `count` whose symbol is *n*. Withheld are counts below the minimum, counts that leave fewer than
the minimum to the rest of their `n`, percentages of an `n` that reveal the same, statistics of fewer people than the
minimum, and one more member of each sum in which a single count is hidden (complementary suppression; Willenborg
& de Waal, 2001, chapter 3). Constants of the protocol are not counts of participants and are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from math import ceil, floor
from typing import Any

from report.rows.errors import Fault, StudyError
from report.rows.format_registry import is_share
from report.rows.number_formats import NO_BREAK
from report.rows.stat import Row, Stat
from report.study.setting_values import wrong_minimum

USUAL_MINIMUM = 5
_COUNTS = ("count", "large_count")
_FEW = "fewer than {} people: not shown"
_TELLING = "not shown, because it would reveal a count below {}"


def minimum_count(settings: Mapping[str, Any]) -> int:
    """The setting `minimum-count`: a number, or true for the usual 5; 0 withholds nothing."""
    minimum = settings.get("minimum-count", False)
    for what, remedy in wrong_minimum(minimum):
        raise StudyError(Fault("pyproject.toml", f"[tool.report] {what}", remedy))
    if isinstance(minimum, bool):
        return USUAL_MINIMUM if minimum else 0
    return int(minimum)


def withheld(rows: Sequence[Row], minimum: int) -> list[Row]:
    """The same rows, with counts of fewer people than `minimum`, and all rows that reveal one, withheld."""
    if minimum < 1:
        return list(rows)
    people = {row.id: number for row in rows if (number := _people(row)) is not None}
    stats = {row.id: row for row in rows if isinstance(row, Stat)}
    hidden = {id for id, number in people.items() if _reveals(number, stats[id].n, minimum)}
    counts = {id: number for id, number in people.items() if stats[id].format in _COUNTS}
    _hide_complements(hidden, counts, [*_partitions(counts, stats), *_totals(counts, stats)])
    hidden |= {id for id in people if id not in counts and _follows(id, hidden, counts, people, stats)}
    return [_shown(row, people.get(row.id), row.id in hidden, minimum) for row in rows]


def _people(row: Row) -> int | None:
    """How many people a row counts, directly or as a percentage of its n."""
    if not isinstance(row, Stat) or not isinstance(row.value, int | float):
        return None
    if row.format in _COUNTS:
        return int(row.value) if row.symbol.strip("*_").lower() == "n" else None
    if is_share(row.format) and row.n:
        number = row.value * row.n
        return round(number) if abs(number - round(number)) < 1e-6 else None
    return None


def _follows(
    id: str, hidden: set[str], counts: Mapping[str, int], people: Mapping[str, int], stats: Mapping[str, Stat]
) -> bool:
    """Whether a percentage reveals a hidden count: its sibling, or, without a sibling, an equal count."""
    alike = [each for each in counts if (stats[each].n, counts[each]) == (stats[id].n, people[id])]
    beside = [each for each in alike if _parent(each) == _parent(id)]
    return any(each in hidden for each in beside or alike)


def _reveals(number: int, n: int | None, minimum: int) -> bool:
    return number < minimum or (n is not None and 0 < n - number < minimum)


def _partitions(counts: Mapping[str, int], stats: Mapping[str, Stat]) -> Iterator[tuple[str, ...]]:
    """Runs of consecutive counts that add up to their common n."""
    ids = [id for id in counts if stats[id].n is not None]
    for start in range(len(ids)):
        total, n = 0, stats[ids[start]].n or 0
        for end in range(start, len(ids)):
            total += counts[ids[end]]
            if stats[ids[end]].n != n or total > n:
                break
            if total == n and end > start:
                yield tuple(ids[start : end + 1])


def _totals(counts: Mapping[str, int], stats: Mapping[str, Stat]) -> Iterator[tuple[str, ...]]:
    """Totals with their parts: two counts of the same parent, or the same name in all groups."""
    free = [id for id in counts if stats[id].n is None]
    for first, second in combinations(free, 2):
        for total in free:
            alike = {_parent(first), _parent(second)} == {_parent(total)}
            if total not in (first, second) and alike and counts[first] + counts[second] == counts[total]:
                yield total, first, second
    for total in free:
        groups: dict[str, list[str]] = {}
        for id in free:
            if id != total and _parent(_parent(id)) == _parent(total):
                groups.setdefault(id.rpartition(".")[2], []).append(id)
        for parts in groups.values():
            if len(parts) > 1 and sum(counts[id] for id in parts) == counts[total]:
                yield total, *parts


def _parent(id: str) -> str:
    return id.rpartition(".")[0]


def _hide_complements(hidden: set[str], counts: Mapping[str, int], sums: Sequence[tuple[str, ...]]) -> None:
    """Hide one more member of each sum that reveals a count: the one in the fewest sums, then the smallest."""
    in_sums = {id: sum(id in each for each in sums) for id in counts}
    while single := next((each for each in sums if sum(id in hidden for id in each) == 1), None):
        shown = [id for id in single if id not in hidden]
        hidden.add(min(shown, key=lambda id: (in_sums[id], counts[id], id)))


def _shown(row: Row, number: int | None, hides: bool, minimum: int) -> Row:
    if not isinstance(row, Stat):
        return row
    if row.n is not None and row.n < minimum:
        return replace(row, value=None, n=None, warnings=(*row.warnings, _FEW.format(minimum)))
    if not hides or number is None:
        return row
    few = number < minimum
    bound = _bound(row, few, minimum)
    why = (_FEW if few else _TELLING).format(minimum)
    return replace(row, value=bound, warnings=(*row.warnings, why))


def _bound(row: Stat, few: bool, minimum: int) -> str:
    """The text printed instead: "< 5" or "≥ 5", as a percentage if the row is one."""
    limit = minimum
    if is_share(row.format) and row.n:
        limit = ceil(100 * minimum / row.n) if few else floor(100 * minimum / row.n)
    return f"{'<' if few else '≥'}{NO_BREAK}{limit}"
