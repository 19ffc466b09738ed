"""Words of significance beside p-values: "significant (solid, p > 0.1)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report.audit.checks import Check, Place, Rule
from report.audit.papers import Paper
from report.audit.passages import Passage
from report.audit.quantities import SymbolQuantity

_WORD = re.compile(
    r"\b(?P<negated>(?:not\s(?:statistically\s)?|non-?\s?|in)significant(?:ly)?)\b|\b(?P<plain>significant(?:ly)?)\b",
    re.IGNORECASE,
)
_HEDGES = re.compile(
    r"\b(?:no|not|nor|neither|never|absence|absent|without|none|non|n't|fail\w*|lack\w*|longer|hardly|marginal\w*|trend\w*|near\w*"
    r"|approach\w*|almost|border\w*|only|unless|if|whether|clinically|tendency|quasi|although|but|except)\b|n't\b",
    re.IGNORECASE,
)
#: Words that deny what a clause says of several, however far before; and those that deny a negation.
_NEITHER = re.compile(r"\b(?:neither|none|no)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|neither|rather|from)\b|n't\b", re.IGNORECASE)
#: The letters of a clause, and those of its words close before.
_CLAUSE, _CLOSE = 200, 60
#: A p-value in the parenthesis after the word, no more than this many letters away.
_NEAR = 45


def check_words(paper: Paper) -> Iterator[Check]:
    """A check of each word of significance whose parenthesis holds p-values."""
    for passage in paper.prose():
        found = [each for each in paper.quantities[passage.index] if each.symbol == "p"]
        for word in _WORD.finditer(passage.text):
            near = list(_beside(passage.text, word.end(), found))
            if near and not _is_hedged(passage.text, word):
                yield _checked(passage, word, near, paper.alpha)


def _beside(text: str, end: int, found: Sequence[SymbolQuantity]) -> Iterator[SymbolQuantity]:
    """The p-values in the first parenthesis after a word."""
    opened = re.match(rf"[^.;()\[\]]{{0,{_NEAR}}}[(\[]", text[end:])
    if opened is None or re.search(r"\b(?:but|and|or|than|not|neither|no|none)\b", opened[0]):
        return
    start = end + opened.end()
    depth, last = 1, start
    while last < len(text) and depth:
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[last], 0)
        last += 1
    yield from (each for each in found if start <= each.start < last)


def _is_hedged(text: str, word: re.Match[str]) -> bool:
    before = re.split(r"[.;:()]", text[max(0, word.start() - _CLAUSE) : word.start()])[-1]
    if word["negated"]:
        return bool(_DENIED.search(before))
    return bool(_NEITHER.search(before) or _HEDGES.search(before[-_CLOSE:]))


def _checked(passage: Passage, word: re.Match[str], near: Sequence[SymbolQuantity], alpha: float) -> Check:
    place = Place(passage.index, word.start(), near[-1].end)
    statement = passage.block.text[place.start : place.end]
    denies = word["negated"] is not None
    if not all(_contradicts(each, denies, alpha) for each in near):
        return Check("significance-word", "agrees", (place,), statement, f"alpha is {alpha}")
    shown = "not significant" if denies else "significant"
    question = (
        f"The text calls the result {shown}, but the p-value beside it says otherwise at alpha = {alpha}. "
        "Which of them is right?"
    )
    return Check(
        "significance-word", "finding", (place,), statement, f"alpha is {alpha}", "contradiction", question
    )


def _contradicts(p: SymbolQuantity, denies: bool, alpha: float) -> bool:
    number = p.number
    if number.relation == "ns":
        return not denies
    if denies:
        return (
            number.value < alpha
            if number.relation in "<≤"
            else number.relation == "=" and number.high < alpha
        )
    return number.value >= alpha if number.relation in ">≥" else number.relation == "=" and number.low > alpha


RULE = Rule(
    name="significance-word",
    title="significance wording against its p-value",
    formula="significant: p ≤ alpha; not significant: p > alpha",
    source="the definition of the significance level",
    needs="significant, non-significant or not significant, with p-values in the parenthesis after it",
    rounding="a p-value that rounds to alpha contradicts neither word",
    abstains="negations, trends, conditions and contrasts before the word; a parenthesis in which one p-value agrees",
    run=check_words,
)
