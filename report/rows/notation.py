"""How a document writes numbers: its decimal mark, and the language of its number words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Notation:
    """A decimal mark, and the code of a language (`de`)."""

    decimal_mark: str = "."
    language: str = "en"


ENGLISH = Notation()
