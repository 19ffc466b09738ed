"""Verification: reads any copy of the paper as blocks and aligns it, by position, with the current results."""
