"""Judges a comparison token by token: changed, deleted, moved or added."""

from __future__ import annotations

from collections.abc import Iterator

from report.text.tokens import RELATION, STARS
from report.verify.accounts import TYPED, Accounts
from report.verify.comparison import Comparison, TokenRemark
from report.verify.token_values import same_value


def remarks(accounts: Accounts) -> list[TokenRemark]:
    """All remarks on numbers and marks, in the order of the expected text, followed by those on added text."""
    added = (TokenRemark("typed", None, j) for j, reason in enumerate(accounts.reasons) if reason == TYPED)
    return [*_on_expected(accounts.case, accounts), *added]


def _on_expected(case: Comparison, accounts: Accounts) -> Iterator[TokenRemark]:
    for i, token in enumerate(case.expected):
        if not case.counts(i):
            if _is_lost(case, i):
                yield TokenRemark("deleted", i, None)
            continue
        j = case.alignment.to_found[i]
        if j is None:
            if case.expected_block(i).home not in case.unlabelled or case.expected_block(i).kind != "figure":
                yield TokenRemark("deleted", i, None)
        elif not same_value(token, case.found[j], case.ledger) or accounts.changed_tail(i, j):
            yield TokenRemark("changed", i, j)
        elif i in case.alignment.moved and not case.is_set_elsewhere(i, j):
            yield TokenRemark("moved", i, j)


def _is_lost(case: Comparison, i: int) -> bool:
    """Whether a copy lacks only this star, relation or number of a reference, between words that it has."""
    token = case.expected[i]
    if token.bound or case.alignment.to_found[i] is not None:
        return False
    if token.kind not in (STARS, RELATION):
        known = token.exempt or case.convention(token, case.expected_blocks)
        if known != "cross-reference" or _is_at_mark(case, i):
            return False
    return case.is_gap(i)


def _is_at_mark(case: Comparison, i: int) -> bool:
    """Whether a copy's number was paired with an equal mark of a note behind the reference that it belongs to.

    Word files contain no numbers of notes.
    """
    if i + 1 == len(case.expected) or case.expected[i + 1].exempt != "mark":
        return False
    j = case.alignment.to_found[i + 1]
    return j is not None and case.found[j].exempt != "mark" and case.found[j].key == case.expected[i].key
