"""Tracked changes within paragraphs: the words, numbers and pictures of two versions as insertions and deletions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from report.render.word.namespaces import M, element, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
#: A blank, a number with its sign, a word, or a single other character.
_WORD = re.compile(r"\s+|(?<!\w)[−+-]?\.\d+|(?<!\w)[−+-]?\d+(?:[.,:/]\d+)*%?|\w+(?:[.'’-]\w+)*|[^\w\s]")
_WITHOUT_TEXT = ("bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
MATH_TEXT = f"{{{M}}}t"
FORMULA, DISPLAYED = f"{{{M}}}oMath", f"{{{M}}}oMathPara"
_AROUND = ("sdt", "hyperlink")

#: The identity of what a run shows beside its text: a picture or a footnote.
Shown = Callable[["_Element"], str]
#: A run of the old version as it can be placed in the new file, or None.
Transfer = Callable[["_Element"], "_Element | None"]


@dataclass
class Marks:
    """The author and date of tracked changes, and their numbers."""

    author: str
    date: str
    count: int = 0

    def mark(self, kind: str, *children: _Element) -> _Element:
        """An insertion or deletion around runs."""
        self.count += 1
        made = element(kind, id=900000 + self.count, author=self.author, date=self.date)
        made.extend(children)
        return made


@dataclass(frozen=True)
class _Token:
    key: tuple[str, str]
    runs: tuple[_Element, ...]
    around: _Element | None = field(default=None)


def tokens(paragraph: _Element, shown: Shown) -> list[_Token]:
    """The words and other content of a paragraph; what has no text has an empty key."""
    return [token for child in paragraph for token in _tokens(child, shown)]


def _tokens(node: _Element, shown: Shown) -> Iterator[_Token]:
    name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
    if name == "pPr":
        return
    if name in _WITHOUT_TEXT or not name:
        yield _Token(("", ""), (node,))
    elif name in _AROUND:
        runs = tuple(node.iter(w("r")))
        yield _Token((name, _text(node)), runs, node)
    elif name == "r" and _is_words(node):
        for word in _WORD.findall(_text(node)):
            yield _Token((word, run_format(node)), (_word(node, word),))
    else:
        yield _Token((name, _text(node) + shown(node)), (node,))


def _is_words(run: _Element) -> bool:
    return [child.tag for child in run if child.tag != w("rPr")] == [w("t")]


def _text(node: _Element) -> str:
    return "".join(each.text or "" for each in node.iter(w("t"), MATH_TEXT))


def run_format(run: _Element) -> str:
    """The format of a run, for comparison with another."""
    properties = run.find(w("rPr"))
    if properties is None:
        return ""
    return " ".join(sorted(f"{each.tag}{sorted(each.attrib.items())}" for each in properties))


def _word(run: _Element, text: str) -> _Element:
    made = element("r")
    properties = run.find(w("rPr"))
    if properties is not None:
        made.append(deepcopy(properties))
    word = element("t")
    word.text = text
    word.set(_SPACE, "preserve")
    made.append(word)
    return made


def mark_paragraph(
    old: _Element, new: _Element, marks: Marks, shown: tuple[Shown, Shown], transfer: Transfer
) -> None:
    """Mark the differences between two paragraphs in the new one."""
    before = [token for token in tokens(old, shown[0]) if token.key[0]]
    after = tokens(new, shown[1])
    texts = [token for token in after if token.key[0]]
    matcher = SequenceMatcher(None, [t.key for t in before], [t.key for t in texts], autojunk=False)
    deleted: dict[int, list[_Token]] = {}
    inserted: set[int] = set()
    for i, j, k, m in _changes(matcher.get_opcodes(), before, texts):
        deleted.setdefault(k, []).extend(before[i:j])
        inserted |= {*range(k, m)}
    if deleted or inserted:
        _rebuilt(new, after, deleted, inserted, marks, transfer)


def _changes(
    codes: Sequence[tuple[str, int, int, int, int]], before: Sequence[_Token], after: Sequence[_Token]
) -> list[tuple[int, int, int, int]]:
    """The changed stretches; those of words that only a blank separates are one, so that phrases stay readable."""
    found: list[tuple[int, int, int, int]] = []
    for change in (each[1:] for each in codes if each[0] != "equal"):
        last = found[-1] if found else change
        if found and _is_blank(before[last[1] : change[0]]) and _are_words((last, change), before, after):
            found[-1] = (last[0], change[1], last[2], change[3])
        else:
            found.append(change)
    return found


def _is_blank(between: Sequence[_Token]) -> bool:
    return len(between) == 1 and between[0].key[0].isspace()


def _are_words(
    changes: Sequence[tuple[int, int, int, int]], before: Sequence[_Token], after: Sequence[_Token]
) -> bool:
    """Whether changed stretches consist of words; a changed number stays a change of its own."""
    changed = [token for i, j, k, m in changes for token in (*before[i:j], *after[k:m])]
    return all(token.around is None and not re.search(r"\d", token.key[0]) for token in changed)


def _rebuilt(
    new: _Element,
    after: Sequence[_Token],
    deleted: dict[int, list[_Token]],
    inserted: set[int],
    marks: Marks,
    transfer: Transfer,
) -> None:
    properties = new.find(w("pPr"))
    for child in list(new):
        if child is not properties:
            new.remove(child)
    place = 0
    for token in after:
        if not token.key[0]:
            new.extend(token.runs)
            continue
        new.extend(removed(deleted.pop(place, ()), marks, transfer))
        if place in inserted:
            new.extend(_added(token, marks))
        elif token.around is not None:
            new.append(token.around)
        else:
            new.extend(token.runs)
        place += 1
    new.extend(removed(deleted.pop(place, ()), marks, transfer))
    _join(new)


def _join(paragraph: _Element) -> None:
    """Join changes of the same kind that follow each other, which a reader accepts or rejects as one."""
    for mark in list(paragraph.iter(w("ins"), w("del"))):
        before = mark.getprevious()
        if before is not None and before.tag == mark.tag and len(mark):
            before.extend(list(mark))
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)


def _added(token: _Token, marks: Marks) -> list[_Element]:
    """An insertion. A link stays around its runs; controls are dropped, since LibreOffice ignores changes in them."""
    if token.around is None or token.around.tag == w("sdt"):
        return [marks.mark("ins", *token.runs)]
    for run in token.runs:
        parent = run.getparent()
        if parent is not None:
            place = parent.index(run)
            parent.insert(place, marks.mark("ins", run))
    return [token.around]


def removed(found: Sequence[_Token], marks: Marks, transfer: Transfer) -> list[_Element]:
    """The deletion of what the old version had."""
    runs = [made for token in found for run in token.runs if (made := transfer(run)) is not None]
    return [marks.mark("del", *map(deleted_run, runs))] if runs else []


def deleted_run(run: _Element) -> _Element:
    """A copy of a run whose text is deleted."""
    made = deepcopy(run)
    for text in made.iter(w("t")):
        text.tag = w("delText")
    return made


def mark_whole(paragraph: _Element, kind: str, marks: Marks, transfer: Transfer) -> None:
    """Mark a paragraph with its end as inserted or deleted; controls are replaced by their runs."""
    for control in list(paragraph.iter(w("sdt"))):
        unwrap(control)
    for run in list(paragraph.iter(w("r"), FORMULA, DISPLAYED)):
        parent = run.getparent()
        if parent is None or parent.tag in (w("ins"), w("del"), DISPLAYED):
            continue
        transferred = run if kind == "ins" else transfer(run)
        place = parent.index(run)
        parent.remove(run)
        if transferred is not None:
            parent.insert(place, marks.mark(kind, transferred if kind == "ins" else deleted_run(transferred)))
    _join(paragraph)
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = element("pPr")
        paragraph.insert(0, properties)
    letters = properties.find(w("rPr"))
    if letters is None:
        letters = element("rPr")
        later = next((c for c in properties if c.tag in (w("sectPr"), w("pPrChange"))), None)
        if later is None:
            properties.append(letters)
        else:
            later.addprevious(letters)
    letters.insert(0, marks.mark(kind))


def unwrap(node: _Element) -> None:
    """Replace a control or link by its runs."""
    parent = node.getparent()
    if parent is None:
        return
    place = parent.index(node)
    for run in list(node.iter(w("r"))):
        parent.insert(place, run)
        place += 1
    parent.remove(node)
