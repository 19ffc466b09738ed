"""Reads documents: tokens, numbers in words, and readers for HTML, Word and PDF. May import `rows` and `files`."""
