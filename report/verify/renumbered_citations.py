"""Citations by number in a paper that cites by number: all works may be renumbered, but not one citation alone."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from report.verify.comparison import Comparison

_WORK = re.compile(r"\d{1,3}")


@dataclass(frozen=True)
class RenumberedCitations:
    """The works that a copy cites in place of those that the paper cites."""

    case: Comparison

    @cached_property
    def wrong(self) -> Set[int]:
        """The found numbers that cite another work: where the list was renumbered, every citation of a work follows."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for work, cited, j in self._pairs():
            places[work, cited].append(j)
        counts = Counter({pair: len(each) for pair, each in places.items()})
        by_work, by_cited = (_commonest(counts, side) for side in (0, 1))
        return {
            j
            for pair, each in places.items()
            for j in each
            if pair[0] != pair[1] and not by_work[pair[0]] == pair == by_cited[pair[1]]
        }

    def _pairs(self) -> Iterator[tuple[str, str, int]]:
        """The works that the paper cites by number, each with the number in its place and where that is."""
        for i, token in enumerate(self.case.expected):
            j = self.case.alignment.to_found[i]
            if j is not None and token.exempt == "citation" and _WORK.fullmatch(token.key):
                yield token.key, self.case.found[j].key, j


def _commonest(counts: Counter[tuple[str, str]], side: int) -> dict[str, tuple[str, str]]:
    """For each number on one side, the commonest pair with it; an unchanged number comes before others."""
    best: dict[str, tuple[str, str]] = {}
    for pair in sorted(counts, key=lambda each: (counts[each], each[0] == each[1])):
        best[pair[side]] = pair
    return best
