"""Table heads that a copy repeats on a new page, whose numbers are those of the head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from report.verify.comparison import Comparison

#: No table head has more words than this.
_WIDEST = 80


@dataclass(frozen=True)
class RepeatedHeads:
    """The table heads of the paper, as a copy may print them again between its pages."""

    case: Comparison

    def covers(self, j: int) -> bool:
        """Whether an added token is part of a repeated head."""
        first, last = self.case.added_run(j)
        if self.case.found_block(j).kind != "page" or not 0 < last - first < _WIDEST:
            return False
        keys = " ".join(token.key for token in self.case.found[first : last + 1])
        return f" {keys} " in self._heads

    @cached_property
    def _heads(self) -> str:
        """The words of all table heads, in order."""
        case = self.case
        heads = {
            i for i, block in enumerate(case.expected_blocks) if block.cell and block.text == block.column
        }
        return f" {' '.join(token.key for token in case.expected if token.block in heads)} "
