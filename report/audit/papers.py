"""A paper as rules receive it: passages with their quantities, the tests reported in them, and stated conventions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from report.audit.conventions import conventions
from report.audit.passages import Passage, passages, sentence_around
from report.audit.quantities import SymbolQuantity, quantities
from report.text.blocks import Copy

_ALPHA = re.compile(
    r"(?:α|alpha|significance level|level of significance|significance was set at)"
    r"[^.;]{0,25}?(?:=|of|at|to|was)\s?p?\s?<?\s?(0?[.,]\d+)",
    re.IGNORECASE,
)
_COMMA = re.compile(r"\bp\s?[=<>]\s?0?,\d", re.IGNORECASE)
_POINT = re.compile(r"\bp\s?[=<>]\s?0?\.\d", re.IGNORECASE)


#: A symbol with a relation and a number.
_RELATED = re.compile(r"[^\W\d_]\d?\s?(?:[(\[][\d., ]+[)\]]\s?)?[=<>]\s?-?\s?\d*\.?\d")


@dataclass(frozen=True, eq=False)
class Paper:
    """One paper: its file, its passages, and facts that are not in its text. It is equal only to itself."""

    file: Path
    format: str
    passages: tuple[Passage, ...]
    facts: Mapping[str, object] = field(default_factory=dict)
    alpha_option: float | None = None
    unread: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        """The whole text."""
        return "\n".join(each.text for each in self.passages)

    @cached_property
    def decimal_comma(self) -> bool:
        """Whether probabilities are printed with a decimal comma."""
        return len(_COMMA.findall(self.text)) > len(_POINT.findall(self.text))

    @cached_property
    def quantities(self) -> Mapping[int, Sequence[SymbolQuantity]]:
        """The quantities of each passage of running text and of cells that are sentences, by its index."""
        return {
            each.index: quantities(each.text, decimal_comma=self.decimal_comma)
            for each in self.passages
            if each.part != "references" and (each.block.cell is None or _is_sentence(each.text))
        }

    @cached_property
    def alpha(self) -> float:
        """The significance level: that of the option, that of the facts, the stated one, or .05."""
        given = self.facts.get("alpha") if self.alpha_option is None else self.alpha_option
        if isinstance(given, int | float):
            return float(given)
        stated = _ALPHA.search(self.text)
        value = float(stated[1].replace(",", ".")) if stated else 0.05
        return value if 0.001 <= value <= 0.1 else 0.05

    @cached_property
    def mentions(self) -> frozenset[str]:
        """Which conventions the text mentions anywhere: one-sided tests, corrections, sphericity, ranks."""
        return conventions(self.text)

    def sentence(self, index: int, start: int) -> str:
        """The sentence around a position of a passage."""
        text = self.passages[index].text
        first, last = sentence_around(text, start)
        return text[first:last]

    def prose(self) -> Iterator[Passage]:
        """The passages of running text, captions and notes."""
        return (each for each in self.passages if each.index in self.quantities)


def _is_sentence(text: str) -> bool:
    """Whether a cell has several symbols with numbers, as running text has: `t(28) = 2.20, p = .036`."""
    return len(_RELATED.findall(text)) > 1


def paper_of(
    copy: Copy, file: Path, facts: Mapping[str, object] | None = None, alpha: float | None = None
) -> Paper:
    """The paper in a copy."""
    return Paper(file, copy.format, tuple(passages(copy.blocks)), facts or {}, alpha, copy.unchecked)
