"""Visits the elements of a Word file's parts, each by the method with its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT = {
    *("delInstrText", "pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sectPr", "sdtPr"),
    *("sdtEndPr", "Fallback", "fldData", "rubyPr", "rt", "drawing", "pict", "object", "footnoteRef"),
    *("endnoteRef", "softHyphen"),
}


class ElementReader:
    """Reads elements by methods such as `_on_p`; of other elements, it reads the children."""

    def __init__(self) -> None:
        self.steps: dict[str, Callable[[_Element], None]] = {}

    def _visit(self, node: _Element) -> None:
        step = self.steps.get(node.tag)
        if step is None:
            step = self.steps[node.tag] = self._step(node.tag)
        step(node)

    def _step(self, tag: object) -> Callable[[_Element], None]:
        """The reader of elements with a name; comments and processing instructions have a function as name."""
        name = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if not name or name in _SILENT:
            return lambda _: None
        found: Callable[[_Element], None] = getattr(self, f"_on_{name}", self._children)
        return found

    def _children(self, node: _Element) -> None:
        for child in node:
            self._visit(child)
