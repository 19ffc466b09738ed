"""Finds the vector version of each picture in a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def vectors(blip: _Element) -> list[str]:
    """The ids of the vector pictures beside a raster picture."""
    return [child.get(EMBED) or "" for child in blip.iter("{*}svgBlip")]


def vectors_with_rasters(root: _Element) -> Iterator[tuple[str, str]]:
    """The ids of vector pictures, each with that of the raster picture for programs that cannot show it."""
    for blip in root.iter("{*}blip"):
        for vector in vectors(blip):
            yield vector, blip.get(EMBED) or ""
