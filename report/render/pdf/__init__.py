"""PDF: the HTML page rearranged for paper and printed by WeasyPrint."""
