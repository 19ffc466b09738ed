"""Writes tables and figures as Markdown, in Quarto's syntax for floats."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from report.rows.figures import Figure
from report.rows.float_words import translated_table
from report.rows.ledger import Ledger
from report.rows.styles import STYLES
from report.rows.tables import Cell, Column, Table, TableRow
from report.template.inline_markdown import paragraph
from report.template.spans import attribute, filled, filled_plain, span, stars_span

_RULES = {"left": ":{}-", "right": "-{}:", "center": ":{}:"}


def label(kind: str, product: str) -> str:
    """The cross-reference label of a product: tbl-fit-indices, fig-primary-models."""
    return f"{kind}-{product.replace('_', '-')}"


def table_markdown(name: str, table: Table, ledger: Ledger) -> str:
    """A table in a div: pipe table, notes, caption; its words are in the language of the ledger."""
    table = translated_table(table, STYLES[ledger.build.style])
    lines = [_line(tuple(filled(column.head, ledger) for column in table.columns)), _rule(table, ledger)]
    if any(column.spanner for column in table.columns):
        lines.append(_line(tuple(_spanners(table.columns, ledger))))
    lines += [_line(_cells(row, len(table.columns), ledger)) for row in table.rows]
    notes = [f"::: {{.table-note}}\n{paragraph(filled(note, ledger))}\n:::\n" for note in table.notes]
    classes = ".stat-table .wide" if table.wide else ".stat-table"
    head = f'::: {{#{label("tbl", name)} {classes} data-table="{name}"}}\n'
    return "\n".join([head, *lines, "", *notes, paragraph(filled(table.caption, ledger)), ":::", ""])


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(table: Table, ledger: Ledger) -> str:
    widths = [_width(column, i, table, ledger) for i, column in enumerate(table.columns)]
    rules = (_RULES[c.align].format("-" * width) for c, width in zip(table.columns, widths, strict=True))
    return "|" + "|".join(rules) + "|"


def _spanners(columns: tuple[Column, ...], ledger: Ledger) -> Iterator[str]:
    """A row of spanning headings, which the filter moves above the column headings."""
    for spanner, group in groupby(columns, key=lambda column: column.spanner):
        width = len(list(group))
        head = f'[{filled(spanner, ledger)}]{{.spanner data-span="{width}"}}' if spanner else ""
        yield from (head, *[""] * (width - 1))


def _width(column: Column, place: int, table: Table, ledger: Ledger) -> int:
    if column.width is not None:
        return max(1, round(column.width * 100))
    texts = [filled_plain(row.cells[place].text, ledger) for row in table.rows if row.kind == "body"]
    return max(3, *(len(text) for text in [column.head, *texts]))


def _cells(row: TableRow, columns: int, ledger: Ledger) -> tuple[str, ...]:
    if row.kind == "group":
        return (f"**[{filled(row.cells[0].text, ledger)}]{{.group}}**",) + ("",) * (columns - 1)
    first, *others = (_cell(cell, ledger) for cell in row.cells)
    return (f"[{first}]{{.indent}}" if row.indent else first, *others)


def _cell(cell: Cell, ledger: Ledger) -> str:
    text = filled(cell.text, ledger)
    if cell.stars and (marks := stars_span(ledger.stat(cell.stars))):
        # A bracket before the marks, as of an interval, would make both a reference link.
        text = (f"{text[:-1]}\\]" if text.endswith("]") and not text.endswith("\\]") else text) + marks
    if cell.shade:
        value = ledger.stat(cell.shade).value
        depth = round(abs(float(value)) * 10) if isinstance(value, int | float) else 0
        sign = "minus" if isinstance(value, int | float) and value < 0 else "plus"
        text = f'[{text}]{{.shade data-shade="{sign}-{depth}"}}'
    return text


def figure_markdown(name: str, figure: Figure, ledger: Ledger, width_mm: float) -> str:
    """A figure in a div: the vector picture with its alternative text, followed by the caption."""
    alt = attribute(filled_plain(figure.alt, ledger))
    picture = f'![](figures/{name}.svg){{fig-alt="{alt}" width="{width_mm:g}mm"}}'
    head = f'::: {{#{label("fig", name)} .stat-figure data-figure="{name}"}}\n'
    return "\n".join([head, picture, "", paragraph(filled(figure.caption, ledger)), ":::", ""])


__all__ = ["figure_markdown", "label", "span", "table_markdown"]
