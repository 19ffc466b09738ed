"""Renders PDF: the HTML page is rearranged for paper and printed by WeasyPrint."""
