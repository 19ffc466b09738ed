"""Rows of words on a page, and what they may be in a table: numbers, heads, labels, or the rest of a cell above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from report.text.reading.pdf_columns import WordRun, segments
from report.text.reading.pdf_words import Word

#: Heads that number models instead of naming them: `(1)`, `(2)`.
_MODEL = re.compile(r"\((\d{1,2})\)")
#: Heads that number the variables of a correlation matrix: `1`, `2.`; at least so many, from 1.
_VARIABLE, _FEWEST = re.compile(r"(\d{1,2})\.?"), 3
#: The beginning of a line that continues a label.
_CONTINUED = re.compile(r"[a-z(&/]")
#: The most words of a line of a label, and how far it may reach over the first number, in points.
_WORDS, _REACH = 8, 2.0


@dataclass(frozen=True, slots=True)
class PdfRow:
    """The segments of a row, the height of its baseline, and its font size."""

    segments: tuple[WordRun, ...]
    height: float
    size: float

    @property
    def numbers(self) -> tuple[WordRun, ...]:
        """The segments that are numbers."""
        return tuple(each for each in self.segments if each.is_numeric)

    @property
    def is_body(self) -> bool:
        """Whether at least two segments are numbers, and at least half of all, and do not count models."""
        numbers = len(self.numbers)
        return numbers >= 2 and 2 * numbers >= len(self.segments) and not self.counts_models

    @property
    def is_below(self) -> bool:
        """Whether it has numbers in brackets alone, as standard errors below estimates are."""
        return all(
            each.is_numeric and each.text[0] in "([" and each.text[-1] in ")]*" for each in self.segments
        )

    @property
    def is_head(self) -> bool:
        """Whether several words without a number stand beside each other, or the numbers of models."""
        return self.counts_models or (len(self.segments) > 2 and not self.numbers)

    @property
    def counts_models(self) -> bool:
        """Whether its numbers are those of models: `(1)`, `(2)`, `(3)`; or of variables: `1`, `2`, `3`."""
        models, variables = self._counted(_MODEL), self._counted(_VARIABLE)
        return len(models) > 1 or (len(variables) >= _FEWEST and variables[0] == 1)

    def _counted(self, pattern: re.Pattern[str]) -> list[int]:
        """The numbers of the heads of a pattern, if all are and follow each other."""
        found = [pattern.fullmatch(each.text) for each in self.numbers]
        counted = [int(each[1]) for each in found if each]
        is_all = 0 < len(counted) == len(found)
        return counted if is_all and counted == list(range(counted[0], counted[0] + len(counted))) else []

    def is_label(self, edge: float) -> bool:
        """Whether it is a line of a label: a few words that end before the first column of numbers."""
        words = sum(len(each.words) for each in self.segments)
        return not self.numbers and words <= _WORDS and self.segments[-1].right <= edge + _REACH

    def label_beside_brackets(self, edge: float) -> PdfRow | None:
        """The words of a row that continues a label beside numbers in brackets, which belong to the row above."""
        words = tuple(each for each in self.segments if not each.is_numeric)
        numbers = PdfRow(self.numbers, self.height, self.size)
        if not words or not self.numbers or not numbers.is_below or not _CONTINUED.match(words[0].text):
            return None
        line = PdfRow(words, self.height, self.size)
        return line if line.is_label(edge) else None


def row_of(found: Sequence[Word]) -> PdfRow:
    """The row that words on one line form."""
    size = max(word.size for word in found)
    return PdfRow(tuple(segments(found)), max(found, key=lambda word: word.size).baseline, size)
