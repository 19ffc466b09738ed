"""References to tables and figures that a co-author typed as text, with the floats that they mean."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from report.merge.atoms import Unit
from report.merge.typed_citations import Reference, TypedCitation, typed_citations

_SPACE = r"\\?[ \u00a0]"
_NUMBER = r"[A-Z]?\d+[a-z]?"
#: What stands between the numbers of several floats, in the languages of the engine.
_AND = (
    rf"(?:(?:,{_SPACE}|,?{_SPACE}(?:and|or|to|through|\\?&|und|oder|bis|et|ou|à|y|o|a|e|en|tot|of|och|eller|till|og|til)"
    rf"{_SPACE})|{_SPACE}?(?:[–—]|--?){_SPACE}?)"
)
#: The words for several floats by the word of captions; languages share some.
_PLURALS = {
    "Figure": ("Figures",),
    "Table": ("Tables",),
    "Abbildung": ("Abbildungen",),
    "Tabelle": ("Tabellen",),
    "Tableau": ("Tableaux",),
    "Figura": ("Figuras", "Figure"),
    "Tabla": ("Tablas",),
    "Tabella": ("Tabelle",),
    "Figuur": ("Figuren",),
    "Tabel": ("Tabellen", "Tabeller"),
    "Tabela": ("Tabelas",),
    "Figur": ("Figurer",),
    "Tabell": ("Tabeller",),
}
#: More meanings than this are not worth listing.
_MOST = 6
_MISSING = "no document has such a number"
_LABEL = re.compile(rf"([^\W\d]+)[ \u00a0]({_NUMBER})\b")


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
            yield TypedCitation(each.text, self._meanings(each), "cross-reference", "refer", _MISSING)

    def _meanings(self, typed: TypedName) -> dict[str, str]:
        """The references that a typed name may mean, by the labels that they name."""
        if not typed.is_list:
            (name,) = typed.names
            known = {f"@{label}": f"@{label}" for label in self.floats.get(name, ())}
            return known or self._of_another(name)
        each = [list(self._of_number(name)) for name in typed.names]
        with_words = any(markdown.startswith("<<") for found in each for _, markdown in found)
        chosen = itertools.islice(itertools.product(*each), _MOST)
        return {
            "+".join(key for key, _ in found): typed.written([text for _, text in found], with_words)
            for found in chosen
        }

    def _of_number(self, name: str) -> Iterator[tuple[str, str]]:
        """What a number in a list of numbers may mean, with its reference."""
        labels = self.floats.get(name, ())
        yield from ((f"@{label}", f"@{label}") for label in labels)
        if not labels:
            yield from self._of_another(name).items()

    def _of_another(self, name: str) -> dict[str, str]:
        """The float of this name in another document, with the tag that refers to it."""
        found = self.elsewhere().get(name)
        return {f"@{found[0]}/{found[1]}": f'<< see("{found[0]}", "{found[1]}") >>'} if found else {}


@dataclass(frozen=True)
class TypedName:
    """Floats as typed: the text, the name of each as its caption has it, and the places of their numbers."""

    text: str
    names: tuple[str, ...]
    places: tuple[tuple[int, int], ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether several floats are named by one word, as in "Tables 2 and 3"."""
        return len(self.names) > 1

    def written(self, references: Sequence[str], with_words: bool) -> str:
        """The text with references for its numbers, which print the word only if those of another document do."""
        start = self.places[0][0] if with_words else 0
        parts = []
        for (begun, ended), reference in zip(self.places, references, strict=True):
            bare = reference.startswith("@") and not with_words
            parts += [self.text[start:begun], f"[-{reference}]" if bare else reference]
            start = ended
        return "".join([*parts, self.text[start:]])


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
    """The floats that a text names, in full or with the first letters of the word: "Fig. 2", "Tables 2 and 3"."""
    for word in sorted(words):
        short = rf"{word[:3]}s?\." if len(word) > 3 else "(?!)"
        several = "|".join([*_PLURALS.get(word, ()), short])
        listed = re.compile(rf"(?<!\w)(?i:{several}){_SPACE}?{_NUMBER}(?:{_AND}{_NUMBER})+(?!\w|[.,]\d)")
        single = re.compile(rf"(?<!\w)(?i:{word}|{short}){_SPACE}?({_NUMBER})(?!\w|[.,]\d)")
        lists = list(listed.finditer(text))
        for found in lists:
            start = re.search(r"\d", found[0])
            places = _numbers_in(found[0], start.start() if start else 0)
            yield TypedName(found[0], tuple(f"{word} {found[0][a:b]}" for a, b in places), places)
        for found in single.finditer(text):
            if not any(each.start() <= found.start() < each.end() for each in lists):
                yield TypedName(found[0], (f"{word} {found[1]}",))


def _numbers_in(text: str, digit: int) -> tuple[tuple[int, int], ...]:
    """The places of the numbers in a list of them, from the first digit on."""
    start = digit - (text[digit - 1 : digit].isupper())
    return tuple(each.span() for each in re.compile(_NUMBER).finditer(text, start))
