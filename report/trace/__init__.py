"""Provenance on the page: each number leads to its row, with JavaScript as a card, without it as a link."""

from report.trace.page_cards import decorated
from report.trace.word_ledger import carry

__all__ = ["carry", "decorated"]
