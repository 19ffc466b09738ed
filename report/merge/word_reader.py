"""Reads the parts of a Word file as units of atoms: paragraphs, tables, notes, tracked changes and comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from report.merge.atoms import NOTE, Unit
from report.merge.table_grids import OpenTables
from report.merge.word_formats import CONTENTS, paragraph_kind
from report.merge.word_paragraphs import Paragraph
from report.merge.word_revisions import Revisions
from report.merge.word_runs import ENDNOTE, RunReader
from report.merge.word_text import AcceptedChange, Choice
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_FLOAT = re.compile(r"((?:tbl|fig)-[\w-]+?)(?:_Copy_\d+)?")


class WordReader(RunReader):
    """The units read so far, and what is open at the current element."""

    def __init__(self, choice: Choice, styles: Mapping[str, str], links: Mapping[str, str]):
        super().__init__(Revisions(choice), links)
        self.styles = styles
        self.done: list[Unit] = []
        self.marks: dict[int, list[AcceptedChange]] = {}
        self.joined: Paragraph | None = None
        self.last: Paragraph | None = None
        self.tables = OpenTables()
        self.rows = 0
        self.note = ""
        self.float = "", ""

    def read(self, root: _Element) -> None:
        """Read one part."""
        self._visit(root)
        self._finish(self.joined)
        self.joined = None

    def _changed(self, node: _Element, kind: str, shown: bool) -> None:
        """Read a tracked change, whose text is shown if the change is accepted, or if it is not."""
        accepted = self.revisions.accepts(node, kind)
        revision, paragraph = self.revisions.found[-1], self.paragraph
        begun = len(paragraph.atoms) if paragraph else 0
        if accepted is shown:
            self._children(node)
        if accepted and paragraph:
            paragraph.changes.append((begun, len(paragraph.atoms), revision))

    def _on_ins(self, node: _Element) -> None:
        self._changed(node, "inserted", shown=True)

    def _on_moveTo(self, node: _Element) -> None:  # noqa: N802
        self._changed(node, "moved here", shown=True)

    def _on_del(self, node: _Element) -> None:
        self._changed(node, "deleted", shown=False)

    def _on_moveFrom(self, node: _Element) -> None:  # noqa: N802
        self._changed(node, "moved away", shown=False)

    def _on_p(self, node: _Element) -> None:
        outer, properties = self.paragraph, node.find(w("pPr"))
        self.paragraph = self._continued(self._begun(properties))
        self._children(node)
        if self.revisions.remove_end(properties):
            self.joined = self.paragraph
        else:
            self._finish(self.paragraph)
        self.last, self.paragraph = self.paragraph, outer

    def _continued(self, begun: Paragraph) -> Paragraph:
        """The paragraph that continues after a removed end; if nothing is left of it, the next one keeps its style."""
        before, self.joined = self.joined, None
        if before is None:
            return begun
        if any(not atom.text.isspace() for atom in before.atoms):
            return before
        begun.changes += [(0, 0, revision) for _, _, revision in before.changes]
        return begun

    def _begun(self, properties: _Element | None) -> Paragraph:
        kind, level = self._kind(properties)
        kind = "footnote" if self.note else "cell" if self.tables else kind
        adopted = self._adopts(properties, kind, level)
        return Paragraph(kind, self.note or self.float[1], self.rows if kind == "cell" else level, adopted)

    def _adopts(self, properties: _Element | None, kind: str, level: int) -> bool:
        """Whether a paragraph may have its style from a deleted one before it, as LibreOffice writes it.

        A change of the style that is recorded is one of its author.
        """
        if self.last is None or not self.last.emptied or (self.last.kind, self.last.level) != (kind, level):
            return False
        return properties is None or properties.find(w("pPrChange")) is None

    def _kind(self, properties: _Element | None) -> tuple[str, int]:
        """The kind and level of a paragraph; a change of its style that is not accepted stays a suggestion."""
        change = properties.find(w("pPrChange")) if properties is not None else None
        new = paragraph_kind(properties, self.styles)
        old = paragraph_kind(change.find(w("pPr")), self.styles) if change is not None else new
        if change is None or old == new:
            return new
        return new if self.revisions.accepts(change, f"made {new[0]}") else old

    def _on_bookmarkStart(self, node: _Element) -> None:  # noqa: N802
        label = _FLOAT.fullmatch(node.get(w("name")) or "")
        if label:
            self.float = node.get(w("id")) or "", label[1]

    def _on_bookmarkEnd(self, node: _Element) -> None:  # noqa: N802
        if node.get(w("id")) == self.float[0]:
            self.float = "", ""

    def _finish(self, paragraph: Paragraph | None) -> None:
        if paragraph is None:
            return
        self.comments.add("\n")
        read = paragraph.unit()
        if read is None or paragraph.kind == CONTENTS:
            return
        unit, marks = read
        if marks:
            self.marks[len(self.done)] = marks
        self.tables.add(len(self.done))
        self.done.append(unit)

    def _on_tbl(self, node: _Element) -> None:
        """Read a table; one inside a cell is a region that is not understood, since no pipe table contains another."""
        if self.tables:
            return
        self.tables.begin()
        self._children(node)
        self.tables.end()

    def _on_tr(self, node: _Element) -> None:
        if self.revisions.remove_row(node.find(w("trPr"))):
            return
        self.rows += 1
        self.tables.row()
        self._children(node)

    def _on_tc(self, node: _Element) -> None:
        self.tables.cell(node)
        self._children(node)

    def _on_footnote(self, node: _Element) -> None:
        self._read_note(node, node.get(w("id")) or "0")

    def _on_endnote(self, node: _Element) -> None:
        self._read_note(node, f"{ENDNOTE}{node.get(w('id'))}")

    def _read_note(self, node: _Element, id: str) -> None:
        if node.get(w("type")) in (None, "normal") and id in self._called:
            self.note = id
            self._children(node)
            self.note = ""

    @cached_property
    def _called(self) -> frozenset[str]:
        """The notes that the text calls; programs leave others in the file."""
        return frozenset(atom.row for unit in self.done for atom in unit.atoms if atom.kind == NOTE)

    def _on_commentRangeStart(self, node: _Element) -> None:  # noqa: N802
        self.comments.begin(node.get(w("id")) or "", len(self.done))

    def _on_commentRangeEnd(self, node: _Element) -> None:  # noqa: N802
        self.comments.end(node.get(w("id")) or "")

    def _on_commentReference(self, node: _Element) -> None:  # noqa: N802
        self.comments.refer(node.get(w("id")) or "", len(self.done))
