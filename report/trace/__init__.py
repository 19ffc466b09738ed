"""Provenance on the page: each number leads to its row, as a card with JavaScript, as a link without it."""
