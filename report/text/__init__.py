"""Reads documents: readers for HTML, Word and PDF, tokens, and numbers in words. May import `rows` and `files`."""
