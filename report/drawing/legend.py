"""The legend of a path diagram: the meaning of dashes, colours and line widths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report.drawing.sheet import Sheet, Stroke
from report.drawing.style import TypeSizes
from report.drawing.typesetting import TextLine, TextRun, runs_of, set_line
from report.rows.float_words import translated
from report.rows.levels import Levels
from report.rows.p_value_format import level_text
from report.rows.styles import Style

SAMPLE = 20.0
GAP = 4.0
BETWEEN = 12.0


@dataclass(frozen=True)
class LegendEntry:
    """A sample of a line and what it means."""

    stroke: Stroke
    text: TextLine

    @property
    def width(self) -> float:
        """Sample, gap and text."""
        return SAMPLE + GAP + self.text.width


def entries(trends: bool, levels: Levels, style: Style, sizes: TypeSizes) -> list[LegendEntry]:
    """The entries that a diagram needs."""
    thick = sizes.stroke
    found = [
        (Stroke("ink", 1.4 * thick), _below(levels.alpha, style)),
    ]
    if trends:
        found.append((Stroke("ink", 1.4 * thick, "dotted"), _below(levels.trend, style)))
    found.append((Stroke("ink", 1.1 * thick, "dashed"), "{:not_significant}"))
    found += [(Stroke("plus", 2.0 * thick), "{:positive}"), (Stroke("minus", 2.0 * thick), "{:negative}")]
    look = TextRun("", sizes.detail, colour="muted")
    return [
        LegendEntry(stroke, set_line(runs_of(translated(text, style), {}, look))) for stroke, text in found
    ]


def _below(level: float, style: Style) -> str:
    return f"{style.p} < {style.marked(level_text(level, leading_zero=style.p_zero))}"


def _lines(explained: Sequence[LegendEntry], width: float) -> list[list[tuple[float, LegendEntry]]]:
    lines: list[list[tuple[float, LegendEntry]]] = [[]]
    x = 0.0
    for entry in explained:
        if x and x + entry.width > width - 2:
            lines.append([])
            x = 0.0
        lines[-1].append((x, entry))
        x += entry.width + BETWEEN
    return lines


def legend_height(explained: Sequence[LegendEntry], width: float, sizes: TypeSizes) -> float:
    """The height of the legend at that width."""
    return len(_lines(explained, width)) * sizes.detail * 1.5


def draw_legend(
    sheet: Sheet, explained: Sequence[LegendEntry], top: float, width: float, sizes: TypeSizes
) -> None:
    """Draw the entries next to each other, in as many lines as they need."""
    leading = sizes.detail * 1.5
    for i, line in enumerate(_lines(explained, width)):
        y = top + (i + 0.5) * leading
        for x, entry in line:
            sheet.line([(x + 1, y), (x + SAMPLE, y)], entry.stroke)
            sheet.write(x + SAMPLE + GAP, y + 0.33 * sizes.detail, entry.text)
