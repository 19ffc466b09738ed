"""One estimate: the quantities that describe it, by symbol, and its place in a sentence or a table row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from report.audit.checks import Place
from report.audit.papers import Paper
from report.audit.passages import sentence_around
from report.audit.quantities import SymbolQuantity

#: The characters on either side of an estimate whose words describe it.
_AROUND = 300


@dataclass(frozen=True)
class ReportedEstimate:
    """The quantities of one estimate by symbol, and their place."""

    quantities: Mapping[str, SymbolQuantity]
    place: Place
    text: str

    def __getitem__(self, symbol: str) -> SymbolQuantity:
        return self.quantities[symbol]

    def has(self, *symbols: str) -> bool:
        """Whether all symbols are given, with an equals sign where they have a number."""
        return all(symbol in self.quantities and self[symbol].number.relation == "=" for symbol in symbols)

    @property
    def has_f(self) -> bool:
        """Whether an F with both degrees of freedom is given."""
        return self.has("F") and len(self["F"].df) == 2 and all(each.value > 0 for each in self["F"].df)

    @property
    def cases(self) -> int:
        """The number of cases that is given with the estimate; 0 if there is none."""
        size = next((self[symbol].number for symbol in ("n", "N") if self.has(symbol)), None)
        return int(size.value) if size and size.unit == 1 else 0

    def words_in(self, paper: Paper) -> str:
        """The sentence of the estimate, or the label of its row."""
        passage = paper.passages[self.place.passage]
        if passage.block.cell is not None:
            return passage.block.row
        first, last = sentence_around(passage.text, self.place.start)
        return passage.text[first:last]

    def words_near(self, paper: Paper) -> str:
        """The words of its sentence within a few hundred characters, or the label of its row."""
        passage = paper.passages[self.place.passage]
        if passage.block.cell is not None:
            return passage.block.row
        first, last = sentence_around(passage.text, self.place.start)
        return passage.text[max(first, self.place.start - _AROUND) : min(last, self.place.end + _AROUND)]
