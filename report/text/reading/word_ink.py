"""Recognises runs of a Word document whose letters a reader cannot distinguish from the background."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from report.text.reading.colours import Colours, colour_of
from report.text.reading.word_styles import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEX = re.compile(r"[0-9a-f]{6}", re.IGNORECASE)
#: The width of letters in percent below which they are strokes.
_NARROW = 10
#: The transparency from which a fill does not show, in thousandths of a percent.
_CLEAR = 95_000


def shows_ink(run: _Element, paragraph: _Element | None) -> bool:
    """Whether the letters of a run have a width, a fill, and a colour other than that of their background."""
    properties = run.find(w("rPr"))
    if properties is None or not len(properties):
        return True
    width = _value(properties.find(w("w"))).removesuffix("%")
    if (width.isdigit() and int(width) < _NARROW) or not _is_filled(properties):
        return False
    ink = _value(properties.find(w("color")))
    background = next(_backgrounds(properties, paragraph), "") if _HEX.fullmatch(ink) else ""
    return not background or Colours().within(f"color:#{ink};background:{background}").shows


def _is_filled(properties: _Element) -> bool:
    """Whether letters have a fill or an outline."""
    fill, outline = properties.find("{*}textFill"), properties.find("{*}textOutline/{*}solidFill")
    if fill is None or outline is not None:
        return True
    alphas = (value for alpha in fill.iter("{*}alpha") for value in alpha.attrib.values())
    return fill.find("{*}noFill") is None and not any(
        each.isdigit() and int(each) >= _CLEAR for each in alphas
    )


def _backgrounds(properties: _Element, paragraph: _Element | None) -> Iterator[str]:
    """The colours behind a run, the nearest first: its highlight, its shading, that of the paragraph and the cell."""
    highlight = _value(properties.find(w("highlight"))).lower()
    if highlight not in ("", "none") and colour_of(highlight):
        yield highlight
    around = [properties]
    if paragraph is not None:
        cell = next(paragraph.iterancestors(w("tc")), None)
        around += [each for each in (paragraph.find(w("pPr")), _properties_of(cell)) if each is not None]
    fills = (_value(each.find(w("shd")), "fill") for each in around)
    yield from (f"#{fill}" for fill in fills if _HEX.fullmatch(fill))


def _properties_of(cell: _Element | None) -> _Element | None:
    return None if cell is None else cell.find(w("tcPr"))


def _value(element: _Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(w(name)) or ""
