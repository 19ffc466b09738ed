"""The lines of a template around an edit, before and after it, with the words that differ."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from report.merge.hunks import CONFLICT, Hunk
from report.merge.merging import Merge
from report.merge.source_spans import SourceEdit
from report.merge.three_way import merged, place_today

SAME, GONE, NEW, SKIP = "same", "gone", "new", "skip"
_WORD = re.compile(r"\w+|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Excerpt:
    """Two stretches of a text as pieces, each with its kind: equal, deleted, new, or omitted lines."""

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


def excerpt(hunk: Hunk, found: Merge) -> Excerpt:
    """The current template next to the template with a hunk, or next to the copy's text if there is no edit."""
    if not hunk.edits:
        return _printed(hunk, found)
    parts = [_edited(file, list(edits), hunk, found) for file, edits in _by_file(hunk.edits)]
    return Excerpt(
        tuple(_joined(each.before for each in parts)), tuple(_joined(each.after for each in parts))
    )


def _by_file(edits: Sequence[SourceEdit]) -> Iterator[tuple[str, Iterator[SourceEdit]]]:
    key = lambda edit: edit.file  # noqa: E731
    return itertools.groupby(sorted(edits, key=key), key)


def _joined(parts: Iterator[tuple[tuple[str, str], ...]]) -> Iterator[tuple[str, str]]:
    for place, part in enumerate(parts):
        if place:
            yield SKIP, ""
        yield from part


def _edited(file: str, edits: Sequence[SourceEdit], hunk: Hunk, found: Merge) -> Excerpt:
    base, today = found.base.templates[file], found.today.get(file, "")
    result = merged(base, today, edits)
    if hunk.state == CONFLICT and result.conflicts:
        theirs = _compared(base, merged(base, base, edits).text)
        return Excerpt(((SAME, _lines_at(today, place_today(base, today, edits[0].start))),), theirs.after)
    if result.text == today:
        here = _lines_at(today, place_today(base, today, edits[0].start))
        return Excerpt(((SAME, here),), ((SAME, here),))
    return _compared(today, result.text)


def _printed(hunk: Hunk, found: Merge) -> Excerpt:
    """The lines of the template at the place of a hunk, and the text of the copy."""
    start, end = (len(text) + bool(any(hunk.around)) for text in hunk.around)
    gone, new = (text[start : len(text) - end] for text in (hunk.before, hunk.after))
    after = ((SAME, hunk.around[0]), (NEW, new), (SAME, hunk.around[1]))
    if not hunk.file:
        return Excerpt(((SAME, hunk.around[0]), (GONE, gone), (SAME, hunk.around[1])), after)
    today = found.today.get(hunk.file, "")
    place = place_today(found.base.templates[hunk.file], today, max(0, hunk.offset))
    return Excerpt(((SAME, _lines_at(today, place)),), after)


def _lines_at(text: str, place: int) -> str:
    """The line at a place of a text."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : len(text) if end < 0 else end]


def _compared(old: str, new: str) -> Excerpt:
    """The lines that differ, and one line of context on each side."""
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    before: list[tuple[str, str]] = []
    after: list[tuple[str, str]] = []
    for group in SequenceMatcher(None, *lines, autojunk=False).get_grouped_opcodes(1):
        if before:
            before.append((SKIP, ""))
            after.append((SKIP, ""))
        for kind, i, j, k, m in group:
            texts = "".join(lines[0][i:j]), "".join(lines[1][k:m])
            left, right = ([(SAME, texts[0])], [(SAME, texts[1])]) if kind == "equal" else _words(*texts)
            before += left
            after += right
    return Excerpt(tuple(before), tuple(after))


def _words(old: str, new: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    words = _WORD.findall(old), _WORD.findall(new)
    before, after = [], []
    for kind, i, j, k, m in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        same = kind == "equal"
        before.append((SAME if same else GONE, "".join(words[0][i:j])))
        after.append((SAME if same else NEW, "".join(words[1][k:m])))
    return [each for each in before if each[1]], [each for each in after if each[1]]
