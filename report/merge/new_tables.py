"""Tables that a copy adds, as pipe tables of a template with their captions and notes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.merge.atoms import Unit
from report.merge.base import Base
from report.merge.markdown_writer import WritingStyle, in_style, joined, markdown, paragraph, typed_pieces
from report.merge.new_footnotes import NewFootnotes
from report.merge.pipe_tables import table_of
from report.merge.refusals import added_formula
from report.merge.regions import letters_of
from report.merge.source_spans import Refusal
from report.merge.table_grids import Grid, GridCell
from report.merge.table_lines import cell_text
from report.merge.word_text import WordText

#: The label of a caption with the mark or the space after it.
_CAPTION = re.compile(r"([^\W\d]+[ \u00a0][A-Z]?\d+)(?:[.:]\s*|\s+)(?=\S)")
_NOTE = re.compile(r"(?:Notes?|Anmerkung(?:en)?|Remarques?|Notas?)\b")
_WORDS = 3


@dataclass(frozen=True)
class NewTable:
    """A table that only the copy has; `caption` and `note` are the units next to it, or -1."""

    grid: Grid
    label: str = ""
    caption: int = -1
    note: int = -1

    @property
    def units(self) -> tuple[int, ...]:
        """All units in the order of the text."""
        return tuple(sorted(each for each in (self.caption, *self.grid.units, self.note) if each >= 0))


class NewTables:
    """The new tables of a copy by their units, each with the label that it gets in the template."""

    def __init__(self, base: Base, copy: WordText, notes: NewFootnotes, partners: Container[int]):
        self.new, self.notes = copy.units, notes
        self.taken = {unit.home for unit in base.units}
        self.words = {
            found[1].split()[0] for unit in base.units if (found := _label(unit)) and "tbl-" in unit.home
        }
        grids = (each for each in copy.tables if each.units and not any(k in partners for k in each.units))
        self.found = [self._with_texts(grid, partners) for grid in grids]
        self.by_unit: Mapping[int, NewTable] = {k: table for table in self.found for k in table.units}

    def _with_texts(self, grid: Grid, partners: Container[int]) -> NewTable:
        """A table with the new caption above or below it, and the new note below it."""
        free = [k for k in range(len(self.new)) if k not in partners and self.new[k].kind != "cell"]
        above, below = grid.units[0] - 1, grid.units[-1] + 1
        caption = next(
            (k for k in (above, below, below + 1) if k in free and self._is_caption(self.new[k])), -1
        )
        places = (k for k in (below, below + 1) if k in free and k != caption)
        note = next((k for k in places if self.new[k].kind == "note" or _NOTE.match(self.new[k].text)), -1)
        return NewTable(grid, self._name(self.new[caption]) if caption >= 0 else "", caption, note)

    def _is_caption(self, unit: Unit) -> bool:
        label = _CAPTION.match(unit.text)
        return label is not None and (
            unit.kind == "caption" or label[1].split()[0] in (self.words or {"Table"})
        )

    def _name(self, caption: Unit) -> str:
        """A new label of a few words of a caption."""
        text = unicodedata.normalize("NFKD", _CAPTION.sub("", caption.text, count=1).casefold())
        bare = "".join(letter for letter in text if not unicodedata.combining(letter))
        words = re.findall(r"[a-z]{3,}", bare)[:_WORDS] or ["new"]
        stem = f"tbl-{'-'.join(words)}"
        name = next(
            each for n in range(1, 999) if (each := f"{stem}-{n}" if n > 1 else stem) not in self.taken
        )
        self.taken.add(name)
        return name

    def printed_labels(self) -> Iterator[tuple[str, str]]:
        """What the captions of new tables call them, with their labels."""
        for table in self.found:
            if table.label and (found := _CAPTION.match(self.new[table.caption].text)):
                yield found[1].replace("\u00a0", " "), table.label

    def text(self, table: NewTable) -> str | Refusal:
        """The Markdown of a table, or the reason why it cannot be written."""
        grid = table.grid
        if not grid.plain or any(len(cell.units) > 1 for cells in grid.rows for cell in cells):
            return Refusal(
                "is a table with merged cells, or with several paragraphs in a cell",
                "divide the cells in the copy and merge again, or write it in the template as a grid table",
            )
        if refused := added_formula(letter for k in table.units for letter in letters_of(self.new[k].atoms)):
            return refused
        body = table_of(
            [[cell_text([self.new[k] for k in cell.units], self.notes) for cell in row] for row in grid.rows]
        )
        note = f"\n\n::: {{.table-note}}\n{self._prose(self.new[table.note])}\n:::" if table.note >= 0 else ""
        if not table.label:
            return f"{body}{note}"
        label = _CAPTION.match(self.new[table.caption].text)
        caption = self._prose(self.new[table.caption], label.end() if label else 0)
        return f"::: {{#{table.label}}}\n{body}{note}\n\n{caption}\n:::"

    def _prose(self, unit: Unit, begun: int = 0) -> str:
        pieces = joined(typed_pieces(letters_of(unit.atoms)[begun:]))
        return paragraph(in_style(markdown(pieces, WritingStyle(), self.notes.name), WritingStyle()))


def _label(unit: Unit) -> re.Match[str] | None:
    return _CAPTION.match(unit.text) if unit.kind == "caption" else None


def shown(table: NewTable, units: Sequence[Unit]) -> str:
    """The text of a table on one line."""
    rows = (" | ".join(_cells(cells, units)) for cells in table.grid.rows)
    texts = [units[table.caption].text] if table.caption >= 0 else []
    texts += [*rows, *([units[table.note].text] if table.note >= 0 else [])]
    return " ¶ ".join(texts)


def _cells(cells: Iterable[GridCell], units: Sequence[Unit]) -> Iterator[str]:
    for cell in cells:
        yield " ".join(units[k].text for k in cell.units)
