"""Readers: a file becomes a sequence of blocks, whatever its format."""
