"""Provenance on the page: each number leads to its row, as a card with JavaScript, as a link without it."""

from report.trace.page_cards import decorated
from report.trace.word_ledger import embed_printed_texts

__all__ = ["decorated", "embed_printed_texts"]
