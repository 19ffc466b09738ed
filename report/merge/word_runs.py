"""Reads the content of a Word file's paragraphs: letters with their formats, and indivisible stretches of text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from report.merge.atoms import CALL, CITATION, FORMULA, NOTE, NUMBER, REFERENCE, TEXT, Atom
from report.merge.comment_ranges import CommentRanges
from report.merge.formula_structures import structure
from report.merge.word_elements import ElementReader
from report.merge.word_fields import OpenFields
from report.merge.word_formats import format_of
from report.merge.word_paragraphs import Paragraph
from report.merge.word_revisions import Revisions, text_in
from report.text.reading.symbols import symbol
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROW_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_~]*)+")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Distinguishes the ids of endnotes from those of footnotes.
ENDNOTE = "end"


class RunReader(ElementReader):
    """The paragraph that is open, and the format, link and field at the current element."""

    def __init__(self, revisions: Revisions, links: Mapping[str, str]):
        super().__init__()
        self.revisions, self.links = revisions, links
        self.comments = CommentRanges()
        self.paragraph: Paragraph | None = None
        self.format, self.kind, self.row = "", TEXT, ""
        self.stretch = 0
        self.fields = OpenFields()

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

    def _as(self, kind: str, row: str, node: _Element) -> None:
        """Read the content of an indivisible stretch of text."""
        if self.kind != TEXT:
            self._children(node)
            return
        self.stretch += 1
        self.kind, self.row = kind, row
        self._children(node)
        if self.paragraph is not None:
            self.paragraph.end_whole(self.stretch)
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
        self._as(FORMULA, structure(node), node)

    def _on_footnoteReference(self, node: _Element) -> None:  # noqa: N802
        self._call(node.get(w("id")) or "")

    def _on_endnoteReference(self, node: _Element) -> None:  # noqa: N802
        self._call(f"{ENDNOTE}{node.get(w('id'))}")

    def _call(self, id: str) -> None:
        if self.paragraph is not None:
            self.paragraph.atoms.append(Atom(CALL, NOTE, "", -1, -1, id))
