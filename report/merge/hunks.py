"""The hunks of a merge: each edit of the copy with its place in the templates, and its state."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from report.merge.atoms import Atom
from report.merge.source_spans import Refusal, SourceEdit

APPLIED, CONFLICT, PROPOSAL, ALREADY, REJECTED = (
    "applied",
    "conflict",
    "proposal",
    "already there",
    "rejected",
)


@dataclass(frozen=True)
class Question:
    """A number, citation or cross-reference as typed, and what it may mean, the most likely first."""

    text: str
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Hunk:
    """One edit: what it did, the printed text before and after, the edits of templates, or why there are none.

    `file` and `offset` are its place in the templates that were woven; `unit` is the index of the edited unit.
    `id` depends only on the build and the edit: neither on the current templates nor on other edits. `around` is the
    text before and after the edit, which `before` and `after` repeat. `home` is the table or figure whose product
    prints the text; the hunk `reshapes` it if rows or columns change. `row` are the indices of the further units that
    the hunk inserts. `rows` are all answers to what the hunk `asks`. `note` says what an edited claim prints otherwise.
    """

    what: str
    before: str
    after: str
    file: str = ""
    offset: int = -1
    edits: tuple[SourceEdit, ...] = ()
    why: str = ""
    remedy: str = ""
    atom: Atom | None = None
    typed: str = ""
    unit: int = -1
    number: int = 0
    state: str = APPLIED
    rows: tuple[str, ...] = ()
    author: str = ""
    date: str = ""
    where: str = ""
    id: str = ""
    around: tuple[str, str] = ("", "")
    home: str = ""
    row: tuple[int, ...] = ()
    reshapes: bool = False
    asks: tuple[Question, ...] = ()
    note: str = ""

    @property
    def words(self) -> str:
        """The words that were replaced, without the text around them."""
        return self._inside(self.before)

    @property
    def new_words(self) -> str:
        """The words that replace them, without the text around them."""
        return self._inside(self.after)

    def _inside(self, text: str) -> str:
        return text[len(self.around[0]) + 1 : len(text) - len(self.around[1]) - 1]


def refused(hunk: Hunk, refusal: Refusal, typed: str = "") -> Hunk:
    """The hunk as a conflict, with the reason; `typed` is its new text, unless the reason has one."""
    return replace(
        hunk,
        state=CONFLICT,
        why=refusal.why,
        remedy=refusal.remedy,
        atom=refusal.atom,
        home=refusal.home,
        typed=refusal.typed or typed,
        reshapes=refusal.reshapes,
    )


@dataclass(frozen=True)
class Plan:
    """All hunks of a copy; `absent` counts the units that a copy of a part of the document does not contain.

    `new_floats` has the labels of new tables by what their captions call them.
    """

    hunks: tuple[Hunk, ...]
    absent: int = 0
    new_floats: Mapping[str, str] = field(default_factory=dict)


def named(hunks: Iterable[Hunk]) -> Iterator[Hunk]:
    """Hunks with their numbers and ids; equal edits of the same place differ by their order."""
    seen: Counter[str] = Counter()
    for number, hunk in enumerate(hunks, 1):
        key = "\0".join((hunk.what, hunk.file, str(hunk.offset), hunk.before, hunk.after))
        seen[key] += 1
        digest = hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()
        yield replace(hunk, number=number, id=f"h{digest[:6]}")
