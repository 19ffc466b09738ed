"""Provenance on the page: each number leads to its row, with JavaScript as a card, without it as a link."""

from report.cards.carry import carry
from report.cards.decorate import decorated

__all__ = ["carry", "decorated"]
