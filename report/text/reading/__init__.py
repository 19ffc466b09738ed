"""Readers that turn a file of any supported format into a sequence of blocks."""
