"""Regions of a Word file that a merge does not read: pictures, text boxes, headers, merged cells and others."""

from __future__ import annotations

import hashlib
import re
import struct
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from report.merge.picture_fingerprints import fingerprint, is_same_picture
from report.merge.word_fields import OpenFields
from report.text.reading.archive import Archive, relations
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

PICTURE, HEADER, CELL, FORMULA, FIELD = "picture", "header or footer", "merged cells", "formula", "field"
TABLE = "table in a cell"
OBJECTS = {w("drawing"): PICTURE, w("pict"): PICTURE, w("object"): "object"}
OBJECTS |= dict.fromkeys((w("altChunk"), w("subDoc")), "embedded document")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACES = (w("p"), w("tab"), w("br"), w("cr"))
_TEXT = (w("t"), f"{_MATH}t", *_SPACES)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_REMEDIES = {
    "replaced picture": "change the code that draws the figure, or replace the file that the template names",
    "removed picture": "delete the tag or the line of the picture in the template",
    PICTURE: "save it as a file, and place it in the template with ![caption](file)",
    "text box": "write its text in the template",
    HEADER: "change the metadata of the template, such as running-title",
    CELL: "divide the cells again, or change the table where it is made",
    TABLE: "write it below the table in the template, or add its text to the cell",
    "table of contents": "set toc in the metadata of the template",
    FIELD: "its text, if it has any, was read as typed; write in the template what it should print",
    "text above letters": "write it in the template, such as in parentheses",
}
#: Fields whose text is that of links, references, notes, citations and forms, which are merged as such.
_UNDERSTOOD = {
    *("HYPERLINK", "REF", "PAGEREF", "NOTEREF", "SEQ", "ADDIN", "CITATION", "BIBLIOGRAPHY", "QUOTE"),
    *("FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
}
_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWN = 200
#: How much the ratio of a picture's sides may differ after a program has stored it again.
_SAME_SHAPE = 0.03


class UnreadRegion(NamedTuple):
    """A region with its text, or the description of a picture.

    `near` is the text before it. `digest` is the hash of a picture's file, `shape` the ratio of its sides if that is
    known, and `look` its coarse shades.
    """

    kind: str
    text: str = ""
    near: str = ""
    digest: str = ""
    shape: float = 0.0
    look: str = ""

    @property
    def remedy(self) -> str:
        """What to do with the region."""
        return _REMEDIES.get(self.kind, "make the edit in the template")

    @property
    def name(self) -> str:
        """The kind and the text of the region."""
        shown = f"{self.text[:_SHOWN]}…" if len(self.text) > _SHOWN else self.text
        return f"{self.kind} “{shown}”" if shown else self.kind


def regions_of(
    archive: Archive, main: str, root: _Element, known: Container[str] = frozenset()
) -> Iterator[UnreadRegion]:
    """The regions of a Word file in the order of its text, then those of its headers and footers.

    Pictures whose files have a known hash are skipped.
    """
    targets = {id: target for id, _, target in relations(archive, main)}
    near = ""
    for node in shown(root):
        if node.tag == w("p"):
            near = _joined(shown(node)) or near
        elif node.tag in OBJECTS:
            yield _object(node, near, archive, targets, known)
        elif node.tag == f"{_MATH}oMath":
            yield UnreadRegion(FORMULA, _text(node))
        elif node.tag == w("tc") and _is_merged(node):
            yield UnreadRegion(CELL, _text(node), near)
        elif node.tag == w("tbl") and len([*node.iterancestors(w("tc"))]) == 1:
            yield UnreadRegion(TABLE, _text(node), near)
        elif node.tag in (w("instrText"), w("fldSimple")):
            yield from _field(node, near)
        elif node.tag == w("rt"):
            yield UnreadRegion("text above letters", _text(node), near)
    parts = sorted(target for _, kind, target in relations(archive, main) if kind in ("header", "footer"))
    texts = (line for part in parts for line in _lines(archive.xml(part)))
    yield from (UnreadRegion(HEADER, text) for text in dict.fromkeys(texts))


def shown(node: _Element) -> Iterator[_Element]:
    """The elements of a part without the fallbacks for older programs and the contents of objects."""
    for child in node:
        if child.tag == _FALLBACK:
            continue
        yield child
        if child.tag not in OBJECTS:
            yield from shown(child)


def changes(
    found: Sequence[UnreadRegion], known: Sequence[UnreadRegion], is_part: bool
) -> Iterator[UnreadRegion]:
    """The regions that a copy adds, changes or, unless it is a part of the document, removes."""
    for kind in dict.fromkeys(each.kind for each in (*found, *known)):
        now, before = ([each for each in side if each.kind == kind] for side in (found, known))
        if kind == HEADER:
            yield from _changed_headers(now, before)
            continue
        if kind == FORMULA:
            # Single formulas are text: their edits are hunks.
            yield from () if now else (UnreadRegion(f"removal of all formulas ({len(before)})"),)
            continue
        added, removed = _beyond(now, before), _beyond(before, now)
        # Programs drop the descriptions of pictures, and refreshed numbers stand in merged cells.
        yield from added[: max(0, len(now) - len(before))] if kind == CELL else added
        if kind == PICTURE and not is_part and len(before) > len(now):
            yield from (each._replace(kind="removed picture") for each in removed)
        if kind == PICTURE:
            yield from _replaced(now, before)


def _beyond(some: Sequence[UnreadRegion], others: Sequence[UnreadRegion]) -> list[UnreadRegion]:
    """The regions whose names the others do not have, or have less often."""
    left = Counter(each.name for each in others)
    found = []
    for each in some:
        if left[each.name]:
            left[each.name] -= 1
        else:
            found.append(each)
    return found


def _replaced(now: Sequence[UnreadRegion], before: Sequence[UnreadRegion]) -> Iterator[UnreadRegion]:
    """The pictures with a known description but another file of another shape or look."""
    known = {each.text: each for each in before}
    for each in now:
        old = known.get(each.text)
        if old and each.digest != old.digest and not _is_stored_again(each, old):
            yield each._replace(kind="replaced picture")


def _is_stored_again(one: UnreadRegion, other: UnreadRegion) -> bool:
    """Whether a picture is that of another file: of the same shape and, if that is known, of the same look."""
    if one.look and other.look:
        return is_same_picture(one.look, other.look) and (not one.shape or _alike(one.shape, other.shape))
    return _alike(one.shape, other.shape)


def _alike(one: float, other: float) -> bool:
    return bool(one and other) and abs(one / other - 1) < _SAME_SHAPE


def _changed_headers(now: Sequence[UnreadRegion], before: Sequence[UnreadRegion]) -> Iterator[UnreadRegion]:
    """The lines of headers and footers whose letters are not in those of the build."""
    known = [_letters(each.text) for each in before]
    for each in now:
        if not any(_letters(each.text) in text for text in known):
            yield each
    if before and not now:
        yield from (each._replace(kind=f"removed {HEADER}") for each in before)


def _letters(text: str) -> str:
    """The letters of a text, without the numbers of pages and the spaces that programs change."""
    return re.sub(r"[\W\d_]+", "", text)


def _field(node: _Element, near: str) -> Iterator[UnreadRegion]:
    """A field that has no equivalent in a template, by the first word of its instruction."""
    words = (node.text or node.get(w("instr")) or "").split()
    if words[:1] == ["TOC"]:
        yield UnreadRegion("table of contents")
    elif words and words[0].isupper() and words[0] not in _UNDERSTOOD:
        yield UnreadRegion(FIELD, words[0], near)


def _object(
    node: _Element, near: str, archive: Archive, targets: dict[str, str], known: Container[str]
) -> UnreadRegion:
    boxed = _text(node)
    if boxed:
        return UnreadRegion("text box", boxed, near)
    kind = OBJECTS[node.tag]
    described = (each.get("descr") or "" for each in node.iter("{*}docPr"))
    blip = next(node.iter("{*}blip"), None)
    content = archive.part(targets.get(blip.get(_EMBED) or "", "")) if blip is not None else None
    digest = hashlib.sha256(content).hexdigest()[:16] if content else ""
    seen = fingerprint(content) if content and digest not in known else ""
    return UnreadRegion(
        kind, " ".join(next(described, "").split()), near, digest, _shape(content or b""), seen
    )


def _shape(content: bytes) -> float:
    """The ratio of the sides of a picture, if it is a PNG file."""
    if not content.startswith(_PNG) or len(content) < 24:
        return 0.0
    width, height = struct.unpack(">II", content[16:24])
    return round(width / height, 4) if height else 0.0


def _is_merged(cell: _Element) -> bool:
    """Whether a cell spans several columns, or is the first of several rows."""
    properties = cell.find(w("tcPr"))
    if properties is None:
        return False
    wide, tall = properties.find(w("gridSpan")), properties.find(w("vMerge"))
    return (wide is not None and wide.get(w("val")) not in (None, "1")) or (
        tall is not None and tall.get(w("val")) == "restart"
    )


def _text(node: _Element) -> str:
    return _joined(node.iter(*_TEXT))


def _joined(nodes: Iterable[_Element]) -> str:
    texts = (" " if each.tag in _SPACES else each.text or "" for each in nodes if each.tag in _TEXT)
    return " ".join("".join(texts).split())


def _lines(root: _Element | None) -> Iterator[str]:
    """The paragraphs of a header or footer without the results of fields."""
    for paragraph in root.iter(w("p")) if root is not None else ():
        fields, outside = OpenFields(), []
        for node in paragraph.iter(w("fldChar"), *_TEXT):
            if node.tag == w("fldChar"):
                fields.read(node.get(w("fldCharType")) or "")
            elif not fields.any:
                outside.append(node)
        if text := _joined(outside):
            yield text
