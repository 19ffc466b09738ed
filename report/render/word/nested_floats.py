"""Unwraps captioned floats, which Quarto puts into one-cell tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report.render.word.namespaces import WP, style_of, w

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAPTIONS = ("TableCaption", "ImageCaption", "Caption")


def unwrap(body: _Element) -> None:
    """Replace each table that only wraps a float by its content."""
    for table in body.findall(w("tbl")):
        cell = _only_cell(table)
        if cell is None or not _is_float(cell):
            continue
        for block in [each for each in cell if each.tag != w("tcPr")]:
            if not _is_empty(block):
                table.addprevious(block)
        body.remove(table)


def _only_cell(table: _Element) -> _Element | None:
    cells = table.findall(f"{w('tr')}/{w('tc')}")
    return cells[0] if len(cells) == 1 else None


def _is_float(cell: _Element) -> bool:
    captioned = any(style_of(each) in _CAPTIONS for each in cell.iter(w("p")))
    return captioned and (
        cell.find(w("tbl")) is not None or next(cell.iter(f"{{{WP}}}inline"), None) is not None
    )


def _is_empty(block: _Element) -> bool:
    return block.tag == w("p") and not [each for each in block if each.tag != w("pPr")]
