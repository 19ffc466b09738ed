"""A package of the project."""

START = 1
