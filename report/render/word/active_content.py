"""Checks a Word file, regardless of its sources: nothing may run or be fetched when it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.render.guard.addresses import refused_link
from report.render.word.package import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FIELDS = ("PAGE", "NUMPAGES", "SECTIONPAGES", "STYLEREF", "TOC", "REF", "PAGEREF", "NOTEREF", "SEQ")
_EXTERNAL = "/hyperlink"
_PARTS = re.compile(r"vbaProject|/embeddings/|/activeX/|\.bin$|afchunk|/attachedToolbars", re.IGNORECASE)
_RELATIONS = re.compile(
    r"/(?:aFChunk|oleObject|package|attachedTemplate|subDocument|frame|control|vbaProject)$"
)


def active_in_word(package: Package) -> Iterator[str]:
    """The content of a Word file that runs, or that Word would fetch when opening the file."""
    for name in sorted({*package.parts, *package.trees}):
        if _PARTS.search(name):
            yield f"contains the part {name}"
        elif name.endswith(".rels"):
            yield from _of_relations(package.tree(name))
        elif name.startswith("word/") and name.endswith(".xml"):
            yield from _of_part(package.tree(name))


def _of_relations(relations: _Element) -> Iterator[str]:
    for each in relations:
        kind, target = str(each.get("Type", "")), str(each.get("Target", ""))
        external = each.get("TargetMode") == "External"
        if _RELATIONS.search(kind) or (external and not kind.endswith(_EXTERNAL)):
            yield f"refers to {target[:60]} as {kind.rpartition('/')[2]}"
        elif external and (what := refused_link(target, "a/a/a/a")):
            yield f"{what}: {target[:60]}"


def _of_part(tree: _Element) -> Iterator[str]:
    for each in tree.iter(f"{_W}instrText", f"{_W}fldSimple"):
        field = str(each.get(f"{_W}instr") or each.text or "").split()
        if field and field[0].upper() not in _FIELDS:
            yield f"contains the field {field[0]}"
    for each in tree.iter(f"{_W}altChunk", f"{_W}object", f"{_W}subDoc", f"{_W}control"):
        yield f"contains an active {str(each.tag).rpartition('}')[2]}"
