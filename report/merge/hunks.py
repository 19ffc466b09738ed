"""The hunks of a merge: each edit of the copy with its place in the templates, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from report.merge.atoms import Atom
from report.merge.source_edits import SourceEdit

APPLIED, CONFLICT, PROPOSAL, ALREADY, REJECTED = (
    "applied",
    "conflict",
    "proposal",
    "already there",
    "rejected",
)


@dataclass(frozen=True)
class Hunk:
    """One edit: what it did, the printed text before and after, the edits of templates, or why there are none.

    `file` and `offset` are its place in the templates that were woven; `unit` is the index of the edited unit.
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


@dataclass(frozen=True)
class Plan:
    """All hunks of a copy; `absent` counts the units that a copy of a part of the document does not contain."""

    hunks: tuple[Hunk, ...]
    absent: int = 0
    remarks: tuple[str, ...] = field(default=())


def shortened(text: str, around: Sequence[str] = ("", "")) -> str:
    """A text on one line, with its context."""
    return " ".join(f"{around[0]}{text}{around[1]}".split())
