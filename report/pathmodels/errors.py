"""Errors of the path-model engine.

ModelError              the model or its data cannot give an answer
└── ModelSyntaxError    the text of the model cannot be read; knows line and column
"""

from __future__ import annotations


class ModelError(ValueError):
    """A model cannot be estimated, and why; the message is a sentence for the author of the model."""


class ModelSyntaxError(ModelError):
    """A place in the model's text that cannot be read; `line` and `column` count from 1."""

    def __init__(self, fault: str, text: str, position: int) -> None:
        self.line = text.count("\n", 0, position) + 1
        start = text.rfind("\n", 0, position) + 1
        self.column = position - start + 1
        shown = text[start:].split("\n", 1)[0].replace("\t", " ")
        caret = " " * (self.column - 1) + "^"
        super().__init__(
            f"line {self.line}, column {self.column}: {fault}\n    {shown.rstrip()}\n    {caret}"
        )
