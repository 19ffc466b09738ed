"""References to tables, figures, equations and notes: all may be renumbered, but not just one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cached_property

from report.verify.comparison import Comparison
from report.verify.renumbering import not_renumbered

#: The number of a table, figure or note.
_LABEL = re.compile(r"[A-Z]?\d+(?:\.\d+)*")
#: The word before a number, across other numbers: `Tables 2 and 3`.
_WORD = re.compile(
    r"([A-Z][a-z]+?)s?\.?[\s\u00a0](?:[A-Z]?\d+[a-z]?(?:,|[\s\u00a0]and|\u2013|-)[\s\u00a0]?)*\Z"
)
#: A caption outweighs all references to it.
_CAPTION = 1000
Label = tuple[str, str]


@dataclass(frozen=True)
class RenumberedReferences:
    """The labels that a copy refers to in place of those that the paper refers to."""

    case: Comparison

    @cached_property
    def wrong(self) -> Set[int]:
        """The found numbers that refer to something else: where a label was renumbered, all references follow."""
        return not_renumbered(self._pairs()) | self._other_parts

    def _pairs(self) -> Iterator[tuple[Label, Label, int, int]]:
        """Each label of the paper with the label at its place in the copy, and the weight of the pair."""
        for i, token in enumerate(self.case.expected):
            j = self.case.alignment.to_found[i]
            kind = self._kind(i) if j is not None else ""
            if j is None or not kind:
                continue
            ours, theirs = token.key, self.case.found[j].key
            if _LABEL.fullmatch(ours) and _LABEL.fullmatch(theirs):
                caption = self.case.expected_block(i).kind == "caption"
                yield (kind, ours), (kind, theirs), j, _CAPTION if caption else 1

    @cached_property
    def _other_parts(self) -> Set[int]:
        """The found numbers that refer to another part of the same figure, `2b` for `2a`."""
        pairs = (
            (i, j) for i, j in enumerate(self.case.alignment.to_found) if j is not None and self._kind(i)
        )
        return {j for i, j in pairs if self.case.expected[i].tail != self.case.found[j].tail}

    def _kind(self, i: int) -> str:
        """What an expected token refers to: `mark` for notes, the word before it for a cross-reference."""
        token = self.case.expected[i]
        known = token.exempt or self.case.convention(token, self.case.expected_blocks)
        if known == "mark":
            return known
        if known != "cross-reference":
            return ""
        word = _WORD.search(self.case.expected_block(i).text[: token.start])
        return word[1].replace("Figure", "Fig") if word else known
