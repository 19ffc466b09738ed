"""Word files as units of atoms, in one reading of their tracked changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from report.merge.atoms import CALL, CITATION, FORMULA, NOTE, NUMBER, REFERENCE, TEXT, Atom, Unit
from report.merge.word_fields import OpenFields
from report.merge.word_formats import paragraph_kind, run_format, style_names
from report.merge.word_paragraphs import Paragraph
from report.merge.word_text import Choice, Mark, Revision, WordText
from report.text.reading.archive import Archive, relations
from report.text.reading.guards import UnreadableError
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
_FLOAT = re.compile(r"((?:tbl|fig)-[\w-]+?)(?:_Copy_\d+)?")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_units(data: bytes, choice: Choice = lambda _: True) -> WordText:
    """The text of a Word file; `choice` says which tracked changes are accepted."""
    archive = Archive(data)
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    root = archive.xml(main) if main else None
    if root is None or root.tag != w("document"):
        raise UnreadableError("is not a Word document: it has no text part")
    reader = _Reader(choice, style_names(archive, main), _links(archive, main))
    reader.read(root)
    for _, kind, target in relations(archive, main):
        if kind in ("footnotes", "endnotes") and (part := archive.xml(target)) is not None:
            reader.read(part)
    return WordText(tuple(reader.done), tuple(reader.revisions), reader.commented, reader.marks)


def _links(archive: Archive, main: str) -> dict[str, str]:
    """The targets of the links to other files and pages by their ids."""
    folder, _, file = main.rpartition("/")
    found = archive.xml(f"{folder}/_rels/{file}.rels")
    return {
        each.get("Id") or "": each.get("Target") or ""
        for each in (found if found is not None else ())
        if each.get("TargetMode") == "External"
    }


class _Reader:
    def __init__(self, choice: Choice, styles: Mapping[str, str], links: Mapping[str, str]):
        self.choice, self.styles, self.links = choice, styles, links
        self.done: list[Unit] = []
        self.revisions: list[Revision] = []
        self.marks: dict[int, list[Mark]] = {}
        self.commented: dict[str, tuple[str, int]] = {}
        self.open_comments: dict[str, tuple[list[str], int]] = {}
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
        if not isinstance(node.tag, str):
            return
        name = node.tag.rpartition("}")[2]
        if name in _SILENT:
            return
        step = getattr(self, f"_on_{name}", None)
        if step is None:
            self._children(node)
        else:
            step(node)

    def _children(self, node: _Element) -> None:
        for child in node:
            self._visit(child)

    def _revision(self, node: _Element, kind: str) -> bool:
        """Whether a tracked change is accepted."""
        text = "".join(each.text or "" for each in node.iter(w("t"), w("delText")))
        author, date = node.get(w("author")) or "", node.get(w("date")) or ""
        found = Revision(kind, author, date, text)
        self.revisions.append(found)
        return self.choice(found)

    def _changed(self, node: _Element, kind: str, shown: bool) -> None:
        """Read a tracked change, whose text is shown if the change is accepted, or if it is not."""
        accepted = self._revision(node, kind)
        revision, paragraph = self.revisions[-1], self.paragraph
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
        outer = self.paragraph
        self.paragraph = self._continued(self._begun(node))
        self._children(node)
        if self._mark_removed(node):
            self.joined = self.paragraph
        else:
            self._finish(self.paragraph)
        self.paragraph = outer

    def _continued(self, begun: Paragraph) -> Paragraph:
        """The paragraph that goes on after a removed end; if nothing is left of it, the next one keeps its style."""
        before, self.joined = self.joined, None
        if before is None:
            return begun
        if any(not atom.text.isspace() for atom in before.atoms):
            return before
        begun.changes += [(0, 0, revision) for _, _, revision in before.changes]
        return begun

    def _mark_removed(self, node: _Element) -> bool:
        """Whether the end of a paragraph is deleted, or inserted by a change that is not accepted."""
        mark = node.find(f"{w('pPr')}/{w('rPr')}")
        if mark is None:
            return False
        deleted, inserted = mark.find(w("del")), mark.find(w("ins"))
        if deleted is not None and self._revision(deleted, "deleted"):
            return True
        return inserted is not None and not self._revision(inserted, "inserted")

    def _begun(self, node: _Element) -> Paragraph:
        kind, level = paragraph_kind(node, self.styles)
        kind = "footnote" if self.note else "cell" if self.cells else kind
        return Paragraph(kind, self.note or self.float[1], self.rows if kind == "cell" else level)

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
        for texts, _ in self.open_comments.values():
            texts.append("\n")
        read = paragraph.unit()
        if read is None:
            return
        unit, marks = read
        if marks:
            self.marks[len(self.done)] = marks
        self.done.append(unit)

    def _on_r(self, node: _Element) -> None:
        before = self.format
        target = self.fields.link
        link = before[before.find(">") :] if ">" in before else target and f">{target}"
        self.format = run_format(node) + link
        self._children(node)
        self.format = before

    def _put(self, text: str) -> None:
        if self.paragraph is None or not text or self.fields.hide_text:
            return
        for texts, _ in self.open_comments.values():
            texts.append(text)
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
        properties = node.find(w("trPr"))
        for mark, kind, hidden in (("del", "deleted", True), ("ins", "inserted", False)):
            found = properties.find(w(mark)) if properties is not None else None
            if found is not None and self._revision(found, f"row {kind}") is hidden:
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
        names = [node.find(f"{w('sdtPr')}/{w(each)}") for each in ("tag", "alias")]
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
        if self.paragraph is not None:
            self.paragraph.atoms.append(Atom(CALL, NOTE, "", -1, -1, node.get(w("id")) or ""))

    _on_endnoteReference = _on_footnoteReference  # noqa: N815

    def _on_footnote(self, node: _Element) -> None:
        id = node.get(w("id")) or "0"
        if node.get(w("type")) in (None, "normal") and id in self._called:
            self.note = id
            self._children(node)
            self.note = ""

    _on_endnote = _on_footnote

    @cached_property
    def _called(self) -> frozenset[str]:
        """The notes that the text calls; programs leave others in the file."""
        return frozenset(atom.row for unit in self.done for atom in unit.atoms if atom.kind == NOTE)

    def _on_commentRangeStart(self, node: _Element) -> None:  # noqa: N802
        self.open_comments[node.get(w("id")) or ""] = ([], len(self.done))

    def _on_commentRangeEnd(self, node: _Element) -> None:  # noqa: N802
        id = node.get(w("id")) or ""
        if id in self.open_comments:
            texts, place = self.open_comments.pop(id)
            self.commented[id] = "".join(texts).strip(), place

    def _on_commentReference(self, node: _Element) -> None:  # noqa: N802
        """A comment at a place without text."""
        id = node.get(w("id")) or ""
        if id not in self.open_comments:
            self.commented.setdefault(id, ("", len(self.done)))
