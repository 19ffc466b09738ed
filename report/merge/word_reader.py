"""Reads the parts of a Word file element by element, as units of atoms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from report.merge.atoms import CALL, CITATION, FORMULA, NOTE, NUMBER, REFERENCE, TEXT, Atom, Unit
from report.merge.comment_ranges import CommentRanges
from report.merge.word_fields import OpenFields
from report.merge.word_formats import CONTENTS, format_of, paragraph_kind
from report.merge.word_paragraphs import Paragraph
from report.merge.word_revisions import Revisions, text_in
from report.merge.word_text import Choice, Mark
from report.text.reading.ooxml import w
from report.text.reading.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROW_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_~]*)+")
_SILENT = {
    *("delInstrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr"),
    *("sdtEndPr", "Fallback", "fldData", "rubyPr", "rt", "drawing", "pict", "object", "footnoteRef"),
    *("endnoteRef", "softHyphen"),
}
#: Distinguishes the ids of endnotes from those of footnotes.
_ENDNOTE = "end"
_FLOAT = re.compile(r"((?:tbl|fig)-[\w-]+?)(?:_Copy_\d+)?")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class WordReader:
    """The units read so far, and what is open at the current element."""

    def __init__(self, choice: Choice, styles: Mapping[str, str], links: Mapping[str, str]):
        self.styles, self.links = styles, links
        self.steps: dict[str, Callable[[_Element], None]] = {}
        self.done: list[Unit] = []
        self.revisions = Revisions(choice)
        self.marks: dict[int, list[Mark]] = {}
        self.comments = CommentRanges()
        self.paragraph: Paragraph | None = None
        self.joined: Paragraph | None = None
        self.cells = self.rows = 0
        self.note = ""
        self.float = "", ""
        self.format, self.kind, self.row = "", TEXT, ""
        self.stretch = 0
        self.fields = OpenFields()

    def read(self, root: _Element) -> None:
        """Read one part."""
        self._visit(root)
        self._finish(self.joined)
        self.joined = None

    def _visit(self, node: _Element) -> None:
        step = self.steps.get(node.tag)
        if step is None:
            step = self.steps[node.tag] = self._step(node.tag)
        step(node)

    def _step(self, tag: object) -> Callable[[_Element], None]:
        """The reader of elements with a name; comments and processing instructions have a function as name."""
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if not name or name in _SILENT:
            return lambda _: None
        found: Callable[[_Element], None] = getattr(self, f"_on_{name}", self._children)
        return found

    def _children(self, node: _Element) -> None:
        for child in node:
            self._visit(child)

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
        self.paragraph = outer

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
        kind = "footnote" if self.note else "cell" if self.cells else kind
        return Paragraph(kind, self.note or self.float[1], self.rows if kind == "cell" else level)

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
        self.done.append(unit)

    def _on_r(self, node: _Element) -> None:
        before = self.format
        target = self.fields.link
        link = before[before.find(">") :] if ">" in before else target and f">{target}"
        properties = node.find(w("rPr"))
        change = properties.find(w("rPrChange")) if properties is not None else None
        if change is None:
            self.format = format_of(properties) + link
            self._children(node)
        else:
            self._reformatted(node, properties, change, link)
        self.format = before

    def _reformatted(self, run: _Element, new: _Element | None, change: _Element, link: str) -> None:
        """Read a run whose change of format is tracked."""
        old = change.find(w("rPr"))
        if format_of(old) == format_of(new):
            self.format = format_of(new) + link
            self._children(run)
            return
        accepted = self.revisions.accepts(change, "reformatted", text_in(run))
        self.format = format_of(new if accepted else old) + link
        begun = len(self.paragraph.atoms) if self.paragraph else 0
        self._children(run)
        if accepted and self.paragraph:
            self.paragraph.changes.append((begun, len(self.paragraph.atoms), self.revisions.found[-1]))

    def _put(self, text: str) -> None:
        if self.paragraph is None or not text or self.fields.hide_text:
            return
        self.comments.add(text)
        if self.kind == TEXT:
            self.paragraph.put(text, self.format)
        else:
            self.paragraph.put_whole(text, self.kind, self.format, self.row, self.stretch)

    def _on_fldChar(self, node: _Element) -> None:  # noqa: N802
        self.fields.read(node.get(w("fldCharType")) or "")

    def _on_instrText(self, node: _Element) -> None:  # noqa: N802
        self.fields.add(node.text or "")

    def _on_t(self, node: _Element) -> None:
        self._put(node.text or "")

    _on_delText = _on_t  # noqa: N815

    def _on_tab(self, _: _Element) -> None:
        self._put(" ")

    _on_ptab = _on_tab

    def _on_br(self, node: _Element) -> None:
        if node.get(w("type")) not in ("page", "column"):
            self._put("\n")

    _on_cr = _on_br

    def _on_noBreakHyphen(self, _: _Element) -> None:  # noqa: N802
        self._put("\u2011")

    def _on_sym(self, node: _Element) -> None:
        self._put(symbol(node.get(w("font")) or "", node.get(w("char")) or ""))

    def _on_tbl(self, node: _Element) -> None:
        self.cells += 1
        self._children(node)
        self.cells -= 1

    def _on_tr(self, node: _Element) -> None:
        if self.revisions.remove_row(node.find(w("trPr"))):
            return
        self.rows += 1
        self._children(node)

    def _as(self, kind: str, row: str, node: _Element) -> None:
        """Read the content of an indivisible stretch of text."""
        if self.kind != TEXT:
            self._children(node)
            return
        self.stretch += 1
        self.kind, self.row = kind, row
        self._children(node)
        self.kind, self.row = TEXT, ""

    def _on_sdt(self, node: _Element) -> None:
        properties = node.find(w("sdtPr"))
        names = [properties.find(w(each)) for each in ("tag", "alias")] if properties is not None else []
        values = [(each.get(w("val")) or "") for each in names if each is not None]
        id = next((value for value in values if _ROW_ID.fullmatch(value)), "")
        self._as(NUMBER, id, node) if id else self._children(node)

    def _on_hyperlink(self, node: _Element) -> None:
        anchor, target = node.get(w("anchor")) or "", self.links.get(node.get(f"{_R}id") or "", "")
        if anchor.startswith("ref-"):
            self._as(CITATION, anchor[4:], node)
        elif re.match(r"(tbl|fig|sec|eq|lst)-", anchor) or ".docx" in target:
            self._as(REFERENCE, anchor, node)
        else:
            before = self.format
            self.format = f">{target}" if target else before
            self._children(node)
            self.format = before

    def _on_oMath(self, node: _Element) -> None:  # noqa: N802
        self._as(FORMULA, "", node)

    def _on_footnoteReference(self, node: _Element) -> None:  # noqa: N802
        self._call(node.get(w("id")) or "")

    def _on_endnoteReference(self, node: _Element) -> None:  # noqa: N802
        self._call(f"{_ENDNOTE}{node.get(w('id'))}")

    def _call(self, id: str) -> None:
        if self.paragraph is not None:
            self.paragraph.atoms.append(Atom(CALL, NOTE, "", -1, -1, id))

    def _on_footnote(self, node: _Element) -> None:
        self._read_note(node, node.get(w("id")) or "0")

    def _on_endnote(self, node: _Element) -> None:
        self._read_note(node, f"{_ENDNOTE}{node.get(w('id'))}")

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
