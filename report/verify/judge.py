"""Judges a comparison token by token: what is changed, gone, moved, added."""

from __future__ import annotations

from collections.abc import Iterator

from report.text.number_words import value_of
from report.text.tokens import DASH, NUMBER, SPELLED, STARS, Token
from report.verify.comparison import Comparison, Remark
from report.verify.conventions import LOOSE, THRESHOLD
from report.verify.same import same

_TELLING = 10
#: What stands apart from the paper's statements.
_APART = ("mark", "reference list", "provenance", "running matter")


def remarks(case: Comparison) -> list[Remark]:
    """All remarks on numbers and marks, in the order of the expected text, then of what was added."""
    return [*_on_expected(case), *_on_added(case)]


def _on_expected(case: Comparison) -> Iterator[Remark]:
    for i, token in enumerate(case.expected):
        if not _counts(case, token):
            continue
        j = case.alignment.to_found[i]
        if j is None:
            if not (case.pictures and case.expected_block(i).kind == "figure"):
                yield Remark("deleted", i, None)
        elif not same(token, case.found[j], case.ledger):
            yield Remark("changed", i, j)
        elif i in case.alignment.moved and not case.is_set_elsewhere(i, j):
            yield Remark("moved", i, j)


def _counts(case: Comparison, token: Token) -> bool:
    """Whether a row, a constant or a reason stands behind a number, a mark or a printed text."""
    if token.bound is None or token.bound.kind == "claim":
        return False
    return token.kind in (NUMBER, STARS) or token.bound.kind == "stat"


def _on_added(case: Comparison) -> Iterator[Remark]:
    for j, token in enumerate(case.found):
        if not _is_telling(case, j, token) or token.exempt in _APART:
            continue
        i = case.alignment.to_expected[j]
        if i is not None and (_counts(case, case.expected[i]) or _is_accounted(case, i, j)):
            continue
        if i is None and _is_marker(case, j):
            continue
        known = case.convention(token, case.found_blocks)
        if not known or known == THRESHOLD or (i is not None and known not in LOOSE):
            yield Remark("typed", None, j)


def _is_telling(case: Comparison, j: int, token: Token) -> bool:
    """Whether a token that was added would be read as a number or as a mark of significance."""
    if token.kind == SPELLED:
        return (value_of(token.text) or 0) >= _TELLING or _is_bound(case, j)
    if token.kind == STARS:
        before = case.found[j - 1] if j else None
        return before is not None and before.kind == NUMBER and before.end == token.start
    return token.kind == NUMBER


def _is_bound(case: Comparison, j: int) -> bool:
    anchor = case.found[j].bound
    return anchor is not None and anchor.kind == "stat"


def _is_accounted(case: Comparison, i: int, j: int) -> bool:
    """Whether an unbound number stands in the paper itself and a reason for it is known."""
    expected, found = case.expected[i], case.found[j]
    if expected.kind not in (NUMBER, SPELLED, STARS, DASH):
        return False
    known = expected.exempt or case.convention(expected, case.expected_blocks)
    if expected.kind in (SPELLED, STARS):
        known = "wording"
    if case.is_axis(i):
        known = "axis"
    return bool(known) and (expected.key == found.key or expected.exempt == "reference list")


def _is_marker(case: Comparison, j: int) -> bool:
    """Whether a number is the marker of a list item, heading or note: it stands just before one begins."""
    token = case.found[j]
    text = case.found_blocks[token.block].text
    if token.start and text[token.start - 1] not in "([":
        return False
    following = case.alignment.to_expected[j + 1] if j + 1 < len(case.found) else None
    if following is None or not case.expected[following].first:
        return False
    after = text[token.end : token.end + 1]
    return after in (".", ")", "]") or case.expected_block(following).kind in ("footnote", "reference")
