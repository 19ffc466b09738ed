"""The base inside a Word file: a custom XML part, which Word and LibreOffice preserve on saving."""

from __future__ import annotations

import re
from pathlib import Path

from report.merge.base import Base, base_units
from report.merge.base_record import from_json, to_json
from report.merge.unread_content import content
from report.merge.word_units import read_units
from report.render.word.custom_xml import add_custom_xml
from report.render.word.package import Package
from report.rows.build_record import Build
from report.rows.errors import Fault, StoreError
from report.template.origins import Origin
from report.text.reading.archive import Archive

SPACE = "urn:tracepaper:base:1"
_REMEDY = "ask for another copy, or paste its text into a new Word file and merge that file"
_ANY_ITEM = re.compile(r"customXml/item\d+\.xml")


def embed_base(
    path: Path,
    name: str,
    markdown: str,
    places: tuple[Origin, ...],
    templates: dict[str, str],
    build: Build,
    epoch: int,
) -> None:
    """Write the base of a merge into a Word file that was just built."""
    data = path.read_bytes()
    units = base_units(markdown, places, read_units(data).units, templates)
    hashes = tuple(each[1] for each in build.data)
    base = Base(name, build.id, build.commit, hashes, templates, units, content(data))
    path.write_bytes(with_base(data, base, epoch))


def with_base(data: bytes, base: Base, epoch: int) -> bytes:
    """A Word file with its base in a custom XML part."""
    package = Package.read(data)
    add_custom_xml(package, 2, SPACE, "base", to_json(base))
    return package.written(epoch)


def base_in(data: bytes, where: str) -> Base | None:
    """The base that a Word file contains; nothing if an editor removed it."""
    archive = Archive(data)
    for name in archive.names:
        root = archive.xml(name) if _ANY_ITEM.fullmatch(name) else None
        if root is not None and root.tag == f"{{{SPACE}}}base":
            try:
                return from_json(root.text or "")
            except ValueError as error:
                raise StoreError(Fault(where, str(error), _REMEDY)) from None
    return None
