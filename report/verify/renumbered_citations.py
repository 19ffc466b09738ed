"""Citations by number in a paper that cites by number: all works may be renumbered, but not just one citation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from report.verify.comparison import Comparison
from report.verify.renumbering import not_renumbered

_WORK = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class RenumberedCitations:
    """The works that a copy cites in place of those that the paper cites."""

    case: Comparison

    @cached_property
    def wrong(self) -> Set[int]:
        """The found numbers that cite another work: where the list was renumbered, every citation of a work follows."""
        return not_renumbered(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str, int, int]]:
        """The works that the paper cites by number, each with the number at its place; all have the same weight."""
        for i, token in enumerate(self.case.expected):
            j = self.case.alignment.to_found[i]
            if j is not None and token.exempt == "citation" and _WORK.fullmatch(token.key):
                yield token.key, self.case.found[j].key, j, 1
