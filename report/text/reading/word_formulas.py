"""Brackets of equations in Word files, which are properties and not text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def brackets(element: _Element) -> tuple[str, str]:
    """The signs around a delimited part of an equation; round ones unless it names others, perhaps empty ones."""
    return _sign(element, "begChr", "("), _sign(element, "endChr", ")")


def _sign(element: _Element, name: str, usual: str) -> str:
    named = element.find(f"{_MATH}dPr/{_MATH}{name}")
    return usual if named is None else named.get(f"{_MATH}val") or ""
