"""Finds results typed into headers and footers, whose page numbers, dates and addresses are not results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.rows.notation import Notation
from report.text.blocks import Block
from report.text.tokens import NUMBER, Token, tokens
from report.verify.accounts import Accounts
from report.verify.conventions import Stretches
from report.verify.findings import Finding, where
from report.verify.permitted_additions import Vocabulary, allowed
from report.verify.printed_times import times

_WHOLE = re.compile(r"\d+")
_ORDINALS = ("", "st", "nd", "rd", "th")
_RELATED = re.compile(r"[=<>≤≥≈±]\s*\Z")
#: What a whole number counts that is a result: a percentage, or a noun that begins with a small letter.
_COUNTED = re.compile(
    r"\s?(?:%|‰|(?:of|out\sof)\s(?:\d+\s)?(?:the|all|our)?\s?[a-z]{4,}"
    r"|(?!pages?\b|words?\b|tables?\b|figures?\b|references?\b|authors?\b|copies\b|columns?\b|lines?\b)[a-z]{5,})"
)
_DRAFT = re.compile(r"\b(?:[Dd]raft|[Rr]evision|[Rr]ev\.|[Rr]elease)\s\d+(?:\.\d+)*")


def running_findings(texts: Sequence[str], accounts: Accounts) -> Iterator[Finding]:
    """The numbers of headers and footers that can be results, unless the text is from the paper."""
    whole = _words(accounts.case.expected) if texts else ""
    notation = accounts.case.ledger.build.notation
    for text in texts:
        block = Block("running matter", text)
        if _words(tokens([block], notation)) in whole:
            continue
        for token in typed_results(block, notation, accounts.known):
            yield Finding("typed", "", "", token.text, where(block, token.start, token.end))


def typed_results(block: Block, notation: Notation, known: Vocabulary) -> Iterator[Token]:
    """The numbers of a header, footer or name that can be results, and that no convention explains."""
    free = Stretches([*allowed(block.text, known), *_of_copies(block.text)])
    for token in tokens([block], notation):
        if _can_be_result(token, block.text) and not free.name(token.start, token.end):
            yield token


def _of_copies(text: str) -> Iterator[tuple[int, int, str]]:
    """The numbers of drafts, and the days on which pages were printed."""
    yield from ((match.start(), match.end(), "draft") for match in _DRAFT.finditer(text))
    yield from times(text)


def _words(read: Sequence[Token]) -> str:
    return f" {' '.join(token.key for token in read)} "


def _can_be_result(token: Token, text: str) -> bool:
    """Whether a number is not whole, has a sign or a relation before it, or counts what the next word names."""
    whole = _WHOLE.fullmatch(token.key) is not None and token.tail in _ORDINALS
    if token.kind != NUMBER or not whole:
        return token.kind == NUMBER
    return bool(_RELATED.search(text[: token.start]) or _COUNTED.match(text[token.end :]))
