"""Reads Word files: text, tables, notes, boxes and figure labels, with tracked changes accepted and rejected."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from report.rows.counted import counted
from report.text.blocks import DESCRIPTION, Block, Copy
from report.text.reading.archive import Archive, parsed, relations
from report.text.reading.cells import with_heads
from report.text.reading.converted import restored
from report.text.reading.guards import UnreadableError, allow_for
from report.text.reading.numbering import WordLists
from report.text.reading.ooxml import Walk
from report.text.reading.page_data import ledger_texts
from report.text.reading.pictures import descriptions, is_path, labels
from report.text.reading.split_tables import rejoined
from report.text.reading.stacked_scripts import squares_first_in_word
from report.text.reading.word_pictures import vectors_with_rasters
from report.text.reading.word_shapes import bare_shapes
from report.text.reading.word_styles import Styles, w

if TYPE_CHECKING:
    from lxml.etree import _Element

ACCEPTED, REJECTED = "tracked changes accepted", "tracked changes rejected"
_CHANGES = ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")
#: Parts with visible content that is not read: charts, diagrams, objects and files of other programs.
_UNREAD = {
    "chart": "chart",
    "chartEx": "chart",
    "diagramData": "diagram",
    "oleObject": "embedded object",
    "package": "embedded object",
    "control": "embedded control",
    "aFChunk": "inserted file",
    "subDocument": "inserted file",
    "ink": "drawing by hand",
    "model3d": "three-dimensional model",
}
_PICTURES = ("{*}blip", "{*}imagedata")
#: The properties of a document that describe its content.
_DESCRIBING = ("{*}title", "{*}subject", "{*}description", "{*}keywords")
#: The attributes that describe a link or a table, each with its element.
_TIPS = (("tooltip", "hyperlink"), ("val", "tblDescription"))
_DIGITS = re.compile(r"\d+")


def read_docx(data: bytes) -> Copy:
    """The blocks of a Word document, notes at the end."""
    archive = Archive(data)
    printed = _embedded(archive)
    allow_for(len(printed))
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    root = archive.xml(main)
    if root is None or root.tag != w("document"):
        raise UnreadableError("is not a Word document: it has no text part")
    parts = _Parts(archive, main, root)
    readings = {ACCEPTED: parts.blocks(rejected=False)}
    if parts.tracked:
        readings[REJECTED] = parts.blocks(rejected=True)
    if not printed:
        readings = {name: tuple(restored(blocks)) for name, blocks in readings.items()}
    described = tuple(Block(DESCRIPTION, text) for text in dict.fromkeys(parts.descriptions()))
    return Copy(
        "docx",
        readings,
        printed,
        parts.running_digits(),
        parts.unchecked(),
        described,
        rasters=tuple(dict.fromkeys(parts.rasters())),
        running_texts=tuple(dict.fromkeys(parts.running())),
    )


class _Parts:
    """The main part with its notes, styles and pictures."""

    def __init__(self, archive: Archive, main: str, root: _Element):
        self.archive = archive
        self.related = list(relations(archive, main))
        self.styles = Styles.of(self._one("styles"))
        self.fields: Counter[str] = Counter()
        notes = (self._one(kind) for kind in ("footnotes", "endnotes"))
        self.bodies = [root, *(part for part in notes if part is not None)]
        for body in self.bodies:
            squares_first_in_word(body)
        self.figures = {id: self._labels(target) for id, kind, target in self.related if kind == "image"}
        self.places = _embedded(archive, "places")

    def _one(self, kind: str) -> _Element | None:
        target = next((target for _, each, target in self.related if each == kind), "")
        return self.archive.xml(target) if target else None

    def _labels(self, target: str) -> tuple[str, ...] | None:
        return labels(self.archive.part(target) or b"") if target.lower().endswith(".svg") else None

    @property
    def tracked(self) -> bool:
        """Whether any change is tracked."""
        return any(next(root.iter(*map(w, _CHANGES)), None) is not None for root in self.bodies)

    def blocks(self, *, rejected: bool) -> tuple[Block, ...]:
        """The blocks of text and notes in one reading."""
        walk = Walk(self.styles, self.figures, rejected=rejected, places=self.places)
        walk.numbering = WordLists.of(self._one("numbering"), self._one("styles"))
        for root in self.bodies:
            walk.run(root)
        self.fields = walk.fields.passed
        heads = walk.tables.header_rows
        return tuple(with_heads(rejoined(walk.writer.done, heads), heads))

    def descriptions(self) -> Iterator[str]:
        """The title of the document, the alternative texts of pictures, and the tips of links and tables."""
        for _, kind, target in relations(self.archive, ""):
            root = self.archive.xml(target) if kind == "core-properties" else None
            yield from (
                (each.text for each in root.iter(*_DESCRIBING) if each.text) if root is not None else ()
            )
        for root in self.bodies:
            for element in root.iter("{*}docPr", "{*}cNvPr"):
                texts = (element.get("descr") or "", element.get("title") or "")
                yield from (text for text in texts if text and not is_path(text))
            tips = (each.get(w(name)) or "" for name, tag in _TIPS for each in root.iter(w(tag)))
            yield from filter(_DIGITS.search, tips)
        for _, kind, target in self.related:
            if kind == "image" and target.lower().endswith(".svg"):
                yield from descriptions(self.archive.part(target) or b"")

    def rasters(self) -> Iterator[tuple[str, str]]:
        """The hash of each vector picture and the raster picture beside it."""
        targets = {id: target for id, kind, target in self.related if kind == "image"}
        for root in self.bodies:
            for vector, raster in vectors_with_rasters(root):
                drawn, shown = (self.archive.part(targets.get(id, "")) for id in (vector, raster))
                if drawn is not None and shown is not None:
                    yield hashlib.sha256(drawn).hexdigest(), base64.b64encode(shown).decode()

    def unchecked(self) -> tuple[str, ...]:
        """The visible content of the document that is not read."""
        counts = Counter(_UNREAD[kind] for _, kind, _ in self.related if kind in _UNREAD)
        comments = self._one("comments")
        if comments is not None:
            counts["comment"] += sum(1 for _ in comments.iter(w("comment")))
        counts["drawn shape"] += sum(map(bare_shapes, self.bodies))
        counts["header picture"] += sum(1 for root in self._margins() for _ in root.iter(*_PICTURES))
        counts += self.fields
        return tuple(counted(count, noun) for noun, count in counts.items() if count)

    def running(self) -> Iterator[str]:
        """The texts in headers and footers, without page numbers."""
        for root in self._margins():
            walk = Walk(self.styles, {}, is_running=True)
            walk.run(root)
            yield from (block.text for block in walk.writer.done if block.text)

    def running_digits(self) -> int:
        """The number of runs of digits in headers and footers, page numbers included."""
        texts = ("".join(text.text or "" for text in root.iter(w("t"))) for root in self._margins())
        return sum(len(_DIGITS.findall(text)) for text in texts)

    def _margins(self) -> Iterator[_Element]:
        for _, kind, target in self.related:
            root = self.archive.xml(target) if kind in ("header", "footer") else None
            if root is not None:
                yield root


def _embedded(archive: Archive, key: str = "rows") -> Mapping[str, str]:
    """The ledger in a custom part: JSON text, or elements with an id and a printed text."""
    for name in archive.names:
        if re.fullmatch(r"customXml/item\d+\.xml", name) and (data := archive.part(name)):
            rows = _rows(data, name, key)
            if rows:
                return rows
    return {}


def _rows(data: bytes, name: str, key: str) -> dict[str, str]:
    try:
        root = parsed(data, name)
    except UnreadableError:
        return {}
    texts = (element.text or "" for element in root.iter() if isinstance(element.tag, str))
    for text in texts:
        if text.lstrip().startswith("{") and (rows := ledger_texts(text, key)):
            return rows
    return dict(_elements(root)) if key == "rows" else {}


def _elements(root: _Element) -> Iterator[tuple[str, str]]:
    for element in root.iter():
        id = element.get("id") if isinstance(element.tag, str) else None
        if id and (printed := element.get("printed")) is not None:
            yield id, printed
