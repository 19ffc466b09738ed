"""Plans a merge: pairs the units of a build and of a copy, and turns each difference into a hunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report.merge.alignment import Pair, pairs
from report.merge.base import Base
from report.merge.hunks import Hunk, Plan, named
from report.merge.moved_text import lost_texts
from report.merge.new_footnotes import NewFootnotes
from report.merge.table_columns import by_place, changed_tables
from report.merge.unit_edits import UnitEdits
from report.merge.whole_units import WholeUnits
from report.merge.word_text import WordText

#: A copy without this many units at its start or end, or this share, contains only a part of the document.
_PART, _SHARE = 6, 0.15


def planned(base: Base, copy: WordText) -> Plan:
    """The hunks of a copy in its order."""
    found = pairs(base.units, copy.units)
    tables = changed_tables(found, base, copy)
    found = by_place(found, tables, base)
    absent = _absent(found)
    notes = NewFootnotes(base.templates, base.units, copy.units, found)
    lost = lost_texts(base.units, copy.units, found)
    edits = UnitEdits(base, copy, notes, found, lost)
    whole = WholeUnits(base, copy, notes, found, tables, lost)
    hunks = [hunk for place in range(len(found)) for hunk in _hunks(found, place, absent, edits, whole)]
    return Plan(tuple(named(hunks)), len(absent), dict(whole.tables.printed_labels()))


def _absent(found: Sequence[Pair]) -> frozenset[int]:
    """The units at the start or the end of the document that a copy of a part of it does not contain."""
    gone = [not pair.new for pair in sorted(found, key=lambda pair: pair.old[:1] or (-1,)) if pair.old]
    head = next((i for i, each in enumerate(gone) if not each), len(gone))
    tail = next((i for i, each in enumerate(reversed(gone)) if not each), len(gone))
    limit = max(_PART, int(_SHARE * len(gone)))
    start = range(head) if head >= limit else range(0)
    end = range(len(gone) - tail, len(gone)) if tail >= limit else range(0)
    return frozenset([*start, *end])


def _hunks(
    found: Sequence[Pair], place: int, absent: frozenset[int], edits: UnitEdits, whole: WholeUnits
) -> Iterator[Hunk]:
    pair = found[place]
    if not pair.new:
        for i in pair.old:
            yield from whole.deleted(i) if i not in absent else ()
    elif not pair.old:
        yield from whole.inserted(place)
    elif pair.moved:
        yield from whole.moved(place)
    else:
        yield from edits.of(pair)
