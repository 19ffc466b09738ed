"""Three-way merge of a template: the text of the build, the current text, and the edits of the copy."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from report.merge.source_spans import SourceEdit

_WORD = re.compile(r"\w+|\s|.", re.DOTALL)


@dataclass(frozen=True)
class Merged:
    """The current text with the edits; the indices of edits that conflict with it, and of those that it contains."""

    text: str
    conflicts: tuple[int, ...]
    present: tuple[int, ...]


@dataclass(frozen=True)
class _Change:
    start: int
    end: int
    text: str


def merged(base: str, today: str, edits: Sequence[SourceEdit]) -> Merged:
    """The current text with each edit that touches nothing that has changed since the build."""
    changes = _changes(base, today)
    if changes and _written(base, [], edits) == today:
        return Merged(today, (), tuple(range(len(edits))))
    applied: list[SourceEdit] = []
    conflicts, present = [], []
    for index, edit in enumerate(edits):
        if changes and _is_present(base, changes, edits, edit):
            present.append(index)
        elif any(_overlaps(each, edit) for each in changes):
            conflicts.append(index)
        else:
            applied.append(edit)
    return Merged(_written(today, changes, applied), tuple(conflicts), tuple(present))


def _is_present(base: str, changes: Sequence[_Change], edits: Sequence[SourceEdit], edit: SourceEdit) -> bool:
    """Whether the current text already has an edit: around it, it equals the text of the build with all edits."""
    others = [_Change(each.start, each.end, each.text) for each in edits]
    for margin in (0, 1, len(edit.text) + edit.end - edit.start + 2):
        start, end = max(0, edit.start - margin), min(len(base), edit.end + margin)
        near, wanted = _within(changes, start, end), _within(others, start, end)
        start = min([start, *(each.start for each in (*near, *wanted))])
        end = max([end, *(each.end for each in (*near, *wanted))])
        near, wanted = _within(changes, start, end), _within(others, start, end)
        if near and _replaced(base, start, end, near) == _replaced(base, start, end, wanted):
            return True
    return False


def _within(changes: Sequence[_Change], start: int, end: int) -> list[_Change]:
    found = [each for each in changes if each.start <= end and start <= each.end]
    return sorted(found, key=lambda each: (each.start, each.end))


def _overlaps(change: _Change, edit: SourceEdit) -> bool:
    """Whether both change the same letter, or insert at the same place."""
    if change.start == change.end or edit.start == edit.end:
        return change.start <= edit.end and edit.start <= change.end and not _apart(change, edit)
    return change.start < edit.end and edit.start < change.end


def _apart(change: _Change, edit: SourceEdit) -> bool:
    """Whether an insertion is only next to the other change, not inside it."""
    if change.start == change.end and edit.start == edit.end:
        return False
    return change.end <= edit.start or edit.end <= change.start


def _replaced(base: str, start: int, end: int, changes: Sequence[_Change]) -> str:
    parts, place = [], start
    for each in changes:
        parts += [base[place : max(place, each.start)], each.text]
        place = max(place, each.end)
    return "".join([*parts, base[place:end]])


def _changes(base: str, today: str) -> list[_Change]:
    """The differences between two texts by words, compared line by line first."""
    if base == today:
        return []
    found = []
    lines = base.splitlines(keepends=True), today.splitlines(keepends=True)
    starts = [_starts(each) for each in lines]
    for kind, i, j, k, m in SequenceMatcher(None, *lines, autojunk=False).get_opcodes():
        if kind != "equal":
            old, new = "".join(lines[0][i:j]), "".join(lines[1][k:m])
            found += [
                _Change(c.start + starts[0][i], c.end + starts[0][i], c.text) for c in _by_words(old, new)
            ]
    return found


def _by_words(old: str, new: str) -> list[_Change]:
    words = _WORD.findall(old), _WORD.findall(new)
    starts = [_starts(each) for each in words]
    return [
        _Change(starts[0][i], starts[0][j], "".join(words[1][k:m]))
        for kind, i, j, k, m in SequenceMatcher(None, *words, autojunk=False).get_opcodes()
        if kind != "equal"
    ]


def _starts(parts: Sequence[str]) -> list[int]:
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part))
    return starts


def _written(today: str, changes: Sequence[_Change], edits: Sequence[SourceEdit]) -> str:
    """The current text with edits, whose offsets are shifted by the changes before them."""
    ends = [each.end for each in changes]
    shifts = [0]
    for each in changes:
        shifts.append(shifts[-1] + len(each.text) - (each.end - each.start))
    order = sorted(
        range(len(edits)), key=lambda i: (edits[i].start, edits[i].end > edits[i].start, -edits[i].end, i)
    )
    text, place = [], 0
    for i in order:
        edit = edits[i]
        start = edit.start + shifts[bisect_right(ends, edit.start)]
        end = edit.end + shifts[bisect_right(ends, edit.end)] if edit.end > edit.start else start
        if start < end <= place:
            continue  # the same replacement, or one of text that another edit removes
        text += [today[place:start], edit.text]
        place = max(place, end)
    return "".join([*text, today[place:]])


def place_today(base: str, today: str, offset: int) -> int:
    """The offset in the current text of an offset in the text of the build."""
    changes = _changes(base, today)
    shift = sum(len(each.text) - (each.end - each.start) for each in changes if each.end <= offset)
    return max(0, min(len(today), offset + shift))
