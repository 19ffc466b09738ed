"""Compares what the cards of a page say about its rows with the current rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import isclose

from report.rows.ledger import Ledger
from report.rows.stat import Row, Stat
from report.text.blocks import SOFT
from report.verify.findings import Finding, Kind, Where

#: Other machines may differ in the last digits of a value.
_CLOSE = 1e-4
Card = Mapping[str, object]


def card_findings(cards: Mapping[str, Card], ledger: Ledger, printed: Mapping[str, str]) -> Iterator[Finding]:
    """A finding for each part of a card that is neither current nor from the page's own build.

    `printed` is the ledger that the copy carries. What is outdated is reported where the text prints it.
    """
    older = any(id in ledger and ledger[id].printed != text for id, text in printed.items())
    for id, card in cards.items():
        row = ledger.get(id)
        if row is None:
            continue
        for part, right, found in _differences(card, row):
            if older and _is_of_own_build(part, card, row, printed):
                continue
            kind: Kind = "reworded" if part == "label" else "changed"
            yield Finding(kind, id, right, found, Where(block=f"card of {id}, {part}"))


def _differences(card: Card, row: Row) -> Iterator[tuple[str, str, str]]:
    """The name of each part that differs, with its current text and that of the card."""
    if card.get("printed") != row.printed:
        yield "printed text", row.printed, str(card.get("printed"))
    if str(card.get("label")).replace(SOFT, "") != row.label.replace(SOFT, ""):
        yield "label", row.label, str(card.get("label"))
    if isinstance(row, Stat):
        if not _is_same(card.get("value"), row.value):
            yield "value", str(row.value), str(card.get("value"))
        if card.get("n") != row.n:
            yield "n", str(row.n), str(card.get("n"))


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=_CLOSE, abs_tol=1e-12)
    return one == other or (one != one and other != other)  # noqa: PLR0124


def _is_of_own_build(part: str, card: Card, row: Row, printed: Mapping[str, str]) -> bool:
    """Whether a card agrees with what its page's own build printed: a value must round to it."""
    old, value = printed.get(row.id, ""), card.get("value")
    if part == "printed text":
        return card.get("printed") == old
    if part == "value" and isinstance(row, Stat):
        return isinstance(value, int | float) and replace(row, value=value).printed == old
    return True
