"""Atoms of printed text: characters of the prose, and what no editor may change: numbers, citations, references."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

TEXT, NUMBER, CLAIM, LITERAL = "text", "number", "claim", "literal"
CITATION, REFERENCE, NOTE, FORMULA, PICTURE = "citation", "reference", "note", "formula", "picture"
#: Kinds that are editable letter by letter.
EDITABLE = (TEXT, CLAIM)
#: The character that represents a call of a note in a text.
CALL = "\ufffc"
_ALIKE = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "‚": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2011": "-",
        "\t": " ",
    }
)


def alike(text: str) -> str:
    """A text of the same length, in which the quotation marks, spaces and hyphens that programs exchange are alike."""
    return text.translate(_ALIKE)


class Atom(NamedTuple):
    """One printed character, or one indivisible stretch of text, with its span in the source.

    `format` holds the letters b, i, p (superscript), s (subscript), c (code), and `>` with the target of a link.
    `row` is the id of a statistic or claim, the key of a note, or the label of a reference.
    """

    text: str
    kind: str = TEXT
    format: str = ""
    start: int = -1
    end: int = -1
    row: str = ""
    file: str = ""


@dataclass(frozen=True)
class Unit:
    """A paragraph, heading, list item, cell, caption or note as atoms, with its span in the source.

    `home` is the label of its float, or the key of its footnote. `level` is that of a heading or list item; for a cell,
    it is the number of its row in the Word file. `adopted` is whether it has the style of a paragraph that was
    deleted before it.
    """

    kind: str
    atoms: tuple[Atom, ...]
    start: int = -1
    end: int = -1
    home: str = ""
    level: int = 0
    file: str = ""
    adopted: bool = False

    @property
    def text(self) -> str:
        """The printed text."""
        return "".join(atom.text for atom in self.atoms)


def without_text(atoms: Sequence[Atom], text: str) -> Sequence[Atom]:
    """The atoms without those of the first occurrence of a text, such as the id of a build."""
    start = "".join(atom.text for atom in atoms).find(text) if text else -1
    if start < 0:
        return atoms
    ends = accumulate(len(atom.text) for atom in atoms)
    inside = range(start + 1, start + len(text) + 1)
    return [atom for atom, end in zip(atoms, ends, strict=True) if end not in inside]
