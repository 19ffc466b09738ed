"""References to tables and figures that a co-author typed as text, with the floats that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from report.merge.atoms import Unit
from report.merge.typed_citations import Reference, TypedCitation, typed_citations

_SPACE = r"[ \u00a0]"
_NUMBER = r"[A-Z]?\d+[a-z]?"
_MISSING = "no document has such a number"
_LABEL = re.compile(rf"([^\W\d]+){_SPACE}({_NUMBER})\b")


@dataclass(frozen=True)
class Targets:
    """What a typed reference can mean: entries of the bibliography, and floats by the names that captions give them.

    `elsewhere` returns the floats of other documents; it is called if the document has no float of the name.
    """

    entries: Sequence[Reference] = ()
    floats: Mapping[str, Sequence[str]] = field(default_factory=dict)
    elsewhere: Callable[[], Mapping[str, tuple[str, str]]] = dict

    def typed_in(self, text: str) -> list[TypedCitation]:
        """The citations and cross-references that a text spells out, in their order."""
        found = [*typed_citations(text, self.entries), *self._references(text)]
        return sorted(found, key=lambda each: text.index(each.text))

    def _references(self, text: str) -> Iterator[TypedCitation]:
        words = {name.partition(" ")[0] for name in self.floats}
        for each in typed_names(text, words):
            meanings = {f"@{label}": f"@{label}" for label in self.floats.get(each.name, ())}
            yield TypedCitation(
                each.text, meanings or self._of_another(each.name), "cross-reference", "refer", _MISSING
            )

    def _of_another(self, name: str) -> dict[str, str]:
        """The float of this name in another document, with the tag that refers to it."""
        found = self.elsewhere().get(name)
        return {f"@{found[0]}/{found[1]}": f'<< see("{found[0]}", "{found[1]}") >>'} if found else {}


@dataclass(frozen=True)
class TypedName:
    """A float's name as typed, and as a caption has it."""

    text: str
    name: str


def floats_named(units: Collection[Unit], new: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The labels of tables and figures by their numbers as captions print them: Table 2 is tbl-doses.

    A new table of a copy may have the number that another one had in the build.
    """
    captions = [
        (_LABEL.match(unit.text), unit.home) for unit in units if unit.kind == "caption" and unit.home
    ]
    found = {f"{label[1]} {label[2]}": (home,) for label, home in captions if label}
    return {**found, **{name: (label, *found.get(name, ())) for name, label in new.items()}}


def typed_names(text: str, words: Collection[str]) -> Iterator[TypedName]:
    """The names of floats that a text spells out, in full or with the first letters of the word: "Fig. 2"."""
    for word in sorted(words):
        short = rf"{word[:3]}\." if len(word) > 3 else "(?!)"
        pattern = re.compile(rf"(?<!\w)(?i:{word}|{short}){_SPACE}?({_NUMBER})(?!\w|[.,]\d)")
        for found in pattern.finditer(text):
            yield TypedName(found[0], f"{word} {found[1]}")
