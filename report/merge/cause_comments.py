"""Comments on the numbers that changed in a file with tracked changes: which row it is, and why it changed."""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from report.merge.causes import ExplainedChange
from report.merge.comments import Comment
from report.merge.replies import add_comments
from report.merge.tracked import AUTHOR
from report.render.word.comment_anchors import anchor_at
from report.render.word.namespaces import DOCUMENT, w
from report.render.word.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The most rows that one comment names.
_MOST = 4


def with_causes(tracked: bytes, changes: Iterable[ExplainedChange], epoch: int) -> bytes:
    """A file with tracked changes, with a comment on each number that is the new value of a row beside the old one."""
    package = Package.read(tracked)
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in changes:
        if each.change.old != each.change.new:
            known[each.change.old, each.change.new].append(_described(each))
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    found = [
        (inserted, Comment("", AUTHOR, date, "\n".join(causes[:_MOST] + _more(causes))))
        for deleted, inserted in _replaced(package.tree(DOCUMENT))
        if (causes := _of(known, _text(deleted), _text(inserted)))
    ]
    for number, (inserted, _) in enumerate(found):
        anchor_at(inserted, number)
    if found:
        add_comments(package, [comment for _, comment in found])
    return package.written(epoch)


def _described(each: ExplainedChange) -> str:
    causes = "; ".join(map(str, each.causes))
    change = each.change
    return f"{change.label} ({change.id}): {change.old} → {change.new}. {causes}"


def _more(causes: list[str]) -> list[str]:
    return [f"and {len(causes) - _MOST} more rows with these values"] if len(causes) > _MOST else []


def _of(known: dict[tuple[str, str], list[str]], old: str, new: str) -> list[str]:
    """The rows behind a replacement: those whose old and new values are in its texts as whole numbers."""
    return [
        causes
        for (before, after), listed in known.items()
        if before and after and _holds(old, before) and _holds(new, after)
        for causes in listed
    ]


def _holds(text: str, number: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", text) is not None


def _replaced(root: _Element) -> Iterator[tuple[_Element, _Element]]:
    """Each insertion that follows a deletion or precedes one, with it."""
    for inserted in root.iter(w("ins")):
        for beside in (inserted.getprevious(), inserted.getnext()):
            if beside is not None and beside.tag == w("del"):
                yield beside, inserted
                break


def _text(node: _Element) -> str:
    return "".join(each.text or "" for each in node.iter(w("t"), w("delText")))
