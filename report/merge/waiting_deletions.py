"""Deletions of text that the copy moved: they wait until the text is merged at its new place.

A moved text may be a proposal or a conflict in its new place, because a number was typed in it, for example. Applied
alone, the deletion at its old place would lose the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from report.merge.hunks import APPLIED, CONFLICT, PROPOSAL, Hunk
from report.merge.moved_text import LEAST, WORD

#: If two hunks share less than this part of the shorter text, it may be a coincidence.
_SHARE = 0.5


def with_waiting_deletions(hunks: Sequence[Hunk]) -> Iterator[Hunk]:
    """The hunks, in which a deletion is a proposal while another hunk that inserts its text is open."""
    inserted = [(hunk, WORD.findall(hunk.new_words)) for hunk in hunks if hunk.state in (PROPOSAL, CONFLICT)]
    inserted = [(hunk, words) for hunk, words in inserted if len(hunk.new_words) >= LEAST]
    for hunk in hunks:
        words = WORD.findall(hunk.words) if inserted and _may_wait(hunk) else []
        open_ = next((each for each, new in inserted if words and _shares(words, new)), None)
        yield _waiting(hunk, open_) if open_ is not None else hunk


def _may_wait(hunk: Hunk) -> bool:
    return hunk.state == APPLIED and not hunk.asks and len(hunk.words) >= LEAST


def _shares(deleted: Sequence[str], inserted: Sequence[str]) -> bool:
    """Whether most of the shorter text is a stretch of both."""
    if len({*deleted} & {*inserted}) < len({*min(deleted, inserted, key=len)}) * _SHARE:
        return False
    found = SequenceMatcher(None, deleted, inserted, autojunk=False).find_longest_match()
    shared = sum(map(len, deleted[found.a : found.a + found.size]))
    shorter = min(sum(map(len, deleted)), sum(map(len, inserted)))
    return shared >= max(LEAST, _SHARE * shorter)


def _waiting(hunk: Hunk, open_: Hunk) -> Hunk:
    why = f"deletes text that hunk {open_.number} inserts, which is not merged yet"
    remedy = f"settle hunk {open_.number}: this one is then applied with it"
    return replace(hunk, state=PROPOSAL, why=why, remedy=remedy)
