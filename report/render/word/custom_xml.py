"""Custom XML parts of a Word file, which Word and LibreOffice preserve on saving."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from report.render.word.namespaces import DATA_STORE, DOCUMENT, default_space
from report.render.word.package import Package

_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def add_custom_xml(package: Package, number: int, space: str, element: str, text: str) -> None:
    """Add the custom XML part of a number, whose root element has a namespace, a name and a text."""
    from lxml import etree

    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    root = etree.Element(f"{{{space}}}{element}", nsmap=default_space(space))
    root.text = text
    package.add(item, root)
    store = etree.Element(f"{{{DATA_STORE}}}datastoreItem", nsmap={"ds": DATA_STORE})
    store.set(f"{{{DATA_STORE}}}itemID", f"{{{str(uuid5(NAMESPACE_URL, space)).upper()}}}")
    schemas = etree.SubElement(store, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(schemas, f"{{{DATA_STORE}}}schemaRef").set(f"{{{DATA_STORE}}}uri", space)
    package.add(properties, store, _PROPERTIES_TYPE)
    package.relate(DOCUMENT, "customXml", item)
    package.relate(item, "customXmlProps", properties)
