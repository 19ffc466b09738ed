"""Answered comments as threads of the next Word file: each comment of a copy with its replies and the answer."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report.merge.alignment import similarity
from report.merge.atoms import alike
from report.merge.comments import REPLY, Comment
from report.render.word.comment_anchors import anchor
from report.render.word.namespaces import DOCUMENT, MAIN, W, element, w
from report.render.word.package import Package
from report.rows.errors import Fault, UsageError

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMENTS, _EXTENDED = "word/comments.xml", "word/commentsExtended.xml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATION = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
#: The first id of a comment's paragraph; ids are below 0x80000000.
_FIRST = 0x10000001


@dataclass(frozen=True)
class _Placed:
    """A comment with the paragraph and the words that it is on, and the place of the comment that it answers."""

    comment: Comment
    paragraph: _Element | None
    parent: int | None = None
    words: str = ""


def replies_in(path: Path) -> dict[str, str]:
    """The replies of a list of comments (.json, .csv or .md) by the id of the comment."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix.lower() == ".md":
            return dict(_markdown_replies(text))
        rows = json.loads(text) if path.suffix.lower() == ".json" else list(csv.DictReader(io.StringIO(text)))
        found = {str(row["id"]): str(row.get("reply") or "").strip() for row in rows}
    except OSError as error:
        raise UsageError(Fault(str(path), "cannot be read", error.strerror or "")) from None
    except (ValueError, TypeError, KeyError, AttributeError):
        remedy = "write it with --comments FILE.json, FILE.csv or FILE.md, and fill in the replies"
        raise UsageError(Fault(str(path), "is not a list of comments", remedy)) from None
    return {id: reply for id, reply in found.items() if reply}


def _markdown_replies(text: str) -> Iterator[tuple[str, str]]:
    """The replies of a list in Markdown: after `Reply to ID:`, up to the next comment."""
    for part in re.split(r"^(?=\s*- )", text, flags=re.MULTILINE):
        found = re.search(REPLY, part)
        reply = " ".join(part[found.end() :].split()) if found else ""
        if found and reply:
            yield found[1], reply


def with_threads(
    document: bytes,
    comments: Sequence[Comment],
    units: Mapping[str, str],
    replies: Mapping[str, str],
    author: str,
    epoch: int,
) -> bytes:
    """A built Word file with the threads that have an answer; `units` has the text that each comment is on."""
    package = Package.read(document)
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    paragraphs = [each for each in package.tree(DOCUMENT).iter(w("p")) if _text(each).strip()]
    placed: list[_Placed] = []
    for head in (each for each in comments if not each.reply_to):
        thread = [head, *(each for each in comments if each.reply_to == head.id)]
        answers = [
            Comment("", author, date, replies[each.id], reply_to=head.id)
            for each in thread
            if each.id in replies
        ]
        if answers and paragraphs:
            place = _paragraph(head, units.get(head.id, ""), paragraphs)
            start = len(placed)
            placed += [
                _Placed(each, place, start if each is not head else None, head.quoted.strip())
                for each in (*thread, *answers)
            ]
    _write(package, placed)
    return package.written(epoch)


def _text(paragraph: _Element) -> str:
    return "".join(each.text or "" for each in paragraph.iter(w("t")))


def _paragraph(comment: Comment, unit: str, paragraphs: Sequence[_Element]) -> _Element:
    """The paragraph of a build that is most similar to the one that a comment is on."""
    quoted = alike(comment.quoted).strip()

    def score(paragraph: _Element) -> tuple[bool, float]:
        text = _text(paragraph)
        return bool(quoted) and quoted in alike(text), similarity(text, unit or comment.quoted)

    return max(paragraphs, key=score)


def add_comments(package: Package, comments: Sequence[Comment]) -> None:
    """Add comments that are already anchored, in the order of their numbers."""
    _write(package, [_Placed(each, None) for each in comments])


def _write(package: Package, placed: Sequence[_Placed]) -> None:
    from lxml import etree

    listed = etree.Element(w("comments"), nsmap={"w": W, "w14": _W14, "mc": _MC})
    extended = etree.Element(f"{{{_W15}}}commentsEx", nsmap={"w15": _W15, "mc": _MC})
    listed.set(f"{{{_MC}}}Ignorable", "w14")
    extended.set(f"{{{_MC}}}Ignorable", "w15")
    for place, each in enumerate(placed):
        listed.append(_comment(place, each.comment))
        extended.append(_state(place, each))
        if each.paragraph is not None:
            anchor(each.paragraph, place, each.words)
    package.add(_COMMENTS, listed, f"{MAIN}.comments+xml")
    package.add(_EXTENDED, extended, f"{MAIN}.commentsExtended+xml")
    package.relate(DOCUMENT, "comments", _COMMENTS)
    package.relate(DOCUMENT, _RELATION, _EXTENDED)


def _id(place: int) -> str:
    return f"{_FIRST + place:08X}"


def _comment(place: int, comment: Comment) -> _Element:
    initials = "".join(word[0] for word in comment.author.split()[:3])
    fields: dict[str, str | int] = {"id": place, "author": comment.author, "initials": initials}
    if comment.date:
        fields["date"] = comment.date
    made = element("comment", *_paragraphs(comment.text), **fields)
    made[-1].set(f"{{{_W14}}}paraId", _id(place))
    return made


def _paragraphs(text: str) -> Iterator[_Element]:
    for line in text.split("\n"):
        letters = element("t")
        letters.text = line
        letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        yield element("p", element("r", letters))


def _state(place: int, each: _Placed) -> _Element:
    from lxml import etree

    made = etree.Element(f"{{{_W15}}}commentEx")
    made.set(f"{{{_W15}}}paraId", _id(place))
    if each.parent is not None:
        made.set(f"{{{_W15}}}paraIdParent", _id(each.parent))
    made.set(f"{{{_W15}}}done", str(int(each.comment.done)))
    return made
