"""A study of three rows, for the tests of the engine."""
