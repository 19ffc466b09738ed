"""The comments of a Word copy with their replies, as a list of tasks with places in the templates."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from report.merge.alignment import pairs
from report.merge.atoms import Unit, alike
from report.merge.merging import Merge
from report.merge.three_way import place_today
from report.rows.errors import Fault, UsageError
from report.text.reading.archive import Archive, relations
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
FORMATS = ("md", "csv", "json")
#: The beginning of an answer in the list as Markdown, with the id of the comment.
REPLY = re.compile(r"^[ \t]*Reply to (\S+):", re.MULTILINE)


@dataclass(frozen=True)
class Comment:
    """A comment: who wrote it and when, what it says, the text that it is on, and its place in the templates.

    `reply_to` is the id of the comment that it answers. `reply` is empty, for an answer to be filled in.
    """

    id: str
    author: str
    date: str
    text: str
    quoted: str = ""
    where: str = ""
    reply_to: str = ""
    done: bool = False
    reply: str = ""


def comments(data: bytes, found: Merge) -> tuple[Comment, ...]:
    """The comments of a copy in its order, each followed by its replies."""
    archive = Archive(data)
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    parts = {kind: target for _, kind, target in relations(archive, main)}
    root = archive.xml(parts["comments"]) if "comments" in parts else None
    if root is None:
        return ()
    extended = archive.xml(parts["commentsExtended"]) if "commentsExtended" in parts else None
    states = _states(extended)
    listed = [_comment(node, states) for node in root.iter(w("comment"))]
    ids = {para: each.id for each, para in listed if para}
    placed = [_placed(replace(each, reply_to=ids.get(each.reply_to, "")), found) for each, _ in listed]
    order = {id: n for n, id in enumerate(found.copy.commented)}
    heads = sorted(
        (each for each in placed if not each.reply_to), key=lambda each: order.get(each.id, len(order))
    )
    return tuple(each for head in heads for each in (head, *(r for r in placed if r.reply_to == head.id)))


def _states(root: _Element | None) -> dict[str, tuple[str, bool]]:
    """The paragraph that each comment's last paragraph answers, and whether it is resolved."""
    nodes = root.iter(f"{_W15}commentEx") if root is not None else ()
    return {
        node.get(f"{_W15}paraId") or "": (
            node.get(f"{_W15}paraIdParent") or "",
            node.get(f"{_W15}done") in ("1", "true"),
        )
        for node in nodes
    }


def _comment(node: _Element, states: Mapping[str, tuple[str, bool]]) -> tuple[Comment, str]:
    paragraphs = list(node.iter(w("p")))
    text = "\n".join("".join(each.text or "" for each in p.iter(w("t"))) for p in paragraphs)
    para = paragraphs[-1].get(f"{_W14}paraId") or "" if paragraphs else ""
    parent, done = states.get(para, ("", False))
    id, author, date = (node.get(w(name)) or "" for name in ("id", "author", "date"))
    return Comment(id, author, date, text.strip(), reply_to=parent, done=done), para


def _placed(comment: Comment, found: Merge) -> Comment:
    quoted, index = found.copy.commented.get(comment.id, ("", -1))
    return replace(comment, quoted=quoted, where=place_of(index, found, quoted) if index >= 0 else "")


def place_of(index: int, found: Merge, words: str = "") -> str:
    """The file and line of a unit of the copy in the current templates, or of some of its words."""
    pair = next((pair for pair in pairs(found.base.units, found.copy.units) if index in pair.new), None)
    if pair is None or not pair.old:
        return found.base.document
    unit = found.base.units[pair.old[0]]
    if not unit.file:
        return found.base.document
    today = found.today.get(unit.file, "")
    offset = place_today(found.base.templates[unit.file], today, _start(unit, words))
    return f"templates/{unit.file}:{today.count(chr(10), 0, offset) + 1}"


def _start(unit: Unit, words: str) -> int:
    """The place of words of a unit in the template of the build; that of the unit if it does not contain them."""
    place = alike(unit.text).find(alike(words.strip()))
    ends = accumulate(len(atom.text) for atom in unit.atoms)
    return next(
        (
            atom.start
            for atom, end in zip(unit.atoms, ends, strict=True)
            if end > place >= 0 and atom.start >= 0 and atom.file in ("", unit.file)
        ),
        unit.start,
    )


def written(listed: Sequence[Comment], format: str) -> str:
    """Comments as Markdown tasks, CSV or JSON."""
    if format == "json":
        return json.dumps([asdict(each) for each in listed], ensure_ascii=False, indent=1) + "\n"
    if format == "csv":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, list(Comment.__dataclass_fields__), lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(each) for each in listed)
        return stream.getvalue()
    if format == "md":
        return "".join(_lines(listed))
    raise UsageError(Fault("--comments", f"unknown format: {format or 'none'}", f"use {', '.join(FORMATS)}"))


def _lines(listed: Sequence[Comment]) -> Iterator[str]:
    """The comments as tasks, each open thread with a line for the answer to its last comment."""
    last = {each.reply_to or each.id: each.id for each in listed}
    for each in listed:
        indent = "  " if each.reply_to else ""
        box = "[x]" if each.done else "[ ]"
        place = f" ({each.where})" if each.where and not each.reply_to else ""
        text = " ".join(each.text.split())
        yield f"{indent}- {'' if each.reply_to else box + ' '}**{each.author}**, {each.date[:10]}{place}: {text}\n"
        if each.quoted and not each.reply_to:
            yield f"  > {' '.join(each.quoted.split())}\n"
        if not each.done and last.get(each.reply_to or each.id) == each.id:
            yield f"\n  Reply to {each.id}: \n"
