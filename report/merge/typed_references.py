"""References to tables and figures that a co-author typed as text, with the floats that they mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from report.merge.atoms import Unit
from report.merge.typed_citations import Reference, TypedCitation, typed_citations

_SPACE = r"[ \u00a0]"
_NUMBER = r"[A-Z]?\d+[a-z]?"
_LABEL = re.compile(rf"([^\W\d]+){_SPACE}({_NUMBER})\b")


@dataclass(frozen=True)
class Targets:
    """What a typed reference can mean: entries of the bibliography, and labels of floats by their printed numbers."""

    entries: Sequence[Reference] = ()
    floats: Mapping[str, str] | None = None

    def typed_in(self, text: str) -> list[TypedCitation]:
        """The citations and cross-references that a text spells out, in their order."""
        found = [*typed_citations(text, self.entries), *typed_references(text, self.floats or {})]
        return sorted(found, key=lambda each: text.index(each.text))


def float_labels(units: Collection[Unit]) -> dict[str, str]:
    """The label of each table and figure by its number as captions print it: Table 2 is tbl-doses."""
    captions = [
        (_LABEL.match(unit.text), unit.home) for unit in units if unit.kind == "caption" and unit.home
    ]
    return {f"{label[1]} {label[2]}": home for label, home in captions if label}


def typed_references(text: str, floats: Mapping[str, str]) -> Iterator[TypedCitation]:
    """The cross-references that a text spells out, in full or with the first letters of the word: "Fig. 2"."""
    words = {label.partition(" ")[0] for label in floats}
    for word in sorted(words):
        short = rf"{word[:3]}\." if len(word) > 3 else "(?!)"
        pattern = re.compile(rf"(?<!\w)(?i:{word}|{short}){_SPACE}?({_NUMBER})(?!\w|[.,]\d)")
        for found in pattern.finditer(text):
            label = floats.get(f"{word} {found[1]}")
            meanings = {f"@{label}": f"@{label}"} if label else {}
            yield TypedCitation(
                found[0], meanings, "cross-reference", "refer", "the document has no such number"
            )
