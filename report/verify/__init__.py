"""Checking: any copy of the paper, read as blocks, aligned with what is right today, by position."""
