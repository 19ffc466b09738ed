"""Records which token of a copy corresponds to which expected token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from report.text.tokens import SPELLED, Token


@dataclass
class Alignment:
    """The index of the found token at the place of each expected token, and the reverse."""

    expected: Sequence[Token]
    found: Sequence[Token]
    to_found: list[int | None] = field(default_factory=list)
    to_expected: list[int | None] = field(default_factory=list)
    moved: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.to_found = [None] * len(self.expected)
        self.to_expected = [None] * len(self.found)

    def join(self, i: int, j: int) -> None:
        """Pair an expected token with a found one, unless either already has a partner."""
        if self.to_found[i] is None and self.to_expected[j] is None:
            self.to_found[i], self.to_expected[j] = j, i

    def part(self, i: int) -> None:
        """Separate an expected token from its partner."""
        j = self.to_found[i]
        if j is not None:
            self.to_found[i] = self.to_expected[j] = None
            self.moved.discard(i)

    @cached_property
    def _same(self) -> int:
        return sum(
            j is not None and self.expected[i].key == self.found[j].key for i, j in enumerate(self.to_found)
        )

    @property
    def share(self) -> float:
        """The proportion of the shorter side's tokens that have an equal partner on the other side."""
        return self._same / max(1, min(len(self.expected), len(self.found)))

    @property
    def similarity(self) -> float:
        """The proportion of equal pairs among all distinct positions of both sides."""
        return self._same / max(1, len(self.expected) + len(self.found) - self._same)


def key(token: Token, masked: bool = False) -> str:
    """The key that makes two tokens equal: a bound count is digits, the same count in a copy may be a word."""
    if token.kind == SPELLED:
        return "#" if masked else str(token.spelled)
    return token.mask if masked else token.key
