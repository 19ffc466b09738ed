"""Coefficients against the values that they can have: α, κ, ICC, ω and areas of at most 1, SD of at least 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report.audit.checks import Check, Place, Rule
from report.audit.comparisons import questioned
from report.audit.numbers import Span, printed, shown
from report.audit.papers import Paper
from report.audit.passages import Passage

_NAME = "coefficient-range"
_NUMBER = r"\s?(?:=|of|was)\s?(?P<number>-?\s?\d*\.\d+)(?!\s?%|[\d.]*\s?(?:[x*]\s?10|/|[a-zµμ]{1,3}/))"


@dataclass(frozen=True)
class BoundedCoefficient:
    """A coefficient: its notation, the values that it can have, and a word that its sentence must have."""

    name: str
    notation: re.Pattern[str]
    low: float
    high: float
    words: re.Pattern[str]


def _coefficient(name: str, label: str, low: float, high: float, words: str) -> BoundedCoefficient:
    notation = re.compile(rf"(?<![\w./-])(?:{label})(?:\s?\([^()=]{{1,25}}\))?{_NUMBER}")
    return BoundedCoefficient(name, notation, low, high, re.compile(words, re.IGNORECASE))


_COEFFICIENTS = (
    _coefficient(
        "Cronbach's α", r"α|[Aa]lphas?", float("-inf"), 1.0, r"cronbach|internal consistency|reliabilit"
    ),
    _coefficient("McDonald's ω", r"ω|[Oo]mega", 0.0, 1.0, r"mcdonald|internal consistency|reliabilit"),
    _coefficient("κ", r"κ|[Kk]appa", -1.0, 1.0, r"agree|rater|coder|cohen|fleiss|reliab"),
    _coefficient("an intraclass correlation", r"ICCs?", -1.0, 1.0, r"ICC|intraclass"),
    _coefficient("the area under a ROC curve", r"AU(?:RO)?Cs?", 0.0, 1.0, r"\bROC\b|AUROC|receiver"),
    _coefficient("a correlation", r"r(?=\s?=\s?-?\s?\d*\.\d+\s?[,;]\s?[pP]\s?[=<>])", -1.0, 1.0, r"correlat"),
    _coefficient("a standard deviation", r"SD", 0.0, float("inf"), r"SD"),
)


def check_ranges(paper: Paper) -> Iterator[Check]:
    """A check of each coefficient that cannot have every value."""
    for passage in paper.prose():
        for each in _COEFFICIENTS:
            for match in each.notation.finditer(passage.text):
                if each.words.search(paper.sentence(passage.index, match.start())):
                    yield _checked(each, match, passage)


def _checked(each: BoundedCoefficient, match: re.Match[str], passage: Passage) -> Check:
    number = printed(match["number"])
    place = Place(passage.index, match.start(), match.end())
    text = passage.block.text[place.start : place.end]
    if Span(each.low, each.high).meets(Span(number.low, number.high)):
        return Check(_NAME, "agrees", (place,), text, f"{each.name} is {_limits(each)}")
    name = each.name if len(each.name) == 1 else each.name[0].upper() + each.name[1:]
    return questioned(_NAME, place, text, f"{name} is {_limits(each)}, but {number.text} is printed.")


def _limits(each: BoundedCoefficient) -> str:
    if each.high == float("inf"):
        return f"at least {shown(each.low)}"
    return "at most 1" if each.low == float("-inf") else f"between {each.low:.0f} and 1".replace("-", "−")


RULE = Rule(
    name=_NAME,
    title="coefficients that have limits",
    formula="α ≤ 1; 0 ≤ ω, AUC ≤ 1; −1 ≤ κ, ICC, r ≤ 1; SD ≥ 0",
    source="the definition of the coefficients",
    needs="a coefficient with a decimal number, and a word of its subject in the sentence, such as Cronbach, rater or "
    "ROC",
    rounding="all values that round to the printed one",
    abstains="percentages, numbers with units and powers of ten; other coefficients of the same letters",
    run=check_ranges,
)
