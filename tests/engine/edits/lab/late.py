"""A module that a product imports while it runs."""

ANSWER = 42
