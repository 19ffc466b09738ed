"""The text of a Word file as units, with its tracked changes and the ranges of its comments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from report.merge.atoms import Unit
from report.merge.table_grids import Grid


@dataclass(frozen=True)
class Revision:
    """A tracked change: an insertion or deletion with its author and date."""

    kind: str
    author: str
    date: str
    text: str = ""

    @property
    def removes(self) -> bool:
        """Whether the change removes text."""
        return "deleted" in self.kind


class AcceptedChange(NamedTuple):
    """An accepted tracked change, with the letters of its unit that it covers; a deletion covers none."""

    start: int
    end: int
    revision: Revision


Choice = Callable[[Revision], bool]


@dataclass(frozen=True)
class WordText:
    """The units of a Word file, its tracked changes, and where comments begin and end.

    `commented` has, for each comment's id, the text that it is on and the index of the unit in which it starts.
    `marks` has the accepted tracked changes of each unit, and `tables` the cells of each table.
    """

    units: tuple[Unit, ...]
    revisions: tuple[Revision, ...] = ()
    commented: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    marks: Mapping[int, Sequence[AcceptedChange]] = field(default_factory=dict)
    tables: Sequence[Grid] = ()
