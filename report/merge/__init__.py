"""Edits of a Word copy go back into the templates; may import verify, trace, render and everything below."""
