"""Content controls that LibreOffice has divided at tracked changes, put together again.

LibreOffice 7 writes a control of plain text with changes in it as several controls of the same title, and repeats
the whole text of the control, deleted letters included, at the end of most of them and instead of the unchanged
start and end.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, TypeGuard

from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXTS = (w("t"), w("delText"))


def rejoin(root: _Element) -> None:
    """Remove the repetitions, and move the text of the later controls of each group into the first."""
    for group in list(_groups(root)):
        repeated = [_repeated(control) for control in group]
        whole = {text for texts in repeated for text in texts}
        first = group[0].find(w("sdtContent"))
        if len(whole) != 1 or first is None:
            continue
        _restore_ends(group, [bool(texts) for texts in repeated], *whole)
        for control in group[1:]:
            for node in control.iterchildren(w("sdtContent")):
                first.extend(node)
            _remove(control)


def _groups(root: _Element) -> Iterator[list[_Element]]:
    """The controls of plain text that follow each other directly and have the same title."""
    for control in root.iter(w("sdt")):
        title = _title(control)
        if title and not _continues(control.getprevious(), title):
            group = [control]
            while _continues(after := group[-1].getnext(), title):
                group.append(after)
            if len(group) > 1:
                yield group


def _continues(node: _Element | None, title: str) -> TypeGuard[_Element]:
    return node is not None and node.tag == w("sdt") and _title(node) == title


def _title(control: _Element) -> str:
    properties = control.find(w("sdtPr"))
    if properties is None or properties.find(w("text")) is None:
        return ""
    alias = properties.find(w("alias"))
    return (alias.get(w("val")) or "") if alias is not None else ""


def _repeated(control: _Element) -> list[str]:
    """Remove the second of two texts in a run, which only LibreOffice writes, and return it."""
    found = []
    for run in control.iter(w("r")):
        for first, second in pairwise(list(run)):
            if first.tag in _TEXTS and second.tag == first.tag:
                found.append(second.text or "")
                run.remove(second)
    return found


def _restore_ends(group: list[_Element], sure: list[bool], whole: str) -> None:
    """Give the controls that print only the whole text what it has before and behind the others, which are sure."""
    texts = [_text(control) for control in group]
    copies = [text == whole and not known for text, known in zip(texts, sure, strict=True)]
    between = "".join(text for text, copied in zip(texts, copies, strict=True) if not copied)
    at = whole.find(between)
    if at < 0 or not between:
        return
    ends = {0: whole[:at], len(group) - 1: whole[at + len(between) :]}
    for place, copied in enumerate(copies):
        if copied:
            _set_text(group[place], ends.get(place, ""))


def _set_text(control: _Element, text: str) -> None:
    for each in list(control.iter(*_TEXTS)):
        each.text, text = text, ""


def _text(control: _Element) -> str:
    return "".join(each.text or "" for each in control.iter(*_TEXTS))


def _remove(node: _Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
