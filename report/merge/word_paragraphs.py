"""The paragraph of a Word file that is being read, and the unit that it becomes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from report.merge.atoms import TEXT, Atom, Unit
from report.merge.word_text import AcceptedChange, Revision

_WHITE = " \n"
_SPACES = re.compile(" {2,}")


@dataclass
class Paragraph:
    """The atoms of a paragraph so far; `changes` are the accepted tracked changes with the atoms that they cover."""

    kind: str
    home: str = ""
    level: int = 0
    adopted: bool = False
    atoms: list[Atom] = field(default_factory=list)
    changes: list[tuple[int, int, Revision]] = field(default_factory=list)

    @property
    def emptied(self) -> bool:
        """Whether accepted changes have deleted or moved away all of the text."""
        removed = any(revision.removes or revision.kind == "moved away" for _, _, revision in self.changes)
        return removed and all(atom.text.isspace() for atom in self.atoms)

    def put(self, text: str, format: str) -> None:
        """Add text, an atom for each character."""
        self.atoms += [_letter(letter, format) for letter in text]

    def put_whole(self, text: str, kind: str, format: str, row: str, stretch: int) -> None:
        """Add text to the indivisible atom with the number `stretch`, which later runs may continue.

        White space in front of it is text, as if it had been typed outside.
        """
        last = self.atoms[-1] if self.atoms else None
        if last is not None and last.start == stretch:
            self.atoms[-1] = last._replace(text=_SPACES.sub(" ", last.text + text))
            return
        core = text.lstrip(_WHITE)
        self.put(text[: len(text) - len(core)], format)
        if core:
            self.atoms.append(Atom(_SPACES.sub(" ", core), kind, format, stretch, -1, row))

    def end_whole(self, stretch: int) -> None:
        """End the indivisible atom with the number `stretch`: white space at its end is text behind it."""
        last = self.atoms[-1] if self.atoms else None
        if last is not None and last.start == stretch and last.text[-1] in _WHITE:
            core = last.text.rstrip(_WHITE)
            self.atoms[-1] = last._replace(text=core)
            self.put(last.text[len(core) :], last.format)

    def unit(self) -> tuple[Unit, list[AcceptedChange]] | None:
        """The unit with its tracked changes, or None if the paragraph is empty."""
        places = _trimmed(self.atoms)
        if not places:
            return None
        atoms = tuple(self.atoms[place] for place in places)
        return Unit(self.kind, atoms, home=self.home, level=self.level, adopted=self.adopted), self._marks(
            places
        )

    def _marks(self, places: Sequence[int]) -> list[AcceptedChange]:
        """The tracked changes, with places in the text of the remaining atoms."""
        if not self.changes:
            return []
        starts = [0, *accumulate(len(self.atoms[place].text) for place in places)]
        return [
            AcceptedChange(starts[bisect_left(places, begun)], starts[bisect_left(places, ended)], revision)
            for begun, ended, revision in self.changes
        ]


@lru_cache(maxsize=4096)
def _letter(letter: str, format: str) -> Atom:
    """The atom of a letter of the prose, the same object for the same letter."""
    return Atom(letter, TEXT, format)


def _trimmed(atoms: Sequence[Atom]) -> Sequence[int]:
    """The places of the atoms without white space at the ends, repeated spaces, and spaces beside line breaks."""
    text = "".join([atom.text for atom in atoms])
    if text == text.strip() and "  " not in text and "\n" not in text:
        return range(len(atoms))
    places: list[int] = []
    for place, atom in enumerate(atoms):
        if atom.text == " " and (not places or atoms[places[-1]].text in (" ", "\n")):
            continue
        if atom.text == "\n" and places and atoms[places[-1]].text == " ":
            places.pop()
        places.append(place)
    while places and atoms[places[-1]].kind == TEXT and atoms[places[-1]].text.isspace():
        places.pop()
    return places
