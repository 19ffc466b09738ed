"""Embeds the ledger in a Word file as a custom XML part, which Word preserves on saving."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from report.render.word.controls import set_titles
from report.render.word.namespaces import DATA_STORE, DOCUMENT, FOOTNOTES, default_space
from report.render.word.package import Package

SPACE = "urn:tracepaper:ledger:1"
_ITEM, _PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@dataclass(frozen=True)
class Carried:
    """The embedded part of a build's ledger: the printed text and the label of each row."""

    build: str
    synthetic: bool
    printed: Mapping[str, str]
    labels: Mapping[str, str]


def with_ledger(data: bytes, carried: Carried, epoch: int) -> bytes:
    """The Word file with an embedded ledger, and controls titled with the labels of their rows."""
    package = Package.read(data)
    parts = [part for part in (DOCUMENT, FOOTNOTES) if part in package]
    places = set_titles(package, parts, carried.labels)
    content = {
        "build": carried.build,
        "synthetic": carried.synthetic,
        "rows": dict(carried.printed),
        "places": places,
    }
    _add(package, json.dumps(content, ensure_ascii=False, separators=(",", ":")))
    return package.written(epoch)


def _add(package: Package, text: str) -> None:
    from lxml import etree

    item = etree.Element(f"{{{SPACE}}}ledger", nsmap=default_space(SPACE))
    item.text = text
    package.add(_ITEM, item)
    store = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    store.set(f"{{{DATA_STORE}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, SPACE)).upper()}}}")
    schemas = etree.SubElement(store, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", SPACE)
    package.add(_PROPERTIES, store, _PROPERTIES_TYPE)
    package.relate(DOCUMENT, "customXml", _ITEM)
    package.relate(_ITEM, "customXmlProps", _PROPERTIES)
