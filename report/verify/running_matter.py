"""Finds results typed into headers and footers, whose page numbers, dates and addresses are no results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.text.blocks import Block
from report.text.tokens import NUMBER, Token, tokens
from report.verify.accounts import Accounts
from report.verify.added import allowed
from report.verify.conventions import Stretches
from report.verify.findings import Finding, where

_WHOLE = re.compile(r"\d+")
_ORDINALS = ("", "st", "nd", "rd", "th")
_DRAFT = re.compile(r"\b(?:[Dd]raft|[Rr]evision|[Rr]ev\.|[Rr]elease)\s\d+(?:\.\d+)*")


def running_findings(texts: Sequence[str], accounts: Accounts) -> Iterator[Finding]:
    """The numbers of headers and footers that are not whole, or have a sign, unless the text is from the paper."""
    whole = _words(accounts.case.expected) if texts else ""
    for text in texts:
        block = Block("running matter", text)
        read = tokens([block])
        if _words(read) in whole:
            continue
        drafts = ((match.start(), match.end(), "draft") for match in _DRAFT.finditer(text))
        free = Stretches([*allowed(text, accounts.known), *drafts])
        for token in filter(_can_be_result, read):
            if not free.name(token.start, token.end):
                yield Finding("typed", "", "", token.text, where(block, token.start, token.end))


def _words(read: Sequence[Token]) -> str:
    return f" {' '.join(token.key for token in read)} "


def _can_be_result(token: Token) -> bool:
    whole = _WHOLE.fullmatch(token.key) is not None and token.tail in _ORDINALS
    return token.kind == NUMBER and not whole
