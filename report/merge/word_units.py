"""Word files as units of atoms, in one reading of their tracked changes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from report.merge.atoms import CALL, CITATION, FORMULA, NOTE, NUMBER, REFERENCE, TEXT, Atom, Unit
from report.text.reading.archive import Archive, relations
from report.text.reading.guards import UnreadableError
from report.text.reading.ooxml import w
from report.text.reading.symbols import symbol

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROW_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_~]*)+")
_SILENT = {
    *("instrText", "delInstrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr"),
    *("sdtEndPr", "Fallback", "fldData", "rubyPr", "rt", "drawing", "pict", "object", "footnoteRef"),
    *("endnoteRef", "softHyphen"),
}
_SWITCHES = {"b": "b", "i": "i"}
_RAISED = {"superscript": "p", "subscript": "s"}
_FLOAT = re.compile(r"((?:tbl|fig)-[\w-]+?)(?:_Copy_\d+)?")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_KINDS = (
    ("tablecaption", "caption"),
    ("imagecaption", "caption"),
    ("caption", "caption"),
    ("heading", "heading"),
    ("abstracttitle", "generated"),
    ("abstract title", "generated"),
    ("abstract", "abstract"),
    ("subtitle", "subtitle"),
    ("title", "title"),
    ("author", "author"),
    ("byline", "author"),
    ("affiliation", "author"),
    ("banner", "banner"),
    ("keywords", "keywords"),
    ("footnote", "footnote"),
    ("endnote", "footnote"),
    ("tablenote", "note"),
    ("table note", "note"),
    ("bibliograph", "reference list"),
)


@dataclass(frozen=True)
class Revision:
    """A tracked change: an insertion or deletion with its author and date."""

    kind: str
    author: str
    date: str
    text: str = ""

    @property
    def removes(self) -> bool:
        """Whether the change takes text away."""
        return "deleted" in self.kind


class Mark(NamedTuple):
    """An accepted tracked change, with the letters of its unit that it covers; a deletion covers none."""

    start: int
    end: int
    revision: Revision


Choice = Callable[[Revision], bool]


@dataclass(frozen=True)
class WordText:
    """The units of a Word file, its tracked changes, and where comments begin and end.

    `commented` has, for each comment's id, the text that it is on and the index of the unit in which it starts.
    `marks` has the accepted tracked changes of each unit.
    """

    units: tuple[Unit, ...]
    revisions: tuple[Revision, ...] = ()
    commented: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    marks: Mapping[int, Sequence[Mark]] = field(default_factory=dict)


def read_units(data: bytes, choice: Choice = lambda _: True) -> WordText:
    """The text of a Word file; `choice` says which tracked changes are accepted."""
    archive = Archive(data)
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    root = archive.xml(main) if main else None
    if root is None or root.tag != w("document"):
        raise UnreadableError("is not a Word document: it has no text part")
    reader = _Reader(choice, *_styles_and_links(archive, main))
    reader.read(root)
    for _, kind, target in relations(archive, main):
        if kind in ("footnotes", "endnotes") and (part := archive.xml(target)) is not None:
            reader.read(part)
    return WordText(tuple(reader.done), tuple(reader.revisions), reader.commented, reader.marks)


def _styles_and_links(archive: Archive, main: str) -> tuple[dict[str, str], dict[str, str]]:
    styles: dict[str, str] = {}
    target = next((target for _, kind, target in relations(archive, main) if kind == "styles"), "")
    root = archive.xml(target) if target else None
    for style in root.iter(w("style")) if root is not None else ():
        name = style.find(w("name"))
        styles[style.get(w("styleId")) or ""] = (name.get(w("val")) or "") if name is not None else ""
    folder, _, file = main.rpartition("/")
    found = archive.xml(f"{folder}/_rels/{file}.rels")
    links = {
        each.get("Id") or "": each.get("Target") or ""
        for each in (found if found is not None else ())
        if each.get("TargetMode") == "External"
    }
    return styles, links


@dataclass
class _Paragraph:
    kind: str
    home: str = ""
    level: int = 0
    atoms: list[Atom] = field(default_factory=list)
    changes: list[tuple[int, int, Revision]] = field(default_factory=list)


class _Reader:
    def __init__(self, choice: Choice, styles: Mapping[str, str], links: Mapping[str, str]):
        self.choice, self.styles, self.links = choice, styles, links
        self.done: list[Unit] = []
        self.revisions: list[Revision] = []
        self.marks: dict[int, list[Mark]] = {}
        self.commented: dict[str, tuple[str, int]] = {}
        self.open_comments: dict[str, tuple[list[str], int]] = {}
        self.paragraph: _Paragraph | None = None
        self.joined: _Paragraph | None = None
        self.cells = 0
        self.note = ""
        self.float = "", ""
        self.format, self.kind, self.row = "", TEXT, ""
        self.depth = 0
        self.field_depth = 0
        self.in_code = False

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
        self.paragraph = self.joined or self._begun(node)
        self.joined = None
        self._children(node)
        if self._mark_removed(node):
            self.joined = self.paragraph
        else:
            self._finish(self.paragraph)
        self.paragraph = outer

    def _mark_removed(self, node: _Element) -> bool:
        """Whether the end of a paragraph is deleted, or inserted by a change that is not accepted."""
        mark = node.find(f"{w('pPr')}/{w('rPr')}")
        if mark is None:
            return False
        deleted, inserted = mark.find(w("del")), mark.find(w("ins"))
        if deleted is not None and self._revision(deleted, "deleted"):
            return True
        return inserted is not None and not self._revision(inserted, "inserted")

    def _begun(self, node: _Element) -> _Paragraph:
        style = node.find(f"{w('pPr')}/{w('pStyle')}")
        id = (style.get(w("val")) or "") if style is not None else ""
        name = self.styles.get(id, id).casefold()
        kind = next((kind for part, kind in _KINDS if part in name), "paragraph")
        listed = node.find(f"{w('pPr')}/{w('numPr')}")
        level = 0
        if kind == "heading":
            level = int("".join(filter(str.isdigit, name)) or 1)
        elif kind == "paragraph" and listed is not None:
            kind = "item"
        if self.cells:
            kind = "cell"
        if self.note:
            kind = "footnote"
        return _Paragraph(kind, self.note or self.float[1], level)

    def _on_bookmarkStart(self, node: _Element) -> None:  # noqa: N802
        label = _FLOAT.fullmatch(node.get(w("name")) or "")
        if label:
            self.float = node.get(w("id")) or "", label[1]

    def _on_bookmarkEnd(self, node: _Element) -> None:  # noqa: N802
        if node.get(w("id")) == self.float[0]:
            self.float = "", ""

    def _finish(self, paragraph: _Paragraph | None) -> None:
        if paragraph is None:
            return
        places = _trimmed(paragraph.atoms)
        if not places:
            return
        if paragraph.changes:
            self.marks[len(self.done)] = _marks(paragraph, places)
        atoms = tuple(paragraph.atoms[place] for place in places)
        self.done.append(Unit(paragraph.kind, atoms, home=paragraph.home, level=paragraph.level))

    def _on_r(self, node: _Element) -> None:
        before, self.format = self.format, self._format(node)
        self._children(node)
        self.format = before

    def _format(self, run: _Element) -> str:
        link = self.format[self.format.index(">") :] if ">" in self.format else ""
        properties = run.find(w("rPr"))
        letters: set[str] = set()
        if properties is not None:
            for name, letter in _SWITCHES.items():
                switch = properties.find(w(name))
                if switch is not None and switch.get(w("val")) not in ("0", "false", "off"):
                    letters.add(letter)
            raised = properties.find(w("vertAlign"))
            if raised is not None:
                letters |= {*_RAISED.get(raised.get(w("val")) or "", "")}
            style = properties.find(w("rStyle"))
            if style is not None and "verbatim" in (style.get(w("val")) or "").casefold():
                letters.add("c")
        return "".join(sorted(letters)) + link

    def _put(self, text: str) -> None:
        if self.paragraph is None or not text or self.field_code:
            return
        for texts, _ in self.open_comments.values():
            texts.append(text)
        if self.kind == TEXT or not self.paragraph.atoms or self.paragraph.atoms[-1].start != self.depth:
            pieces = text if self.kind == TEXT else (text,)
            start = -1 if self.kind == TEXT else self.depth
            self.paragraph.atoms += [
                Atom(each, self.kind, self.format, start, -1, self.row) for each in pieces
            ]
            return
        last = self.paragraph.atoms[-1]
        self.paragraph.atoms[-1] = Atom(last.text + text, last.kind, last.format, last.start, -1, last.row)

    @property
    def field_code(self) -> bool:
        """Whether the text is the code of a field."""
        return self.in_code

    def _on_fldChar(self, node: _Element) -> None:  # noqa: N802
        kind = node.get(w("fldCharType"))
        self.in_code = kind == "begin" or (self.in_code and kind not in ("separate", "end"))

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
        self._children(node)

    def _as(self, kind: str, row: str, node: _Element) -> None:
        """Read the content of an indivisible stretch of text."""
        if self.kind != TEXT:
            self._children(node)
            return
        self.depth += 1
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
            self.commented[id] = "".join(texts), place


def _trimmed(atoms: Sequence[Atom]) -> list[int]:
    """The places of the atoms without white space at the ends and without repeated spaces."""
    kept: list[int] = []
    for place, atom in enumerate(atoms):
        if atom.text == " " and (not kept or atoms[kept[-1]].text == " "):
            continue
        kept.append(place)
    while kept and atoms[kept[-1]].kind == TEXT and atoms[kept[-1]].text.isspace():
        kept.pop()
    return kept


def _marks(paragraph: _Paragraph, kept: Sequence[int]) -> list[Mark]:
    """The tracked changes of a paragraph, with places in the text of its remaining atoms."""
    starts = [0, *accumulate(len(paragraph.atoms[place].text) for place in kept)]
    return [
        Mark(starts[bisect_left(kept, begun)], starts[bisect_left(kept, ended)], revision)
        for begun, ended, revision in paragraph.changes
    ]
