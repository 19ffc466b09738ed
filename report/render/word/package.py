"""Represents a Word file as its parts: read from bytes, changed in place, and written deterministically."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING

from report.render.word.namespaces import CONTENT_TYPES, RELATIONS, default_space, relation_type

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = "[Content_Types].xml"
_FIRST_YEAR = (1980, 1, 1, 0, 0, 0)
#: The compression level: for fonts and pictures, the default takes twice as long and saves only 2 %.
_LEVEL = 3


@dataclass
class Package:
    """The parts of a Word file by name; a parsed part is written back from its tree."""

    parts: dict[str, bytes]
    trees: dict[str, _Element] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Read a package from bytes."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return cls({name: archive.read(name) for name in archive.namelist()})

    def __contains__(self, name: str) -> bool:
        return name in self.parts or name in self.trees

    def tree(self, name: str) -> _Element:
        """A part as XML, which may be changed in place."""
        from lxml import etree

        if name not in self.trees:
            parser = etree.XMLParser(remove_blank_text=name == _TYPES, resolve_entities=False)
            self.trees[name] = etree.fromstring(self.parts[name], parser)
        return self.trees[name]

    def add(self, name: str, content: bytes | _Element, type: str = "") -> None:
        """Add or replace a part; `type` is its content type if it differs from that of its extension."""
        self.trees.pop(name, None)
        if isinstance(content, bytes):
            self.parts[name] = content
        else:
            self.trees[name] = content
        if type:
            self._declare("Override", "PartName", f"/{name}", type)

    def remove(self, name: str) -> None:
        """Remove a part and its declarations."""
        self.parts.pop(name, None)
        self.trees.pop(name, None)
        types = self.tree(_TYPES)
        for each in types.findall(f"{{{CONTENT_TYPES}}}Override"):
            if each.get("PartName") == f"/{name}":
                types.remove(each)

    def extension(self, extension: str, type: str) -> None:
        """Declare the content type of all parts with an extension."""
        self._declare("Default", "Extension", extension, type)

    def _declare(self, element: str, key: str, value: str, type: str) -> None:
        from lxml import etree

        types, tag = self.tree(_TYPES), f"{{{CONTENT_TYPES}}}{element}"
        declared = next((each for each in types.findall(tag) if each.get(key) == value), None)
        if declared is None:
            declared = etree.Element(tag, {key: value})
            types.insert(0 if element == "Default" else len(types), declared)
        declared.set("ContentType", type)

    def related(self, part: str, kind: str) -> Iterator[str]:
        """The names of the parts that a part has a relationship of some type with: `styles`, `header`, ..."""
        for relation in self._relations(part):
            if relation.get("Type") == relation_type(kind) and relation.get("TargetMode") != "External":
                yield self._target(part, relation)

    def relations(self, part: str) -> dict[str, str]:
        """The targets of a part's relationships within the package, by id."""
        inside = (each for each in self._relations(part) if each.get("TargetMode") != "External")
        return {each.get("Id") or "": self._target(part, each) for each in inside}

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship between two parts, and return its id."""
        from lxml import etree

        relations = self._relations(part)
        for each in relations:
            if each.get("Type") == relation_type(kind) and self._target(part, each) == target:
                return each.get("Id") or ""
        taken = {each.get("Id") for each in relations}
        id = next(name for i in range(1, len(taken) + 2) if (name := f"rIdT{i}") not in taken)
        fields = {"Id": id, "Type": relation_type(kind), "Target": relpath(target, dirname(part) or ".")}
        relations.append(etree.Element(f"{{{RELATIONS}}}Relationship", fields))
        return id

    def _relations(self, part: str) -> _Element:
        from lxml import etree

        name = join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels")
        if name not in self:
            self.add(name, etree.Element(f"{{{RELATIONS}}}Relationships", nsmap=default_space(RELATIONS)))
        return self.tree(name)

    @staticmethod
    def _target(part: str, relation: _Element) -> str:
        target = relation.get("Target") or ""
        return target[1:] if target.startswith("/") else normpath(join(dirname(part), target))

    def written(self, epoch: int) -> bytes:
        """The bytes of the file, deterministic: content types first, then all other parts by name."""
        stamp = max(time.gmtime(epoch)[:6], _FIRST_YEAR)
        stream = BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted({*self.parts, *self.trees}, key=lambda name: (name != _TYPES, name)):
                info = zipfile.ZipInfo(name, stamp)
                info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
                archive.writestr(info, self._bytes(name), compresslevel=_LEVEL)
        return stream.getvalue()

    def _bytes(self, name: str) -> bytes:
        from lxml import etree

        if name not in self.trees:
            return self.parts[name]
        return etree.tostring(self.trees[name], xml_declaration=True, encoding="UTF-8", standalone=True)
