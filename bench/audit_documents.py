"""Whole papers of the labelled corpus: statements that contradict each other across abstract, text, tables and notes.

Each paper is simulated: a sample is drawn, analysed and printed. An error is planted in one of its numbers, so that a
claim without one is true whatever the auditor says. Some claims are near misses: true numbers that look wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Claim:
    """What a rule should say of one place: the words that its finding has, and the kind of error planted, if any."""

    rule: str
    words: tuple[str, ...]
    error: str = ""


@dataclass(frozen=True)
class PrintedTable:
    """A table as it is printed: caption, heads, rows with their labels first, and a note."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass
class Document:
    """A paper in pieces, with the claims that are known to be true or false."""

    abstract: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    tables: list[PrintedTable] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)

    def add(self, other: Document) -> None:
        """Append another document's pieces."""
        for name in ("abstract", "methods", "results", "tables", "claims"):
            getattr(self, name).extend(getattr(other, name))


Make = Callable[..., Document]


def document(seed: int, share: float = 0.3) -> Document:
    """A paper with one piece of each kind; that share of the pieces has a planted error."""
    from bench.audit_document_counts import COUNTS
    from bench.audit_document_descriptives import DESCRIPTIVES
    from bench.audit_document_estimates import ESTIMATES
    from bench.audit_document_matrices import MATRICES

    rng = random.Random(seed)
    whole = Document()
    for make in (*COUNTS, *ESTIMATES, *MATRICES, *DESCRIPTIVES):
        whole.add(make(rng, wrong=rng.random() < share))
    return whole
