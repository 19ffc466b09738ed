"""Prepares content controls: tags within Word's limits, unique numbers and readable titles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from report.render.word.namespaces import element, w
from report.render.word.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Word rejects a file with a longer tag or title.
LIMIT = 64


def tag_of(id: str) -> str:
    """The tag of a row: its id, shortened with a hash of the whole if it is too long for Word."""
    if len(id) <= LIMIT:
        return id
    digest = hashlib.sha256(id.encode()).hexdigest()[:8]
    return f"{id[: LIMIT - 9]}~{digest}"


def title_of(label: str) -> str:
    """A label as a title, cut between words if it is too long for Word."""
    if len(label) <= LIMIT:
        return label
    return label[: LIMIT - 1].rpartition(" ")[0].rstrip(" ,;:(") + "…"


def number_controls(package: Package, parts: Iterable[str]) -> None:
    """Shorten long tags and titles, and number the controls and bookmarks of all parts."""
    count = 0
    for part in parts:
        for properties in package.tree(part).iter(w("sdtPr")):
            count += 1
            _limit(properties)
            _number(properties, count)
    _number_bookmarks(package, parts)


def _limit(properties: _Element) -> None:
    for name, limited in (("tag", tag_of), ("alias", title_of)):
        found = properties.find(w(name))
        if found is not None:
            found.set(w("val"), limited(found.get(w("val")) or ""))


def _number(properties: _Element, number: int) -> None:
    """Number one control; the number follows its tag."""
    for old in properties.findall(w("id")):
        properties.remove(old)
    tag = properties.find(w("tag"))
    properties.insert(0 if tag is None else properties.index(tag) + 1, element("id", val=number))


def _number_bookmarks(package: Package, parts: Iterable[str]) -> None:
    count = 0
    for part in parts:
        numbers: dict[str, str] = {}
        for mark in package.tree(part).iter(w("bookmarkStart"), w("bookmarkEnd")):
            old = mark.get(w("id")) or ""
            if old not in numbers:
                count += 1
                numbers[old] = str(count)
            mark.set(w("id"), numbers[old])


def set_titles(package: Package, parts: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Title each control with the label of its row; return the row of each bookmark next to a control."""
    ids = {tag_of(id): id for id in labels}
    places = {}
    for part in parts:
        for control in package.tree(part).iter(w("sdt")):
            tag, alias = (control.find(f"{w('sdtPr')}/{w(name)}") for name in ("tag", "alias"))
            id = ids.get((tag.get(w("val")) or "") if tag is not None else "")
            if id is None:
                continue
            if alias is not None:
                alias.set(w("val"), title_of(labels[id] or id))
            before = control.getprevious()
            if before is not None and before.tag == w("bookmarkStart"):
                places[before.get(w("name")) or ""] = id
    return places
