"""Tables as displayed: heads, rows, notes and caption as runs of text, linked to the rows that they print.

They come from the same syntax tree as Word and HTML files, so that citations, references and emphasis are identical.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from report.export.numbering import NumberedFloat
from report.render import Document


@dataclass(frozen=True)
class Run:
    """Text of a single style, and the row that it prints, if any.

    `looks` are of emph, strong, super, sub, math; `kind` is stat, stars or empty; `shade` is the sign and depth, in
    tenths, of the background: plus-7.
    """

    text: str
    looks: frozenset[str] = frozenset()
    kind: str = ""
    id: str = ""
    shade: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class GridRow:
    """One row of cells; a group row has one cell."""

    cells: tuple[Runs, ...]
    kind: str = "body"
    indent: bool = False


@dataclass(frozen=True)
class DisplayedTable:
    """A table as displayed."""

    place: NumberedFloat
    caption: Runs
    heads: tuple[Runs, ...]
    aligns: tuple[str, ...]
    rows: tuple[GridRow, ...]
    notes: tuple[Runs, ...]

    @property
    def heading(self) -> str:
        """Number and caption in one line."""
        return f"{self.place.printed_title}. {text(self.caption)}"


def text(runs: Runs) -> str:
    """The text of runs."""
    return "".join(run.text for run in runs)


def shade(runs: Runs) -> tuple[str, int]:
    """Return the sign of a cell's shading and its depth in tenths; depth 0 is no shading."""
    sign, _, depth = next((run.shade for run in runs if run.shade), "plus-0").partition("-")
    return sign, int(depth)


def grids(document: Document, tables: list[NumberedFloat]) -> list[DisplayedTable]:
    """The tables of a document that pandoc has read."""
    tree = json.loads(document.tree)
    found = {_attributes(div).get("data-table"): div for div in _divs(tree["blocks"], "stat-table")}
    return [_grid(each, found[each.name]["c"][1]) for each in tables]


def _divs(blocks: list[Any], name: str) -> Iterator[Any]:
    for block in blocks:
        if block["t"] == "Div":
            if name in block["c"][0][1]:
                yield block
            else:
                yield from _divs(block["c"][1], name)


def _attributes(element: Any) -> Mapping[str, str]:
    return dict(element["c"][0][2])


def _grid(place: NumberedFloat, blocks: list[Any]) -> DisplayedTable:
    _, caption, columns, head, bodies, _ = next(block["c"] for block in blocks if block["t"] == "Table")
    rows = tuple(_row(cells) for body in bodies for _, cells in body[3])
    heads = _heads([cells for _, cells in head[1]])
    notes = tuple(_blocks(note["c"][1]) for note in _divs(blocks, "table-note"))
    aligns = tuple(align["t"].removeprefix("Align").lower() for align, _ in columns)
    return DisplayedTable(place, _without_label(caption[1]), heads, aligns, rows, notes)


def _heads(rows: list[Any]) -> tuple[Runs, ...]:
    """Return the heads of the columns, each preceded by its spanning heads."""
    *above, last = rows or [[]]
    heads = [_cell(cell) for cell in last]
    for cells in reversed(above):
        over = [_cell(cell) for cell in cells for _ in range(cell[3])]
        heads = [
            merged([*one, Run(": "), *head]) if one else head for one, head in zip(over, heads, strict=False)
        ]
    return tuple(heads)


def _without_label(blocks: list[Any]) -> Runs:
    inlines = [each for each in (blocks[0]["c"] if blocks else []) if "float-label" not in _classes(each)]
    return merged(_inlines(inlines[1:] if inlines and inlines[0]["t"] == "Space" else inlines))


def _classes(inline: Any) -> list[str]:
    return list(inline["c"][0][1]) if inline["t"] == "Span" else []


def _row(cells: list[Any]) -> GridRow:
    first = cells[0][4]
    if any("group" in _classes(each) for each in _spans(first)):
        return GridRow((_cell(cells[0]),), "group")
    indent = any("indent" in _classes(each) for each in _spans(first))
    return GridRow(tuple(map(_cell, cells)), indent=indent)


def _spans(blocks: list[Any]) -> Iterator[Any]:
    for block in blocks:
        for inline in block["c"]:
            yield inline
            if inline["t"] == "Strong":
                yield from inline["c"]


def _cell(cell: list[Any]) -> Runs:
    return _blocks(cell[4])


def _blocks(blocks: list[Any]) -> Runs:
    runs = [run for block in blocks if block["t"] in ("Para", "Plain") for run in _inlines(block["c"])]
    return merged(runs)


_LOOKS = {"Emph": "emph", "Strong": "strong", "Superscript": "super", "Subscript": "sub"}
_QUOTES = {"SingleQuote": ("\u2018", "\u2019"), "DoubleQuote": ("\u201c", "\u201d")}


def _inlines(inlines: list[Any], now: Run = Run("")) -> Iterator[Run]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            yield replace(now, text=content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield replace(now, text=" ")
        elif kind in _LOOKS:
            yield from _inlines(content, replace(now, looks=now.looks | {_LOOKS[kind]}))
        elif kind == "Code":
            yield replace(now, text=content[1])
        elif kind == "Math":
            yield replace(now, text=content[1], looks=now.looks | {"math"})
        elif kind == "Quoted":
            yield replace(now, text=_QUOTES[content[0]["t"]][0])
            yield from _inlines(content[1], now)
            yield replace(now, text=_QUOTES[content[0]["t"]][1])
        elif kind == "Span":
            yield from _inlines(content[1], _bound(content[0], now))
        elif kind in ("Link", "Cite", "Underline", "SmallCaps"):
            yield from _inlines(content if kind in ("Underline", "SmallCaps") else content[1], now)


def _bound(attributes: list[Any], now: Run) -> Run:
    named = dict(attributes[2])
    now = replace(now, shade=named.get("data-shade", now.shade))
    id = named.get("data-stat", "")
    return replace(now, kind="stars" if "stars" in attributes[1] else "stat", id=id) if id else now


def merged(runs: Iterator[Run] | list[Run]) -> Runs:
    """Join neighbouring runs of the same style and row; runs of two printings of a row stay separate."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if (last and not run.id and replace(last, text="") == replace(run, text="")) or (
            last and run.id and last.id == run.id and last.kind == run.kind
        ):
            joined[-1] = replace(last, text=last.text + run.text)
        else:
            joined.append(run)
    return tuple(run for run in joined if run.text)
