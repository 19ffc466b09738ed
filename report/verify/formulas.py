"""Recognises the numbers of formulas that a program sets in another way: indices apart, or TeX behind the formula."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from report.text.tokens import NAME, NUMBER, RELATION, STARS, Token
from report.verify.comparison import Comparison

FORMULA = "formula"
_SET_APART = (NUMBER, NAME, RELATION, STARS)
#: Marks that print behind a formula, such as the number of an equation.
_BESIDE = (FORMULA, "mark")
#: A command, an index or an exponent of TeX, and how far from a number it may be.
_TEX = re.compile(r"\\[A-Za-z]+|[\w})][_^][\w{]")
_NEAR = 40
_COMMAND = re.compile(r"\\?[A-Za-z]{2,}")
#: The fewest signs of formulas in a block of a page that has nothing else.
_SIGNS = 3
#: The expected tokens before and after an added one.
Gap = tuple[int, int]


@dataclass
class Letters:
    """The letters of formulas, which are taken in their order."""

    text: str
    at: int = 0

    @cached_property
    def signs(self) -> frozenset[str]:
        """All letters and signs, without spaces."""
        return frozenset(self.text) - {" ", "\u00a0"}

    def take(self, token: str) -> bool:
        """Take the letters of a token, unless some are used up; names of commands are ignored."""
        letters = [each for each in _COMMAND.sub("", token) if not each.isspace() and each not in "_^{}\\"]
        end = self.at
        for letter in letters:
            end = self.text.find(letter, end) + 1
            if not end:
                return False
        self.at = end if letters else self.at
        return bool(letters)


@dataclass(frozen=True)
class Formulas:
    """The tokens of a copy that stand for a formula of the paper, in its letters and their order."""

    case: Comparison

    def covers(self, j: int) -> bool:
        """Whether a found token is part of a formula."""
        return j in self._covered

    @cached_property
    def _covered(self) -> set[int]:
        formulas = self._formulas
        if not formulas:
            return set()
        left: dict[Gap, Letters] = {}
        source: dict[Gap, Letters] = {}
        anywhere = self._letters(filter(self._is_lost, formulas))
        covered = set()
        for j, gap in self._gaps():
            text = self.case.found[j].text
            if gap not in left:
                within = self._within(gap)
                left[gap] = self._letters(i for i in within if self._is_lost(i))
                source[gap] = self._letters(within)
            here = self._has_signs(j, left[gap]) and left[gap].take(text)
            tex = not here and self._is_tex(j) and source[gap].take(text)
            if here or tex or (self._is_apart(j) and anywhere.take(text)):
                covered.add(j)
        return covered

    @cached_property
    def _formulas(self) -> list[int]:
        """The tokens of all formulas, with the marks directly behind them."""
        kinds = [token.exempt for token in self.case.expected]
        before = ["", *kinds]
        return [i for i, kind in enumerate(kinds) if FORMULA in (kind, before[i]) and kind in _BESIDE]

    def _gaps(self) -> Iterator[tuple[int, Gap]]:
        """The tokens that may belong to formulas, each with the expected tokens nearest to it on both sides."""
        partners = [self._partner(j) for j in range(len(self.case.found))]
        after = [len(self.case.expected)] * (len(partners) + 1)
        for j in range(len(partners) - 1, -1, -1):
            after[j] = after[j + 1] if partners[j] is None else partners[j]  # type: ignore[assignment]
        before = -1
        for j, token in enumerate(self.case.found):
            before = before if (i := partners[j]) is None else i
            if i is None and token.kind in _SET_APART:
                yield j, (before, after[j])

    def _partner(self, j: int) -> int | None:
        """The expected token that a found one repeats in its place."""
        i = self.case.alignment.to_expected[j]
        if i is None or i in self.case.alignment.moved:
            return None
        same = self.case.expected[i].key == self.case.found[j].key
        return i if same or self.case.expected[i].exempt not in _BESIDE else None

    def _is_lost(self, i: int) -> bool:
        """Whether the copy does not repeat an expected token in its place."""
        j = self.case.alignment.to_found[i]
        return j is None or self._partner(j) is None

    def _within(self, gap: Gap) -> list[int]:
        """The tokens of formulas, and of marks beside them, in a gap and in the formulas that it touches."""
        expected = self.case.expected
        first, last = gap
        while first >= 0 and expected[first].exempt in _BESIDE:
            first -= 1
        while last < len(expected) and expected[last].exempt in _BESIDE:
            last += 1
        found = [i for i in range(first + 1, last) if expected[i].exempt in _BESIDE]
        return found if any(expected[i].exempt == FORMULA for i in found) else []

    def _letters(self, places: Iterable[int]) -> Letters:
        return Letters("".join(map(self._around, places)))

    def _around(self, i: int) -> str:
        """The text of an expected token, with the signs before the next one."""
        token, following = self.case.expected[i], self.case.expected[i + 1 : i + 2]
        text = self.case.expected_block(i).text
        end = following[0].start if following and following[0].block == token.block else len(text)
        inside = self.case.expected[i].anchor
        return text[token.start : min(end, inside.end if inside else end)]

    def _has_signs(self, j: int, left: Letters) -> bool:
        """Whether letters or signs of the formula are near a number, which a drawn formula does not have."""
        return any(not letter.isdigit() and letter in left.signs for letter in self._near(self.case.found[j]))

    def _is_apart(self, j: int) -> bool:
        """Whether a page sets signs of formulas alone in a block, as printers do behind the text."""
        block = self.case.found_block(j)
        signs = sum(not letter.isalnum() and not letter.isspace() for letter in block.text)
        return block.kind == "page" and signs >= _SIGNS and self._is_alone[self.case.found[j].block]

    @cached_property
    def _is_alone(self) -> dict[int, bool]:
        """Whether no token of a block has a partner, and none is a word."""
        alone: dict[int, bool] = {}
        for j, token in enumerate(self.case.found):
            single = token.kind in _SET_APART or len(token.text) == 1
            free = single and self.case.alignment.to_expected[j] is None
            alone[token.block] = alone.get(token.block, True) and free
        return alone

    def _is_tex(self, j: int) -> bool:
        return _TEX.search(self._near(self.case.found[j])) is not None

    def _near(self, token: Token) -> str:
        """The text around a token."""
        text = self.case.found_blocks[token.block].text
        return text[max(0, token.start - _NEAR) : token.end + _NEAR]
