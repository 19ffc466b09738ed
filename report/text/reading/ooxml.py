"""Converts WordprocessingML to blocks: the visible content of the document, in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from report.text.blocks import Block
from report.text.reading.fields import Fields, words_of
from report.text.reading.numbering import WordLists
from report.text.reading.symbols import symbol
from report.text.reading.word_bookmarks import Bookmarks
from report.text.reading.word_formulas import brackets
from report.text.reading.word_ink import shows_ink
from report.text.reading.word_pictures import EMBED, vectors
from report.text.reading.word_shapes import other_forms
from report.text.reading.word_styles import Styles, is_raised, w
from report.text.reading.word_tables import TablePosition
from report.text.reading.writer import Writer

if TYPE_CHECKING:
    from lxml.etree import _Element

_VALUE = w("val")
#: Parts of a text that are not visible: field codes, properties, fallback drawings, the marks at notes.
_SILENT = {
    *("delInstrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr"),
    *("sdtEndPr", "Fallback", "fldData", "rubyPr"),
}
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")


@dataclass
class Walk:
    """Walks through the parts of a document, with its tracked changes either accepted or rejected."""

    styles: Styles
    figures: Mapping[str, tuple[str, ...] | None]
    rejected: bool = False
    #: The row of each bookmark next to a content control; some programs preserve only the bookmarks.
    places: Mapping[str, str] = field(default_factory=dict)
    writer: Writer = field(default_factory=Writer)
    section: str = ""
    _note: str = ""
    _paragraph: _Element | None = None
    numbering: WordLists = field(default_factory=WordLists)
    #: Whether the part is a header or footer, where page numbers may be anywhere.
    is_running: bool = False
    fields: Fields = field(default_factory=Fields)
    tables: TablePosition = field(init=False)
    _bookmarks: Bookmarks = field(init=False)
    _steps: dict[str, Callable[[_Element], None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tables = TablePosition(self.rejected)
        self._bookmarks = Bookmarks(self.places, self.writer)

    def run(self, root: _Element) -> None:
        """Read one part."""
        self._visit(root)
        self.writer.finish()

    def _visit(self, element: _Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        step = self._steps.get(tag)
        if step is None:
            step = self._steps[tag] = self._step(tag)
        step(element)

    def _step(self, tag: str) -> Callable[[_Element], None]:
        """How elements with a tag are read; those that are not visible are skipped."""
        space, _, name = tag.rpartition("}")
        if self._is_hidden(name, "wordprocessingml" in space):
            return lambda _: None
        known: Callable[[_Element], None] = getattr(self, f"_on_{name}", self._children)
        return known

    def _children(self, element: _Element) -> None:
        for child in element:
            self._visit(child)

    def _is_hidden(self, name: str, of_word: bool) -> bool:
        if name in _INSERTED and of_word:
            return self.rejected
        if name in _DELETED and of_word:
            return not self.rejected
        return name in _SILENT

    def _on_p(self, element: _Element) -> None:
        outer, outer_paragraph = self.writer.block, self._paragraph
        self._paragraph = element
        kind = self._note or ("contents" if self.fields.in_contents else self.styles.kind(element))
        cell = self.tables.cell
        self.writer.begin(Block("cell" if cell else kind, "", (), self.section, cell=cell))
        if kind == "reference":
            self.writer.enter("reference list")
        outer_bookmarks, self._bookmarks = self._bookmarks, Bookmarks(self.places, self.writer)
        self.writer.write(self.numbering.marker(element))
        self._children(element)
        self._bookmarks.end_all()
        self._bookmarks = outer_bookmarks
        if kind == "reference":
            self.writer.leave()
        self.writer.finish()
        if kind == "heading" and self.writer.done and self.writer.done[-1].kind == "heading":
            self.section = self.writer.done[-1].text
            self.writer.done[-1] = replace(self.writer.done[-1], section=self.section)
        self.writer.begin(outer)
        self._paragraph = outer_paragraph

    def _on_r(self, element: _Element) -> None:
        if not self.styles.shows(element, self._paragraph) or not shows_ink(element, self._paragraph):
            return
        raised = is_raised(element) and self.writer.enter_raised(
            "".join(text.text or "" for text in element.iter(w("t")))
        )
        self._children(element)
        if raised:
            self.writer.leave()

    def _on_bdo(self, element: _Element) -> None:
        """Skip text that is shown backwards."""
        if element.get(_VALUE) != "rtl":
            self._children(element)

    def _on_sym(self, element: _Element) -> None:
        self.writer.write(symbol(element.get(w("font")) or "", element.get(w("char")) or ""))

    def _on_t(self, element: _Element) -> None:
        text = element.text or ""
        if not self.fields.in_code and not self.fields.is_page_number(text, self._before()):
            self.writer.write(text)

    def _before(self) -> str:
        """The text of the block so far, by which a page number is recognised."""
        if self.is_running or not self.fields.around:
            return ""
        return self.writer.ending() or ("" if self._paragraph is None else words_of(self._paragraph))

    def _on_AlternateContent(self, element: _Element) -> None:  # noqa: N802
        """Read a drawing, and its form for older programs if that has another text."""
        self._children(element)
        for form in other_forms(element):
            self._children(form)

    def _on_fldChar(self, element: _Element) -> None:  # noqa: N802
        self.writer.write(self.fields.on_character(element))

    def _on_instrText(self, element: _Element) -> None:  # noqa: N802
        self.fields.on_code(element.text or "")

    def _on_fldSimple(self, element: _Element) -> None:  # noqa: N802
        self.fields.enter(element.get(w("instr")) or "")
        self._children(element)
        self.writer.write(self.fields.leave(has_result=len(element) > 0))

    _on_delText = _on_t  # noqa: N815

    def _on_tab(self, _: _Element) -> None:
        self.writer.write(" ")

    _on_br = _on_cr = _on_ptab = _on_tab

    def _on_noBreakHyphen(self, _: _Element) -> None:  # noqa: N802
        self.writer.write("\u2011")

    def _on_tbl(self, element: _Element) -> None:
        self.tables.begin()
        self._children(element)
        self.tables.end()

    def _on_tr(self, element: _Element) -> None:
        if self.tables.begin_row(element):
            self._children(element)

    def _on_tc(self, element: _Element) -> None:
        if not self.tables.is_removed(element):
            self._children(element)
        self.tables.end_cell(element)

    def _on_sdt(self, element: _Element) -> None:
        id = self._bookmarks.row_of(element)
        if id:
            self.writer.enter("stat", id)
        self._children(element)
        if id:
            self.writer.leave()

    def _on_bookmarkStart(self, element: _Element) -> None:  # noqa: N802
        self._bookmarks.start(element)

    def _on_bookmarkEnd(self, element: _Element) -> None:  # noqa: N802
        self._bookmarks.end(element)

    def _on_hyperlink(self, element: _Element) -> None:
        target = element.get(w("anchor")) or ""
        kind = "citation" if target.startswith("ref-") else ""
        if re.match(r"(tbl|fig|sec)-", target):
            kind = "cross-reference"
        if kind:
            self.writer.enter(kind)
        self._children(element)
        if kind:
            self.writer.leave()

    def _on_oMath(self, element: _Element) -> None:  # noqa: N802
        self.writer.enter("formula")
        self._children(element)
        self.writer.leave()

    def _on_d(self, element: _Element) -> None:
        """A part of an equation with its brackets."""
        before, after = brackets(element)
        self.writer.write(before)
        self._children(element)
        self.writer.write(after)

    def _on_footnote(self, element: _Element) -> None:
        if element.get(w("type")) in (None, "normal"):
            self._note = "footnote"
            self._children(element)
            self._note = ""

    _on_endnote = _on_footnote

    def _on_blip(self, element: _Element) -> None:
        """Read the labels of a picture from its vector version, if there is one with readable labels."""
        ids = [element.get(EMBED) or "", *vectors(element)]
        found = next((texts for id in ids if (texts := self.figures.get(id))), None)
        outer = self.writer.block
        if found is None:
            self.writer.finish()
            self.writer.done.append(Block("picture", "", (), self.section))
        for text in found or ():
            self.writer.begin(Block("figure", "", (), self.section))
            self.writer.write(text)
        self.writer.begin(outer)

    def _on_imagedata(self, _: _Element) -> None:
        """A picture in the older drawing language, whose text cannot be read."""
        self.writer.begin(self.writer.block)
        self.writer.done.append(Block("picture", "", (), self.section))

    def _on_textpath(self, element: _Element) -> None:
        """The words of a text effect."""
        self.writer.write(f" {element.get('string') or ''} ")
