"""What a merge does not read from a copy: formatting without an equivalent in templates, pictures, text boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.text.reading.archive import Archive, relations
from report.text.reading.ooxml import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORMATS = {
    w("highlight"): "highlight",
    w("shd"): "shading",
    w("u"): "underline",
    w("strike"): "strikethrough",
    w("dstrike"): "strikethrough",
    w("color"): "colour",
    w("caps"): "capitals",
}
_OBJECTS = {
    w("drawing"): "picture",
    w("pict"): "picture",
    w("object"): "object",
    w("altChunk"): "embedded document",
}
_OFF = ("none", "auto", "0", "false", "000000")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Unread:
    """How many letters have each kind of formatting that is ignored, and what else was not understood."""

    formats: Counter[str]
    regions: Counter[str]


def unread(copy: bytes, built: bytes | None) -> Unread:
    """What a copy has in addition to the file that was built, if that is known."""
    found = [_counts(data) for data in (copy, built) if data is not None]
    known = found[1] if len(found) > 1 else Unread(Counter(), found[0].regions)
    return Unread(found[0].formats - known.formats, found[0].regions - known.regions)


def _counts(data: bytes) -> Unread:
    archive = Archive(data)
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    root = archive.xml(main) if main else None
    nodes = [] if root is None else list(_shown(root))
    formats: Counter[str] = Counter()
    for node in nodes:
        if node.tag in _FORMATS:
            formats[_FORMATS[node.tag]] += _letters(node)
    return Unread(formats, Counter(_region(node) for node in nodes if node.tag in _OBJECTS))


def _shown(node: _Element) -> Iterator[_Element]:
    """The elements of a part without the substitutes for older programs, and without the insides of objects."""
    for child in node:
        if child.tag == _FALLBACK:
            continue
        yield child
        if child.tag not in _OBJECTS:
            yield from _shown(child)


def _letters(node: _Element) -> int:
    """How many letters the formatting of a run changes."""
    properties = node.getparent()
    run = properties.getparent() if properties is not None else None
    value = node.get(w("fill") if node.tag == w("shd") else w("val")) or ""
    if run is None or run.tag != w("r") or value.lower() in _OFF:
        return 0
    return sum(len(each.text or "") for each in run.iter(w("t")))


def _region(node: _Element) -> str:
    """The name of an object, with the text that it contains."""
    text = " ".join("".join(each.text or "" for each in node.iter(w("t"))).split())
    return f"text box “{text[:60]}”" if text else _OBJECTS[node.tag]
