"""What a merge does not read from a copy: formatting without an equivalent in templates, and regions without text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from report.merge.unread_regions import UnreadRegion, changes, regions_of, shown
from report.text.reading.archive import Archive, relations
from report.text.reading.word_styles import w

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
    w("smallCaps"): "small capitals",
    w("vanish"): "hidden text",
    w("sz"): "size",
    w("jc"): "alignment",
}
_OFF = ("none", "auto", "0", "false", "000000")
#: Formats that programs also write for all text, which is then their default and not an edit.
_DEFAULTS = ("size", "alignment")
BREAK, COLUMNS = "page break", "section in columns"


@dataclass(frozen=True)
class Unread:
    """How many letters have each kind of formatting that is ignored, and what else was not understood."""

    formats: Counter[str]
    regions: tuple[UnreadRegion, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """The content in the form stored in a Word file."""
        return {"formats": dict(self.formats), "regions": [list(each) for each in self.regions]}


def from_record(record: Mapping[str, Any]) -> Unread:
    """The content that `as_record` stored."""
    return Unread(Counter(record["formats"]), tuple(UnreadRegion(*each) for each in record["regions"]))


def unread(copy: bytes, known: Unread | None, is_part: bool = False) -> Unread:
    """What a copy has in addition to the file that was built, if that is known."""
    if known is None:
        return Unread(Counter())
    found = content(copy, frozenset(each.digest for each in known.regions))
    return Unread(found.formats - known.formats, tuple(changes(found.regions, known.regions, is_part)))


def content(data: bytes, known: Container[str] = frozenset()) -> Unread:
    """The formatting and the regions of a Word file that a merge does not read; known pictures are skipped."""
    archive = Archive(data)
    main = next((target for _, kind, target in relations(archive, "") if kind == "officeDocument"), "")
    root = archive.xml(main) if main else None
    if root is None:
        return Unread(Counter())
    return Unread(_formats(shown(root)), tuple(regions_of(archive, main, root, known)))


def _formats(nodes: Iterable[_Element]) -> Counter[str]:
    formats: Counter[str] = Counter()
    letters = 0
    for node in nodes:
        if node.tag in _FORMATS:
            formats[_FORMATS[node.tag]] += _letters(node)
        elif node.tag == w("t"):
            letters += len(node.text or "")
        elif node.tag == w("br") and node.get(w("type")) == "page":
            formats[BREAK] += 1
        elif node.tag == w("cols") and node.get(w("num")) not in (None, "0", "1"):
            formats[COLUMNS] += 1
    for name in _DEFAULTS:
        if formats[name] > letters / 2:
            del formats[name]
    return +formats


def _letters(node: _Element) -> int:
    """How many letters the formatting of a run, or of a paragraph, changes."""
    properties = node.getparent()
    formatted = properties.getparent() if properties is not None else None
    value = node.get(w("fill") if node.tag == w("shd") else w("val")) or ""
    is_aligned = node.tag == w("jc")
    if is_aligned and next(node.iterancestors(w("tc")), None) is not None:
        return 0  # The columns of a table are aligned independently of their text.
    if formatted is None or formatted.tag != w("p" if is_aligned else "r") or value.lower() in _OFF:
        return 0
    return sum(len(each.text or "") for each in formatted.iter(w("t")))
