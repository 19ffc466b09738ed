"""Pairs the units of a build with those of a copy: unchanged, edited, split, joined, moved, new and deleted ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from report.merge.atoms import Unit, alike

_WORD = re.compile(r"\w+")
#: Kinds of units that are identified by their place alone, however much their text differs.
_SHORT = ("cell", "heading", "title", "subtitle", "banner", "caption", "note", "keywords", "author")
#: Those of them whose styles some programs replace by that of a paragraph.
_RESTYLED = ("author", "banner", "keywords", "subtitle", "title")
#: Units with fewer words in common than this share are not the same unit.
_ALIKE, _MOVED, _ALIKE_IN_PLACE = 0.5, 0.6, 0.3


@dataclass(frozen=True)
class Pair:
    """The units of the build and of the copy that belong together; several of one side are split or joined."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    moved: bool = False


def pairs(old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """All units in pairs, in the order of the copy; deleted units come where they were."""
    keys = [[(unit.kind == "cell", alike(unit.text)) for unit in units] for units in (old, new)]
    found: list[Pair] = []
    for kind, i, j, k, m in _opcodes(*keys):
        if kind == "equal":
            found += [Pair((i + n,), (k + n,)) for n in range(j - i)]
        else:
            found += _gap(old, new, range(i, j), range(k, m))
    return in_order(_with_moves(found, old, new))


def _opcodes(
    old: list[tuple[bool, str]], new: list[tuple[bool, str]]
) -> list[tuple[str, int, int, int, int]]:
    """The differences of two lists, without their common ends, which would slow the matcher down."""
    head = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    ends = zip(reversed(old[head:]), reversed(new[head:]), strict=False)
    tail = next((i for i, (a, b) in enumerate(ends) if a != b), min(len(old), len(new)) - head)
    inner = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    found = [(kind, i + head, j + head, k + head, m + head) for kind, i, j, k, m in inner.get_opcodes()]
    last = ("equal", len(old) - tail, len(old), len(new) - tail, len(new))
    return [("equal", 0, head, 0, head), *found, last]


def similarity(one: str, other: str) -> float:
    """The share of words that two texts have in common, from 0 to 1."""
    words = [Counter(_WORD.findall(alike(text).casefold())) for text in (one, other)]
    total = sum(words[0].values()) + sum(words[1].values())
    return 2 * sum((words[0] & words[1]).values()) / total if total else float(one == other)


def _gap(old: Sequence[Unit], new: Sequence[Unit], before: range, after: range) -> list[Pair]:
    """The pairs of a stretch in which both sides differ."""
    scored = sorted(
        (
            (similarity(old[i].text, new[k].text), -abs((i - before.start) - (k - after.start)), i, k)
            for i in before
            for k in after
            if (old[i].kind == "cell") == (new[k].kind == "cell")
        ),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for score, _, i, k in scored:
        crosses = any((i < a) != (k < b) for a, b in taken.items())
        same_place = len(before) == len(after) and i - before.start == k - after.start
        least = _least(old[i], new[k]) if same_place else _ALIKE
        if i not in taken and k not in taken.values() and not crosses and score >= least:
            taken[i] = k
    found = [Pair((i,), (k,)) for i, k in sorted(taken.items())]
    texts = [
        {n for n in places if units[n].kind != "cell"} for places, units in ((before, old), (after, new))
    ]
    found = _joined(_split(found, old, new, texts[1]), old, new, texts[0])
    used = {i for pair in found for i in pair.old}, {k for pair in found for k in pair.new}
    found += [Pair((i,), ()) for i in before if i not in used[0]]
    return found + [Pair((), (k,)) for k in after if k not in used[1]]


def _least(old: Unit, new: Unit) -> float:
    """The similarity that two units at the same place need to be the same unit."""
    if old.kind != new.kind:
        return 0.0 if new.kind == "paragraph" and old.kind in _RESTYLED else _ALIKE
    return 0.0 if old.kind in _SHORT else _ALIKE_IN_PLACE


def _split(found: list[Pair], old: Sequence[Unit], new: Sequence[Unit], after: Container[int]) -> list[Pair]:
    """Add to each pair the adjacent units of the copy that are part of the same text."""
    used = {k for pair in found for k in pair.new}
    made = []
    for each in found:
        pair = each
        for step in (1, -1):
            while (k := pair.new[-1 if step == 1 else 0] + step) in after and k not in used:
                wider = tuple(sorted((*pair.new, k)))
                if not _gains(
                    old[pair.old[0]].text, [new[n].text for n in pair.new], [new[n].text for n in wider]
                ):
                    break
                used.add(k)
                pair = replace(pair, new=wider)
        made.append(pair)
    return made


def _joined(
    found: list[Pair], old: Sequence[Unit], new: Sequence[Unit], before: Container[int]
) -> list[Pair]:
    """Add to each pair the adjacent units of the build that became part of the same text."""
    used = {i for pair in found for i in pair.old}
    made = []
    for each in found:
        pair = each
        for step in (1, -1):
            while (
                len(pair.new) == 1
                and (i := pair.old[-1 if step == 1 else 0] + step) in before
                and i not in used
            ):
                wider = tuple(sorted((*pair.old, i)))
                if not _gains(
                    new[pair.new[0]].text, [old[n].text for n in pair.old], [old[n].text for n in wider]
                ):
                    break
                used.add(i)
                pair = replace(pair, old=wider)
        made.append(pair)
    return made


def _gains(whole: str, less: list[str], more: list[str]) -> bool:
    return similarity(whole, " ".join(more)) > similarity(whole, " ".join(less)) + 0.05


def _with_moves(found: list[Pair], old: Sequence[Unit], new: Sequence[Unit]) -> list[Pair]:
    """The pairs, with deleted and new units of similar text joined as moved ones."""
    gone = [pair for pair in found if not pair.new and old[pair.old[0]].kind != "cell"]
    come = [pair for pair in found if not pair.old and new[pair.new[0]].kind != "cell"]
    scored = sorted(
        (
            (similarity(old[a.old[0]].text, new[b.new[0]].text), -i, -k)
            for i, a in enumerate(gone)
            for k, b in enumerate(come)
        ),
        reverse=True,
    )
    moved: list[Pair] = []
    done: set[int] = set()
    for score, i, k in scored:
        a, b = gone[-i], come[-k]
        if score >= _MOVED and id(a) not in done and id(b) not in done:
            done |= {id(a), id(b)}
            moved.append(Pair(a.old, b.new, moved=not _is_footnote(old[a.old[0]], new[b.new[0]])))
    return [pair for pair in found if id(pair) not in done] + moved


def _is_footnote(old: Unit, new: Unit) -> bool:
    """Whether two units are a footnote, whose place follows from its call, not from its definition."""
    return old.kind == new.kind == "footnote"


def without_moves(found: Sequence[Pair]) -> list[Pair]:
    """The pairs with each moved one as a deleted one, in its place in the build, and a new one."""
    apart = [
        half
        for pair in found
        for half in ((Pair(pair.old, ()), Pair((), pair.new)) if pair.moved else (pair,))
    ]
    return in_order(apart)


def in_order(found: list[Pair]) -> list[Pair]:
    """The pairs in the order of the copy; those that are not in the order of the build are moved."""
    placed = sorted((pair for pair in found if pair.new), key=lambda pair: pair.new[0])
    gone = sorted((pair for pair in found if not pair.new), key=lambda pair: pair.old[0])
    for pair in gone:
        at = next(
            (n for n, each in enumerate(placed) if each.old and each.old[0] > pair.old[0] and not each.moved),
            None,
        )
        placed.insert(len(placed) if at is None else at, pair)
    return placed
