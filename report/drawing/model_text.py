"""The texts of the boxes and arrows of a path diagram, and the box size that they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from report.drawing.model import Arrow, Node, Panel
from report.drawing.style import TypeSizes
from report.drawing.typesetting import TextLine, TextRun, longest_word, runs_of, set_balanced, set_line
from report.rows.stat import Stat

if TYPE_CHECKING:
    from report.rows.stat import Row

NAME_LEADING, DETAIL_LEADING = 1.14, 1.16
WEIGHT = 600


@dataclass(frozen=True)
class Card:
    """The text of a box, broken into lines: name, detail, and the explained variance at the bottom."""

    name: tuple[TextLine, ...]
    detail: tuple[TextLine, ...]
    foot: TextLine | None
    text_height: float
    foot_height: float


def arrow_label(arrow: Arrow, rows: Mapping[str, Row], sizes: TypeSizes, trends: bool) -> TextLine:
    """The coefficient and, as a separate text, its significance marks."""
    if not arrow.beta:
        return TextLine((), 0.0)
    runs = [TextRun(rows[arrow.beta].printed, sizes.label, gid=f"stat:{arrow.beta}")]
    row = rows[arrow.p] if arrow.p else None
    if isinstance(row, Stat) and (marks := row.marks(trends)):
        runs.append(TextRun(marks, sizes.label, gid=f"p:{arrow.p}"))
    return set_line(runs)


def cards(
    panel: Panel, rows: Mapping[str, Row], size: tuple[float, float], sizes: TypeSizes
) -> tuple[Card, ...]:
    """The cards of a panel's nodes for boxes of that size."""
    return tuple(_card(node, rows, size[0] - 2 * padding(sizes), sizes) for node in panel.nodes)


def padding(sizes: TypeSizes) -> float:
    """The distance from the border of a box to its text."""
    return sizes.name * 0.62


def _card(node: Node, rows: Mapping[str, Row], width: float, sizes: TypeSizes) -> Card:
    name, detail = _name(node, rows, width, sizes), _detail(node, rows, width, sizes)
    foot = None
    if node.r2:
        style = TextRun("", sizes.detail)
        foot = set_line(runs_of(f"*R*² = {{{node.r2}}}", rows, style))
    return Card(name, detail, foot, _text_height(name, detail, sizes), _foot_height(sizes))


def _name(node: Node, rows: Mapping[str, Row], width: float, sizes: TypeSizes) -> tuple[TextLine, ...]:
    return set_balanced(runs_of(node.name, rows, TextRun("", sizes.name, WEIGHT)), width)


def _detail(node: Node, rows: Mapping[str, Row], width: float, sizes: TypeSizes) -> tuple[TextLine, ...]:
    style = TextRun("", sizes.detail, colour="muted")
    return set_balanced(runs_of(node.detail, rows, style), width) if node.detail else ()


def _text_height(name: Sequence[TextLine], detail: Sequence[TextLine], sizes: TypeSizes) -> float:
    height = len(name) * sizes.name * NAME_LEADING
    return height + (1.0 + len(detail) * sizes.detail * DETAIL_LEADING if detail else 0.0)


def _foot_height(sizes: TypeSizes) -> float:
    return sizes.detail * 1.5


def card_size(
    panels: Sequence[Panel], rows: Mapping[str, Row], sizes: TypeSizes, width: float, label: float
) -> tuple[float, float]:
    """The size of all boxes: as wide as the text needs and the columns allow, as high as the longest text needs."""
    nodes = [node for panel in panels for node in panel.nodes]
    pad = padding(sizes)
    minimum = max(_least_width(node, rows, sizes) for node in nodes) + 2 * pad
    preferred = max(minimum, sizes.name * 9.6)
    maximum = max(sizes.name * 3, min(_room(panel, width, label) for panel in panels))
    chosen = min(preferred, maximum)
    room = chosen - 2 * pad
    lines = [(_name(n, rows, room, sizes), _detail(n, rows, room, sizes), n) for n in nodes]
    used = max(line.width for name, detail, _ in lines for line in (*name, *detail)) + 2 * pad
    high = max(
        _text_height(name, detail, sizes) + (_foot_height(sizes) if node.r2 else 0.0)
        for name, detail, node in lines
    )
    return max(used, min(minimum, maximum)), high + 1.3 * pad


def _least_width(node: Node, rows: Mapping[str, Row], sizes: TypeSizes) -> float:
    name = longest_word(runs_of(node.name, rows, TextRun("", sizes.name, WEIGHT)))
    return max(name, longest_word(runs_of(node.detail, rows, TextRun("", sizes.detail))))


def _room(panel: Panel, width: float, label: float) -> float:
    """The widest box that leaves room for a label between neighbours in a row."""
    columns = [node.column for node in panel.nodes]
    reach = (max(columns) - min(columns)) or 1.0
    gap = min(label + 22.0, width / 14 + 14)
    steps = [
        abs(a.column - b.column) / reach
        for a in panel.nodes
        for b in panel.nodes
        if a.column != b.column and abs(a.row - b.row) < 0.6
    ]
    return min(((step * width - gap) / (1 + step) for step in steps), default=width)
