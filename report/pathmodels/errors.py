"""Errors of the path-model engine.

ModelError              the model cannot be estimated from its data
└── ModelSyntaxError    the text of the model cannot be parsed; has line and column
"""

from __future__ import annotations


class ModelError(ValueError):
    """The reason why a model cannot be estimated, as a sentence for its author."""


class ModelSyntaxError(ModelError):
    """A position in the model's text that cannot be parsed; `line` and `column` count from 1."""

    def __init__(self, fault: str, text: str, position: int) -> None:
        self.line = text.count("\n", 0, position) + 1
        start = text.rfind("\n", 0, position) + 1
        self.column = position - start + 1
        shown = text[start:].split("\n", 1)[0].replace("\t", " ")
        caret = " " * (self.column - 1) + "^"
        super().__init__(
            f"line {self.line}, column {self.column}: {fault}\n    {shown.rstrip()}\n    {caret}"
        )
