"""A module that is imported by its name."""

ANSWER = 17
