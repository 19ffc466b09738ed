"""What changed between two builds: rows with their causes, the most important first, and the texts that changed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

from report.merge.causes import Cause, ExplainedChange
from report.merge.text_changes import TextChange
from report.rows.ledger_diff import Weight
from report.trace.occurrences import Occurrence


@dataclass(frozen=True)
class ChangeLog:
    """All changes between two builds; `places` says where a row is printed first."""

    old: str
    new: str
    rows: tuple[ExplainedChange, ...]
    texts: tuple[TextChange, ...]
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def printed(self) -> tuple[ExplainedChange, ...]:
        """The rows that changed in a way that a reader can see."""
        return tuple(each for each in self.rows if each.change.weight < Weight.SILENT)

    @property
    def unseen(self) -> int:
        """How many of these rows no document prints, if it is known where rows are printed."""
        return sum(each.change.id not in self.places for each in self.printed) if self.places else 0

    @cached_property
    def causes(self) -> dict[Cause, int]:
        """The causes of printed changes, numbered from 1 in the order of their rows."""
        found = dict.fromkeys(cause for each in self.printed for cause in each.causes)
        return {cause: number for number, cause in enumerate(found, 1)}

    @cached_property
    def _of_rows(self) -> dict[str, ExplainedChange]:
        return {each.change.id: each for each in self.printed}

    def numbers(self, *rows: str) -> str:
        """The numbers of the causes of rows, such as `1, 3`."""
        known = (self._of_rows[row] for row in rows if row in self._of_rows)
        return ", ".join(map(str, sorted({self.causes[cause] for each in known for cause in each.causes})))


def in_order(rows: Iterable[ExplainedChange], places: Mapping[str, str]) -> tuple[ExplainedChange, ...]:
    """The rows that documents print, by the weight of their change, then in the order of the text; then the others."""
    order = {id: number for number, id in enumerate(places)}
    last = len(order)

    def key(each: ExplainedChange) -> tuple[bool, int, int]:
        place = order.get(each.change.id, last)
        return place == last, each.change.weight, place

    return tuple(sorted(rows, key=key))


def places_of(*builds: Iterable[Occurrence]) -> dict[str, str]:
    """Where each row is printed first, in the order of the documents; earlier builds in the list come first."""
    found: dict[str, str] = {}
    for each in (each for build in builds for each in build):
        found.setdefault(each.stat, ", ".join(filter(None, (each.document, each.float or each.section))))
    return found


def as_json(log: ChangeLog) -> str:
    """The changes as JSON."""
    rows = [
        {
            **asdict(each.change),
            "kind": each.change.kind,
            "place": log.places.get(each.change.id, ""),
            "causes": [asdict(cause) for cause in each.causes],
        }
        for each in log.rows
    ]
    texts = [
        {
            "document": each.document,
            "kind": each.kind,
            "place": each.place,
            "old": each.old,
            "new": each.new,
            "parts": [list(part) for part in each.parts],
            "rows": list(each.rows),
        }
        for each in log.texts
    ]
    record = {"old": log.old, "new": log.new, "rows": rows, "texts": texts}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
