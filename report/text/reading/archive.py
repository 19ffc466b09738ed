"""Reads the parts of a Word file within limits of size, so that a zip bomb cannot exhaust memory."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from report.text.reading.crossed_controls import uncrossed
from report.text.reading.guards import MEGABYTE, UnreadableError

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

_PARTS = 4000
_PART = 32 * MEGABYTE
_ALL = 96 * MEGABYTE
_RATIO = 300
_SMALL = 4 * MEGABYTE


class Archive:
    """The parts of an Office file, read one by one within a common limit."""

    def __init__(self, data: bytes, kind: str = "Word document"):
        self._kind = kind
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise UnreadableError(f"is not a {kind}: the archive is damaged") from None
        self._members = {each.filename: each for each in self._zip.infolist()}
        self._left = _ALL
        self._inspect()

    def _inspect(self) -> None:
        if len(self._zip.infolist()) > _PARTS:
            raise UnreadableError(f"has too many parts for a {self._kind}")
        if any(each.flag_bits & 1 for each in self._members.values()):
            raise UnreadableError("is encrypted")
        bombs = [each for each in self._members.values() if _is_bomb(each)]
        if bombs or sum(each.file_size for each in self._members.values()) > 8 * _ALL:
            raise UnreadableError("unpacks to far more data than a paper has: it may be a zip bomb")
        types = (self.part("[Content_Types].xml") or b"").lower()
        named = any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in self._members)
        if named or b"macroenabled" in types or b"vbaproject" in types:
            raise UnreadableError("contains macros, which are not allowed")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._members)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None if there is no part of that name."""
        member = self._members.get(name)
        if member is None:
            return None
        limit = min(_PART, self._left)
        try:
            with self._zip.open(member) as stream:
                data = stream.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise UnreadableError(f"is damaged: its part {name} cannot be unpacked") from None
        if len(data) > limit:
            raise UnreadableError("unpacks to far more data than a paper has: it may be a zip bomb")
        self._left -= len(data)
        return data

    def xml(self, name: str) -> _Element | None:
        """A part as XML; entities and document types are rejected."""
        data = self.part(name)
        return None if data is None else parsed(data, name)


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    large = member.file_size > _SMALL
    return large and member.file_size > _RATIO * max(1, member.compress_size)


def parsed(data: bytes, name: str) -> _Element:
    """Parse XML from an untrusted file: resolve no entities, fetch nothing, build no huge tree."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    data = _transitional(data)
    try:
        root = _tree(data, parser)
    except (etree.LxmlError, ValueError) as error:
        why = str(error).split(",", maxsplit=1)[0]
        raise UnreadableError(f"is damaged: its part {name} is not well-formed XML ({why})") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("declares XML entities, which are not allowed")
    return root


def _tree(data: bytes, parser: XMLParser) -> _Element:
    """Parse XML, if necessary after a repair of the tracked changes that LibreOffice crosses with controls."""
    from lxml import etree

    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        repaired = uncrossed(data)
        if repaired == data:
            raise
        return etree.fromstring(repaired, parser)


#: Strict Open XML has the same namespaces as the transitional form, under other addresses.
_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = {
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}


def _transitional(data: bytes) -> bytes:
    """Replace the namespaces of Strict Open XML by the usual ones."""
    if _STRICT in data:
        for strict, usual in _USUAL.items():
            data = data.replace(_STRICT + strict, usual)
    return data


def transitional_archive(data: bytes) -> bytes:
    """An Office file whose parts are XML of the usual form, for libraries that cannot read Strict Open XML."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
        if not any(_STRICT in part for part in parts.values()):
            return data
        whole = {name: parts.get(name) or archive.read(name) for name in archive.namelist()}
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as written:
        for name, part in whole.items():
            written.writestr(name, _transitional(part) if name in parts else part)
    return out.getvalue()


def relations(archive: Archive, part: str) -> Iterator[tuple[str, str, str]]:
    """The id, kind and target of a part's relationships within the archive."""
    folder, _, name = part.rpartition("/")
    root = archive.xml(f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels")
    for relation in root if root is not None else ():
        target = relation.get("Target") or ""
        if relation.get("TargetMode") != "External":
            kind = (relation.get("Type") or "").rpartition("/")[2]
            yield relation.get("Id") or "", kind, _path(folder, target)


def _path(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    parts = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)
