"""Direction words: "weaker alliance led to lower scores" against "weaker alliance predicted higher scores"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from report.audit.checks import Check, Place, Rule
from report.audit.papers import Paper
from report.audit.passages import Passage, sentences

_UP = ("higher", "stronger", "greater", "more", "increased", "larger", "better", "elevated")
_DOWN = ("lower", "weaker", "less", "fewer", "reduced", "decreased", "smaller", "poorer", "worse", "poor")
#: Words of quality: for a burden, lower is better.
_QUALITY = ("better", "worse", "poorer", "poor")
_BURDENS = re.compile(r"depress|anxi|symptom|severity|pain|stress|outcome|distress|mortality|burden|score")
_VERBS = r"predict\w*|led\sto|leads?\sto|leading\sto|result\w*\sin|associated\swith|translat\w+\sinto"
_LINK = re.compile(rf"\b(?:{_VERBS})\b", re.IGNORECASE)
_WORDS = "|".join((*_UP, *_DOWN))
#: A word of a noun phrase, which ends before the next direction word or verb.
_NOUN_WORD = rf"(?!(?:{_WORDS}|{_VERBS})\b)[a-z-]+"
_SIDE = re.compile(rf"\b(?P<word>{_WORDS})\s(?P<noun>(?:{_NOUN_WORD}\s){{0,3}}{_NOUN_WORD})", re.IGNORECASE)
#: The most letters between a side and the verb that belongs to it.
_NEAR, _FAR = 90, 120
_EMPTY = frozenset(
    (
        *("scores", "score", "levels", "level", "severity", "of", "the", "a", "an"),
        *("final", "eventual", "absolute", "at", "in", "and", "or", "to", "with"),
        *(
            "experience",
            "experiences",
            "therapeutic",
            "baseline",
            "measured",
            "overall",
            "subsequent",
            "than",
        ),
        *("after", "before", "during", "ahead", "for", "on", "was", "were", "is"),
        *("are", "by", "from", "later", "type"),
    )
)
#: Words that end the phrase of a noun.
_AFTER_NOUN = frozenset(
    (
        *(
            "of",
            "at",
            "in",
            "and",
            "or",
            "to",
            "with",
            "than",
            "after",
            "before",
            "during",
            "ahead",
            "for",
            "on",
            "was",
        ),
        *(
            "were",
            "is",
            "are",
            "by",
            "from",
            "later",
            "again",
            "too",
            "also",
            "only",
            "both",
            "as",
            "which",
            "that",
            "when",
        ),
    )
)
_NEGATED = re.compile(
    r"\b(?:not|no|nor|neither|never|hypothes\w*|expect\w*|whether|would|could|might|may)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Relation:
    """Two nouns that go together (+1) or against each other (−1), with the place."""

    nouns: frozenset[str]
    sign: int
    place: Place
    text: str


def check_directions(paper: Paper) -> Iterator[Check]:
    """A check of each statement of direction that other statements of the paper are about."""
    by_nouns: dict[frozenset[str], list[_Relation]] = defaultdict(list)
    for passage in paper.prose():
        if passage.part != "introduction":
            for start, end in sentences(passage.text):
                for each in _relations(passage, start, end):
                    by_nouns[each.nouns].append(each)
    for found in by_nouns.values():
        yield from _checked(found)


def _checked(found: list[_Relation]) -> Iterator[Check]:
    """One statement against at least two others that agree is a finding."""
    signs = [each.sign for each in found]
    for each in found:
        others = [other for other in found if other.sign != each.sign]
        if len(found) < 2:
            continue
        if len(others) < 2 or signs.count(each.sign) > 1:
            yield Check("direction", "agrees", (each.place,), each.text)
            continue
        one, two = sorted(each.nouns)
        question = (
            f"Here {one} and {two} go {'together' if each.sign > 0 else 'against each other'}; elsewhere the text "
            "says the opposite. Is a direction word a misprint?"
        )
        places = (each.place, *(other.place for other in others))
        yield Check("direction", "finding", places, each.text, "", "contradiction", question)


def _relations(passage: Passage, start: int, end: int) -> Iterator[_Relation]:
    """The relations of a sentence: the last side before each verb with every side up to the next verb."""
    text = passage.text[start:end]
    links = [*_LINK.finditer(text)]
    for link, after in zip(links, [*links[1:], None], strict=False):
        stop = after.start() if after else len(text)
        causes = list(_SIDE.finditer(text, max(0, link.start() - _NEAR), link.start()))[-1:]
        for cause in causes:
            for effect in _SIDE.finditer(text, link.end(), min(stop, link.end() + _FAR)):
                if not _NEGATED.search(text, cause.start(), effect.end()):
                    yield from _related(passage, cause, effect, start)


def _related(
    passage: Passage, cause: re.Match[str], effect: re.Match[str], start: int
) -> Iterator[_Relation]:
    one, two = _noun(cause), _noun(effect)
    if one and two and one != two:
        place = Place(passage.index, start + cause.start(), start + effect.end())
        shown = passage.block.text[place.start : place.end]
        yield _Relation(frozenset((one, two)), _sign(cause) * _sign(effect), place, shown)


def _noun(side: re.Match[str]) -> str:
    """The noun of a side: its informative words."""
    said = dropwhile(lambda word: word in _EMPTY, side["noun"].casefold().split())
    words = takewhile(lambda word: word not in _AFTER_NOUN, said)
    named = [word for word in words if word not in _EMPTY]
    if not named or (side["word"].casefold() in _QUALITY and _BURDENS.search(side["noun"].casefold())):
        return ""
    return " ".join(named)


def _sign(side: re.Match[str]) -> int:
    return 1 if side["word"].casefold() in _UP else -1


RULE = Rule(
    name="direction",
    title="direction words against each other",
    formula="sign(direction of cause) × sign(direction of effect) is the same for the same two nouns",
    source="logic",
    needs="a direction word and noun on both sides of predicted, led to, associated with, resulted in",
    rounding="none",
    abstains="negations, hypotheses, better and worse of a burden; fewer than two statements of the opposite",
    run=check_directions,
)
