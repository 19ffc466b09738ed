"""Checks wording that is bound to claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from report.text.tokens import WORD, Token
from report.verify.comparison import Comparison, TokenRemark

#: Words that reverse, weaken or strengthen a statement when inserted anywhere before it in its sentence.
_HEDGE = re.compile(
    r"not|no|non|never|neither|nor|without|hardly|barely|scarcely|cannot|t|un|nothing|none|less|fewer|more|only"
    r"|insignificant(?:ly)?|fail(?:s|ed|ing)?|would|could|might|may|should|unlikely|doubt(?:ful|fully)?"
    r"|questionabl[ey]|weak(?:ly)?|slightly|marginally|part(?:ly|ially)|somewhat|nearly|almost|seemingly|apparently"
    r"|possibly|perhaps|probably|supposedly|allegedly|if|unless|whether|tend(?:s|ed)?|trend|seem(?:s|ed)?"
    r"|appear(?:s|ed)?|ceased|refused|far|rarely|seldom|strongly|highly|extremely"
    r"|failures?|lack(?:s|ed|ing)?|absence|absent|little|few|contrary|untrue|false(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?"
    r"|mistaken(?:ly)?|den(?:y|ies|ied)|reject(?:s|ed)?|disput(?:e[sd]?|able)|contradict(?:s|ed)?|refut(?:e[sd]?|ing)"
    r"|uncertain|unclear|unproven|unknown|unconfirmed|inconclusive(?:ly)?|doubts|best|least|maybe|arguably|reportedly"
    r"|presumably|potentially|conceivably|ostensibly|purportedly|hypothetical(?:ly)?|tentative(?:ly)?|theor(?:y|etically)"
    r"|exploratory|exploratorily|subgroups?|subsets?|assum(?:e[sd]?|ing|ptions?)|modest(?:ly)?|minimal(?:ly)?|spurious(?:ly)?"
)
#: Verbs that report what follows "that" instead of stating it; "as expected" states it.
_REPORTING = re.compile(
    r"hypothesi[sz]ed?|expect(?:ed)?|predict(?:s|ed)?|claim(?:s|ed)?|argu(?:e[sd]?|ing)|suggest(?:s|ed|ing)?|believed?"
    r"|thought|suppos(?:e[sd]?|ing)|speculat(?:e[sd]?|ing)|propos(?:e[sd]?|ing)|hoped?|suspect(?:s|ed)?|imagine[sd]?|wonder(?:ed)?"
    r"|conjectured?|postulate[sd]?|anticipated?|planned|test(?:ed)?|asked|guess(?:ed)?"
)
#: Words that may be inserted next to a statement without changing it.
_NEUTRAL = re.compile(
    r"an?|again|also|although|and|as|because|but|consequently|finally|first|further(?:more)?|hence|here|however"
    r"|in|indeed|its?|moreover|now|of|on|our|second|similarly|since|so|that|the|their|then|there|therefore|these"
    r"|they|this|those|thus|to|too|turn|we|which|while|who|with"
)
_CLAUSE = 40
_STOP = re.compile(r"[.;:!?]")


def claim_remarks(case: Comparison) -> list[TokenRemark]:
    """One remark for each bound wording that was deleted, reworded or moved."""
    found = (_on_claim(case, places) for places in _claims(case.expected))
    return [remark for remark in found if remark is not None]


def _claims(expected: Sequence[Token]) -> Iterator[list[int]]:
    """The positions of the tokens of each bound wording."""
    bound = [i for i, token in enumerate(expected) if token.bound and token.bound.kind == "claim"]
    for _, places in groupby(bound, key=lambda i: (expected[i].block, expected[i].bound)):
        yield list(places)


def _on_claim(case: Comparison, places: list[int]) -> TokenRemark | None:
    partners = [case.alignment.to_found[i] for i in places]
    there = [j for j in partners if j is not None]
    first = there[0] if there else _replaced(case, places)
    if not there:
        return TokenRemark("reworded" if first is not None else "deleted", places[0], first)
    whole = all(
        j is not None and case.found[j].key == case.expected[i].key
        for i, j in zip(places, partners, strict=True)
    )
    if not whole or _has_extra(case, there) or _is_turned(case, there):
        return TokenRemark("reworded", places[0], first)
    moved = case.alignment.moved.issuperset(places) and case.expected_block(places[0]).kind != "footnote"
    return TokenRemark("moved", places[0], first) if moved else None


def _replaced(case: Comparison, places: list[int]) -> int | None:
    """The first found word at the place of a missing wording, between words that are still there."""
    before = next(
        (j for i in range(places[0] - 1, -1, -1) if (j := case.alignment.to_found[i]) is not None), None
    )
    if before is None or before + 1 >= len(case.found):
        return None
    return before + 1 if case.alignment.to_expected[before + 1] is None else None


def _has_extra(case: Comparison, there: list[int]) -> bool:
    """Whether words were inserted into the wording; floats and notes placed there by the page are ignored."""
    between = set(range(min(there), max(there) + 1)) - set(there)
    blocks = {case.found[j].block for j in there}
    return any(
        case.alignment.to_expected[j] is None and not case.found[j].exempt and case.found[j].block in blocks
        for j in between
    )


def _is_turned(case: Comparison, there: list[int]) -> bool:
    """Whether words that reverse or weaken the statement were inserted next to it, or earlier in its sentence."""
    first, last = min(there), max(there)
    before, after = list(_sentence(case, first, -1)), list(_sentence(case, last, 1))
    beside = [
        *takewhile(lambda j: _is_new(case, j), before),
        *takewhile(lambda j: _is_new(case, j), after[:3]),
    ]
    if any(_changes(case.found[j]) for j in beside):
        return True
    new = [case.found[j].key for j in before if _is_new(case, j)]
    opening = case.found[before[-1]].key if before and _is_new(case, before[-1]) else ""
    return any(map(_HEDGE.fullmatch, new)) or _is_reported(new) or opening == "had"


def _is_reported(new: Sequence[str]) -> bool:
    """Whether inserted words turn a statement into one that somebody expects or claims."""
    return "that" in new and any(map(_REPORTING.fullmatch, new))


def _changes(token: Token) -> bool:
    """Whether a word next to a statement changes it; connectives do not, and numbers are checked elsewhere."""
    return token.kind == WORD and not _NEUTRAL.fullmatch(token.key)


def _is_new(case: Comparison, j: int) -> bool:
    i = case.alignment.to_expected[j]
    if i is None:
        return True
    key = case.found[j].key
    return case.expected[i].key != key and _HEDGE.fullmatch(key) is not None


def _sentence(case: Comparison, start: int, step: int) -> Iterator[int]:
    """The tokens of the same sentence before or after a position, moving outwards, up to another claim."""
    j = start
    for _ in range(_CLAUSE):
        one, other = sorted((j, j + step))
        if one < 0 or other == len(case.found) or case.found[one].block != case.found[other].block:
            return
        between = case.found_block(one).text[case.found[one].end : case.found[other].start]
        if _STOP.search(between):
            return
        j += step
        if _is_of_claim(case, j):
            return
        yield j


def _is_of_claim(case: Comparison, j: int) -> bool:
    i = case.alignment.to_expected[j]
    bound = None if i is None else case.expected[i].bound
    return bound is not None and bound.kind == "claim"
