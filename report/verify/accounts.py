"""Accounts for every number and mark in a copy: by a row, a reason or a convention at its place, or as typed.

The findings on typed numbers and the balance are both derived from these accounts, so they cannot disagree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from report.text.tokens import DASH, NAME, NUMBER, RELATION, SPELLED, STARS, WORD, Token
from report.verify.comparison import Comparison
from report.verify.conventions import Stretches
from report.verify.entry_numbers import EntryNumbers, is_plain
from report.verify.formulas import FORMULA, Formulas
from report.verify.markers import Markers
from report.verify.numbered_citations import NumberedCitations
from report.verify.permitted_additions import (
    Vocabulary,
    allowed,
    authors,
    in_entry,
    is_name,
    is_unknown_work,
    known_works,
    labels,
)
from report.verify.renumbered_citations import RenumberedCitations
from report.verify.renumbered_references import RenumberedReferences
from report.verify.repeated_heads import RepeatedHeads

TYPED = "typed"
#: The paper's own text, whose digits the linter has already allowed.
OWN = "text of the paper"
_REFERENCES = "reference list"
_LARGE = 10
_HYPHENS = re.compile("[-\u2010\u2011]")
_OTHER_NUMBERS = frozenset(
    {"citation", _REFERENCES, "cross-reference", "date", "version", "build", "address"}
)


@dataclass(frozen=True)
class Accounts:
    """The reasons for the numbers and marks in the copy of a comparison."""

    case: Comparison

    @cached_property
    def reasons(self) -> list[str]:
        """The reason for each found token: `typed` if there is none, an empty string for a plain word."""
        return list(map(self._reason, range(len(self.case.found))))

    def _reason(self, j: int) -> str:
        token = self.case.found[j]
        if token.kind == WORD:
            return ""
        i = self.case.alignment.to_expected[j]
        if i is not None and self.case.counts(i):
            anchor = self.case.expected[i].anchor
            return anchor.kind if anchor is not None else ""
        if i is not None and (known := self._in_place(i, j)):
            return known
        if self._markers.covers(j):
            return "mark"
        if self._formulas.covers(j):
            return FORMULA
        return self._added(j, i)

    def _in_place(self, i: int, j: int) -> str:
        """The reason for a token where the paper has the same token, or one of the same kind, at this place."""
        expected, found = self.case.expected[i], self.case.found[j]
        known = expected.exempt or self.case.convention(expected, self.case.expected_blocks)
        if expected.key == found.key and self._same_tail(i, j):
            return known or ("axis" if self.case.is_axis(i) else OWN)
        if known not in _OTHER_NUMBERS and known != "mark":
            return ""
        if known == _REFERENCES:
            printed = self.case.expected_block(i).text
            return known if is_plain(found) or found.text in printed else ""
        if self._refers_to_nothing(known, j):
            return TYPED
        if known == "mark":
            return known if is_plain(found) and 0 < int(found.key) <= self._markers.count("footnote") else ""
        return known if self._convention(j) else ""

    def _refers_to_nothing(self, known: str, j: int) -> bool:
        """Whether a changed citation or reference is of no work, table, figure or note of the paper."""
        if known != "citation":
            return j in self._references.wrong
        text, start = self.case.found_block(j).text, self.case.found[j].start
        return j in self._renumbered.wrong or is_unknown_work(text, start, self.known)

    def _same_tail(self, i: int, j: int) -> bool:
        return not self.changed_tail(i, j)

    def changed_tail(self, i: int, j: int) -> bool:
        """Whether letters or signs were attached to a number (`29k`, `29°`); a unit may lose or gain its space."""
        ours, theirs = self.case.expected[i], self.case.found[j]
        if theirs.kind != NUMBER or ours.kind != NUMBER or ours.tail == theirs.tail:
            return False
        if not theirs.tail:
            return not ours.tail[0].isalpha()
        return not self._is_unit_behind(i, j)

    def _is_unit_behind(self, i: int, j: int) -> bool:
        """Whether a tail is the next word of the paper, which the copy has without the space before it."""
        ours, following = self.case.expected[i], self.case.expected[i + 1 : i + 2]
        if not following or following[0].block != ours.block:
            return False
        apart = self.case.expected_block(i).text[ours.end : following[0].start].strip()
        if apart or self.case.alignment.to_found[i + 1] not in (None, j + 1):
            return False
        return _HYPHENS.split(following[0].key)[0] == self.case.found[j].tail.casefold()

    def _added(self, j: int, i: int | None) -> str:
        """The reason for a token that the paper does not have at this place."""
        token = self.case.found[j]
        if token.kind == SPELLED:
            large = (token.spelled or 0) >= _LARGE or (token.bound and token.bound.kind == "stat")
            return TYPED if large else ""
        if token.kind == DASH:
            return TYPED if self._is_minus(j) else ""
        if token.kind == NAME:
            return self._of_name(j)
        if token.kind in (STARS, RELATION):
            return self._convention(j, only=("address", "build")) or TYPED
        return self._convention(j) or ("head" if self._repeated_heads.covers(j) else TYPED)

    def _is_minus(self, j: int) -> bool:
        """Whether a dash immediately before a number reads as a minus sign."""
        token = self.case.found[j]
        following = self.case.found[j + 1] if j + 1 < len(self.case.found) else None
        if following is None or following.block != token.block or following.kind != NUMBER:
            return False
        before = self.case.found_blocks[token.block].text[: token.start].rstrip()[-1:]
        return following.start - token.end <= 1 and (not before or before in "([=<>≤≥;,")

    def _of_name(self, j: int) -> str:
        token = self.case.found[j]
        before = self.case.found[j - 1] if j else None
        glued = before is not None and before.block == token.block and before.end == token.start
        if not glued and not self._is_word_with_number(token) and is_name(token.text, self.known):
            return "name"
        return self._convention(j) or TYPED

    def _is_word_with_number(self, token: Token) -> bool:
        """Whether a number was attached to a word of the paper, as in `SD29`, which the paper does not have."""
        word = token.text.rstrip("0123456789").casefold()
        return token.key not in self.known.names and word != token.text.casefold() and word in self._words

    @cached_property
    def _words(self) -> set[str]:
        return {token.text.casefold() for token in self.case.expected if token.kind == WORD}

    def _convention(self, j: int, only: tuple[str, ...] = ()) -> str:
        """The convention by which an added number is not a result."""
        token = self.case.found[j]
        name = self._allowed(token.block).name(token.start, token.end)
        if name in ("", "citation") and self._entry_numbers.is_in_references(j):
            name = self._in_entry(j).name(token.start, token.end) or (
                _REFERENCES if self._entry_numbers.explains(j) else ""
            )
        if not name and not only and self._numbered.covers(j):
            name = "citation"
        return name if not only or name in only else ""

    @cached_property
    def _markers(self) -> Markers:
        return Markers(self.case)

    @cached_property
    def _entry_numbers(self) -> EntryNumbers:
        return EntryNumbers(self.case)

    @cached_property
    def _formulas(self) -> Formulas:
        return Formulas(self.case)

    @cached_property
    def _renumbered(self) -> RenumberedCitations:
        return RenumberedCitations(self.case)

    @cached_property
    def _references(self) -> RenumberedReferences:
        return RenumberedReferences(self.case)

    @cached_property
    def _repeated_heads(self) -> RepeatedHeads:
        return RepeatedHeads(self.case)

    @cached_property
    def _numbered(self) -> NumberedCitations:
        return NumberedCitations(self.case)

    @cached_property
    def _stretches(self) -> dict[tuple[int, ...], Stretches]:
        return {}

    def _allowed(self, block: int) -> Stretches:
        if (block,) not in self._stretches:
            found = self.case.found_blocks[block]
            cell = found.cell is not None or found.kind == "figure"
            self._stretches[block,] = Stretches(allowed(found.text, self.known, in_cell=cell))
        return self._stretches[block,]

    def _in_entry(self, j: int) -> Stretches:
        """The allowed number patterns in the reference list entry that contains a token."""
        first, last = self.case.added_run(j)
        if (first, last) not in self._stretches:
            new = last - first >= 5
            start, end = self.case.found[first].start, self.case.found[last].end
            text = self.case.found_block(j).text
            self._stretches[first, last] = Stretches(in_entry(text, start if new else 0, end + 1, new=new))
        return self._stretches[first, last]

    @cached_property
    def known(self) -> Vocabulary:
        """The labels, authors, words and names of the paper, which added text may use."""
        case = self.case
        texts = [block.text for block in case.expected_blocks]
        headings = {f"Section {n + 1}" for n in range(self._markers.count("heading"))}
        lists = [block for block in (*case.expected_blocks, *case.found_blocks) if block.kind == "reference"]
        words = {token.text for token in case.expected if token.kind == WORD}
        return Vocabulary(
            labels=labels(texts) | headings,
            authors={word.casefold() for block in lists for word in _capitalised(authors(block.text))},
            words={word for word in words if word.islower()},
            names={token.key for token in case.expected if token.kind == NAME},
            works=known_works(
                (block.text for block in lists),
                texts,
                (block.text for block in case.found_blocks if block.page),
            ),
        )


def _capitalised(text: str) -> list[str]:
    return re.findall(r"[^\W\d_a-z][\w’'-]+", text)
