"""The order in which a text with directional characters is displayed: the Unicode Bidirectional Algorithm (UAX #9).

The text is a paragraph from left to right; brackets are not paired (rule N0).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from unicodedata import bidirectional

#: Characters that can change the order in which the characters around them are displayed.
DIRECTIONAL = re.compile("[\u200f\u061c\u202a-\u202e\u2066-\u2069]")
#: The least significant bit of the level that each character opens.
_EMBEDDINGS = {"LRE": 0, "RLE": 1, "LRO": 0, "RLO": 1}
_ISOLATES = {"LRI": 0, "RLI": 1}
_FORCED = {"LRO": "L", "RLO": "R"}
#: Deeper embeddings are ignored, as browsers ignore those beyond level 125, so that hostile texts are read in seconds.
_DEEPEST = 20
#: How far the first strong character of an isolate is looked for.
_AHEAD = 200
_MIRRORED = str.maketrans("()[]{}<>≤≥«»≪≫", ")(][}{><≥≤»«≫≪")
#: One letter for each class that a rule names, so that rules are regular expressions; others are neutral.
_LETTERS = {"L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "s", "ET": "t", "CS": "c", "NSM": "m"}
_NEUTRAL = "o"


@dataclass
class _Sequence:
    """Characters that are resolved together: their places and their classes as letters.

    A place of −1 represents an embedding, whose own characters are another sequence. `forced` is the class that an
    override gives to all characters.
    """

    level: int
    forced: str = ""
    isolated: bool = False
    places: list[int] = field(default_factory=list)
    classes: str = ""

    def add(self, place: int, letter: str) -> None:
        """Add a character with its class."""
        self.places.append(place)
        self.classes += self.forced or letter

    def levels(self) -> Iterator[tuple[int, int]]:
        """Each place with its level."""
        for place, letter in zip(self.places, self._resolved(), strict=True):
            if self.level % 2:
                yield place, self.level + (letter != "R")
            else:
                yield place, self.level + {"L": 0, "R": 1}.get(letter, 2)

    def _resolved(self) -> str:
        """The classes after the rules W1 to W7, N1 and N2."""
        edge = "R" if self.level % 2 else "L"
        found = re.sub(r"(.)(m+)", lambda m: m[1] * len(m[0]), f"{edge}{self.classes}{edge}")
        found = re.sub(r"A[^LR]*", lambda m: m[0].replace("E", "N"), found).replace("A", "R")
        found = re.sub(r"(?<=E)[sc](?=E)", "E", found)
        found = re.sub(r"(?<=N)c(?=N)", "N", found)
        found = re.sub(r"t+(?=E)|(?<=E)t+", lambda m: "E" * len(m[0]), found)
        found = re.sub(r"[stc]", _NEUTRAL, found)
        found = re.sub(r"L[^R]*", lambda m: m[0].replace("E", "L"), found)
        found = re.sub(r"(?<=[REN])o+(?=[REN])", lambda m: "R" * len(m[0]), found)
        found = re.sub(r"(?<=L)o+(?=L)", lambda m: "L" * len(m[0]), found)
        return found.replace(_NEUTRAL, edge)[1:-1]


def displayed(text: str) -> tuple[str, list[int]]:
    """The text as it is displayed, without directional characters, and where each of its letters is in `text`."""
    levels = {place: level for each in _sequences(text) for place, level in each.levels() if place >= 0}
    order = sorted(levels)
    for level in range(max(levels.values(), default=0), 0, -1):
        order = list(_reversed(order, [levels[place] >= level for place in order]))
    order = [place for place in order if not DIRECTIONAL.match(text[place])]
    shown = (text[place].translate(_MIRRORED) if levels[place] % 2 else text[place] for place in order)
    return "".join(shown), order


def _reversed(order: Iterable[int], chosen: Iterable[bool]) -> Iterator[int]:
    """The places, every run of chosen ones from its end (L2)."""
    for each, run in groupby(zip(order, chosen, strict=True), lambda pair: pair[1]):
        places = [place for place, _ in run]
        yield from reversed(places) if each else places


def _sequences(text: str) -> Iterator[_Sequence]:
    """The characters of each embedding, isolate or override, and of the text around them (X1 to X10)."""
    stack = [_Sequence(0)]
    for place, character in enumerate(text):
        name = bidirectional(character)
        if name == "FSI":
            name = _direction(text, place)
        if name in _EMBEDDINGS or name in _ISOLATES:
            _open(stack, place, name)
        elif name == "PDF":
            if len(stack) > 1 and not stack[-1].isolated:
                yield stack.pop()
        elif name == "PDI":
            yield from _closed(stack)
            stack[-1].add(place, _NEUTRAL)
        elif name != "BN":
            stack[-1].add(place, _LETTERS.get(name, _NEUTRAL))
    yield from stack


def _direction(text: str, place: int) -> str:
    """The isolate that the first strong character makes of an isolate without a direction of its own."""
    classes = map(bidirectional, text[place + 1 : place + 1 + _AHEAD].partition("\u2069")[0])
    return "RLI" if next((name for name in classes if name in ("L", "R", "AL")), "L") != "L" else "LRI"


def _open(stack: list[_Sequence], place: int, name: str) -> None:
    outer, odd = stack[-1], (_EMBEDDINGS | _ISOLATES)[name]
    level = outer.level + (1 if (outer.level + 1) % 2 == odd else 2)
    if name in _ISOLATES:
        outer.add(place, _NEUTRAL)
    else:
        outer.add(-1, "R" if odd else "L")
    if level <= _DEEPEST:
        stack.append(_Sequence(level, _FORCED.get(name, ""), name in _ISOLATES))


def _closed(stack: list[_Sequence]) -> Iterator[_Sequence]:
    """The innermost isolate, with the embeddings inside it that were not closed."""
    if any(each.isolated for each in stack):
        while not stack[-1].isolated:
            yield stack.pop()
        yield stack.pop()
