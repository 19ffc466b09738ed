"""Unambiguous names for the places of findings: table rows with their group, footnotes by number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from report.text.blocks import Block
from report.verify.findings import Where


@dataclass(frozen=True)
class Places:
    """The groups and footnotes of a document's blocks."""

    blocks: Sequence[Block]

    @cached_property
    def _groups(self) -> dict[tuple[int, int], str]:
        """The group of each table row: the nearest row above it that has only a head."""
        rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
        for block in self.blocks:
            if block.cell is not None:
                rows[block.cell[:2]].append(block)
        groups: dict[tuple[int, int], str] = {}
        table, group = -1, ""
        for (number, row), cells in sorted(rows.items(), key=lambda each: each[0]):
            if number != table:
                table, group = number, ""
            alone = len(cells) == 1 and cells[0].cell is not None and cells[0].cell[2] == 0 and row > 0
            group = cells[0].text if alone else group
            groups[number, row] = "" if alone else group
        return groups

    @cached_property
    def _notes(self) -> dict[int, int]:
        notes = [block for block in self.blocks if block.kind == "footnote"]
        return {id(block): number for number, block in enumerate(notes, start=1)}

    def named(self, place: Where, block: Block) -> Where:
        """Add the group of its row, or the number of its footnote, to a place."""
        if block.kind == "footnote" and (number := self._notes.get(id(block))):
            return replace(place, section="", block=f"footnote {number}")
        group = self._groups.get(block.cell[:2], "") if block.cell is not None else ""
        return replace(place, row=f"{place.row} ({group})") if group and place.row != group else place
