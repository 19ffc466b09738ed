"""A Word file in which every difference from an older one is a tracked change."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.merge.adjacent_changes import keep_apart
from report.merge.alignment import pairs, without_moves
from report.merge.atoms import Atom, Unit
from report.merge.tracked_runs import (
    FORMULA,
    MATH_TEXT,
    Marks,
    mark_paragraph,
    mark_whole,
    run_format,
    unwrap,
)
from report.render.word.namespaces import DOCUMENT, FOOTNOTES, R, element, w
from report.render.word.package import Package
from report.render.word.text_runs import join_runs

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR = "Tracepaper"
_EMBED = f"{{{R}}}embed"


def tracked(old: bytes, new: bytes, epoch: int) -> bytes:
    """The new file with its differences from the old one; accepting all gives the new text, rejecting all the old."""
    packages = Package.read(old), Package.read(new)
    date = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch))
    tracker = _Tracker(*packages, Marks(AUTHOR, date))
    tracker.bodies()
    tracker.notes()
    _number_notes(packages[1])
    join_runs(packages[1].tree(DOCUMENT))
    keep_apart(packages[1].tree(DOCUMENT))
    return packages[1].written(epoch)


@dataclass
class _Tracker:
    old: Package
    new: Package
    marks: Marks

    def bodies(self) -> None:
        """Mark the differences of the main text."""
        one, other = (each.tree(DOCUMENT).find(w("body")) for each in (self.old, self.new))
        assert one is not None
        assert other is not None
        self._blocks(_blocks(one), _blocks(other), other)

    def notes(self) -> None:
        """Mark the differences of footnotes; those that only one version has are with their calls."""
        if FOOTNOTES not in self.old or FOOTNOTES not in self.new:
            return
        one, other = (_notes(each.tree(FOOTNOTES)) for each in (self.old, self.new))
        for pair in pairs([_unit(each) for each in one], [_unit(each) for each in other]):
            if pair.old and pair.new:
                before, after = (list(each.iter(w("p"))) for each in (one[pair.old[0]], other[pair.new[0]]))
                for a, b in zip(before, after, strict=False):
                    self._paragraph(a, b)

    def _blocks(self, old: Sequence[_Element], new: Sequence[_Element], parent: _Element) -> None:
        """Mark the differences of paragraphs, tables or rows that follow each other."""
        gone: list[_Element] = []
        for pair in without_moves(pairs([_unit(each) for each in old], [_unit(each) for each in new])):
            if not pair.new:
                gone += [self._deleted(old[i]) for i in pair.old]
                continue
            after = new[pair.new[0]]
            for each in gone:
                after.addprevious(each)
            gone = []
            if pair.old:
                self._pair(old[pair.old[0]], after)
                gone = [self._deleted(old[i]) for i in pair.old[1:]]
            else:
                self._inserted(after)
            for k in pair.new[1:]:
                self._inserted(new[k])
        last = parent.find(w("sectPr"))
        for each in gone:
            parent.append(each) if last is None else last.addprevious(each)

    def _pair(self, old: _Element, new: _Element) -> None:
        if new.tag == w("p"):
            self._paragraph(old, new)
        elif new.tag == w("tr"):
            self._row(old, new)
        else:
            self._blocks(old.findall(w("tr")), new.findall(w("tr")), new)

    def _paragraph(self, old: _Element, new: _Element) -> None:
        shown = (lambda run: _shown(self.old, run)), (lambda run: _shown(self.new, run))
        mark_paragraph(old, new, self.marks, shown, self._transferred)

    def _row(self, old: _Element, new: _Element) -> None:
        if _signature(self.old, old) == _signature(self.new, new):
            return
        cells = old.findall(w("tc")), new.findall(w("tc"))
        if len(cells[0]) != len(cells[1]):
            self._mark_row(new, "ins")
            new.addprevious(self._deleted(old))
            return
        for before, after in zip(*cells, strict=True):
            self._blocks(before.findall(w("p")), after.findall(w("p")), after)

    def _mark_row(self, row: _Element, kind: str) -> _Element:
        properties = row.find(w("trPr"))
        if properties is None:
            properties = element("trPr")
            row.insert(0, properties)
        properties.append(self.marks.mark(kind))
        for paragraph in row.iter(w("p")):
            mark_whole(paragraph, kind, self.marks, self._transferred)
        return row

    def _inserted(self, block: _Element) -> None:
        if block.tag == w("p"):
            mark_whole(block, "ins", self.marks, self._transferred)
        for row in _rows(block):
            self._mark_row(row, "ins")

    def _deleted(self, block: _Element) -> _Element:
        made = deepcopy(block)
        for mark in list(made.iter(w("bookmarkStart"), w("bookmarkEnd"), w("sectPr"))):
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
        for control in list(made.iter(w("sdt"), w("hyperlink"))):
            unwrap(control)
        if made.tag == w("p"):
            mark_whole(made, "del", self.marks, self._transferred)
        for row in _rows(made):
            self._mark_row(row, "del")
        return made

    def _transferred(self, run: _Element) -> _Element | None:
        """A run of the old file in the new one, with its footnote or picture."""
        made = deepcopy(run)
        for call in made.iter(w("footnoteReference")):
            call.set(w("id"), self._transferred_note(call.get(w("id")) or ""))
        for blip in made.iter():
            if isinstance(blip.tag, str) and blip.tag.endswith("}blip"):
                for child in list(blip):
                    blip.remove(child)
                self._transfer_picture(blip)
        return made

    def _transferred_note(self, id: str) -> str:
        notes = self.new.tree(FOOTNOTES)
        source = next((each for each in _notes(self.old.tree(FOOTNOTES)) if each.get(w("id")) == id), None)
        fresh = str(max([0, *(int(each.get(w("id")) or 0) for each in notes)]) + 1)
        if source is not None:
            note = deepcopy(source)
            note.set(w("id"), fresh)
            for mark in list(note.iter(w("bookmarkStart"), w("bookmarkEnd"))):
                parent = mark.getparent()
                if parent is not None:
                    parent.remove(mark)
            for control in list(note.iter(w("sdt"), w("hyperlink"))):
                unwrap(control)
            notes.append(note)
        return fresh

    def _transfer_picture(self, blip: _Element) -> None:
        target = self.old.relations(DOCUMENT).get(blip.get(_EMBED) or "", "")
        content = self.old.parts.get(target)
        if content is None:
            return
        name = f"word/media/old-{hashlib.sha256(content).hexdigest()[:12]}.{target.rpartition('.')[2]}"
        self.new.add(name, content)
        blip.set(_EMBED, self.new.relate(DOCUMENT, "image", name))


def _rows(block: _Element) -> list[_Element]:
    """The rows of a table, or a row itself."""
    return [block] if block.tag == w("tr") else block.findall(w("tr"))


def _blocks(body: _Element) -> list[_Element]:
    return [child for child in body if child.tag in (w("p"), w("tbl"))]


def _notes(root: _Element) -> list[_Element]:
    return [each for each in root.iter(w("footnote")) if each.get(w("type")) in (None, "normal")]


def _number_notes(package: Package) -> None:
    """Number the footnotes in the order of their calls, since LibreOffice mixes up their texts otherwise."""
    if FOOTNOTES not in package:
        return
    root = package.tree(FOOTNOTES)
    notes = {note.get(w("id")): note for note in _notes(root)}
    first = max([0, *(int(each.get(w("id")) or 0) for each in root if each not in notes.values())]) + 1
    for number, call in enumerate(package.tree(DOCUMENT).iter(w("footnoteReference")), first):
        note = notes.pop(call.get(w("id")), None)
        if note is not None:
            root.append(note)
            note.set(w("id"), str(number))
            call.set(w("id"), str(number))
    for note in notes.values():
        root.remove(note)


def _unit(block: _Element) -> Unit:
    """A block as a unit of one atom, by which it is paired."""
    return Unit("paragraph" if block.tag == w("p") else "cell", (Atom(_text(block)),))


def _text(block: _Element) -> str:
    return "".join(each.text or "" for each in block.iter(w("t"), MATH_TEXT))


def _signature(package: Package, block: _Element) -> tuple[tuple[str, str, str], ...]:
    """The text, format and pictures of each run of a block: two blocks with the same signature look the same."""
    return tuple((_text(run), run_format(run), _shown(package, run)) for run in block.iter(w("r"), FORMULA))


def _shown(package: Package, run: _Element) -> str:
    """What a run shows besides its text: the content of a picture or the text of a footnote."""
    parts = []
    for node in run.iter():
        name = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if name == "blip":
            target = package.relations(DOCUMENT).get(node.get(_EMBED) or "", "")
            parts.append(hashlib.sha256(package.parts.get(target, b"")).hexdigest())
        elif name == "footnoteReference":
            parts.append("note")
    return " ".join(parts)
