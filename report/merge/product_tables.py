"""Tables made by products: a template has only their tags, so their rows and columns change in the code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace

from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.hunks import Hunk, refused
from report.merge.pipe_tables import line_at
from report.merge.source_spans import Refusal
from report.merge.table_grids import Grid
from report.merge.word_text import WordText


def is_product(unit: Unit, base: Base) -> bool:
    """Whether a tag prints the table of a cell, so that its line in the template is not a row."""
    source = base.templates.get(unit.file, "")
    start, end = line_at(source, unit.start)
    return unit.kind == "cell" and bool(unit.file) and not source[start:end].lstrip().startswith("|")


def of_product(unit: Unit, what: str) -> Refusal:
    """Why a change of a product's table is not made in a template."""
    return Refusal(
        f"{what} the table that the product of {unit.home} makes",
        "edit the product",
        home=unit.home,
        reshapes=True,
    )


@dataclass
class _Columns:
    """The cells of the columns of one table that only the copy, or only the build, has."""

    home: str
    added: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


class ProductTables:
    """The columns that a copy adds to the tables of products, or removes from them."""

    def __init__(self, base: Base, copy: WordText, partners: Mapping[int, int], gone: Container[int]):
        self.base, self.old, self.new, self.partners, self.gone = base, base.units, copy.units, partners, gone
        self.changed = [each for grid in copy.tables if (each := self._changed(grid)) is not None]

    def _changed(self, grid: Grid) -> _Columns | None:
        known = [self.old[self.partners[k]] for k in grid.units if k in self.partners]
        if not known or not grid.width or not all(is_product(unit, self.base) for unit in known):
            return None
        found = _Columns(known[0].home)
        levels = {unit.level for unit in known}
        lines: dict[int, list[int]] = defaultdict(list)
        for i, unit in enumerate(self.old):
            if unit.kind == "cell" and unit.home == found.home:
                lines[unit.level].append(i)
        kept = [cells for cells in grid.rows if any(k in self.partners for cell in cells for k in cell.units)]
        for column in range(grid.width):
            places = [
                k
                for cells in kept
                for cell in cells
                if cell.column == column and cell.span == 1
                for k in cell.units
            ]
            if places and not any(k in self.partners for k in places):
                found.added += places
        widest = max(map(len, lines.values()))
        if grid.width - bool(found.added) < widest:
            found.removed = [i for level in levels for i in lines[level] if i in self.gone]
        return found if found.added or found.removed else None

    def _of(self, old: int, new: int) -> _Columns | None:
        return next((each for each in self.changed if old in each.removed or new in each.added), None)

    def has_column(self, old: int = -1, new: int = -1) -> bool:
        """Whether a cell of the build or of the copy belongs to such a column."""
        return self._of(old, new) is not None

    def hunk_of(self, old: int = -1, new: int = -1) -> Iterator[Hunk]:
        """The hunk of all such columns of a table, at the first of its cells."""
        found = self._of(old, new)
        if found is None or (found.added[:1] or found.removed[:1]) != [new if found.added else old]:
            return
        unit = next(each for each in self.old if each.home == found.home and each.kind == "cell")
        removed, added = (
            [units[i].text for i in places]
            for units, places in ((self.old, found.removed), (self.new, found.added))
        )
        verbs = [name for name, cells in (("inserted", added), ("deleted", removed)) if cells]
        before, after = (" | ".join(cells) for cells in (removed, added))
        hunk = Hunk(f"{' and '.join(verbs)} column", before, after, unit.file, unit.start)
        hunk = replace(hunk, unit=found.added[0] if added else -1, row=tuple(found.added[1:]))
        yield refused(hunk, of_product(unit, "changes the columns of"), after)
