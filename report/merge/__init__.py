"""Merges the edits of a Word copy into the templates. May import verify, trace, render and everything below."""
