"""Draws a specification curve: points in order of size, and below each a tick for every option of its universe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

from report.drawing.plot_axes import SMALL, TITLE, empty_canvas, styled, with_fonts
from report.drawing.specification_curve import Decision, SpecificationCurve
from report.drawing.style import COLOURS, Colour
from report.rows.binding import bind
from report.rows.stat import Stat

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

#: Colour and words of universes by whether their estimate is significant.
_KINDS: dict[str, tuple[Colour, str]] = {
    "no": ("bar", "{:not_significant}"),
    "yes": ("plus", "{:significant}"),
}
#: The gaps above and below a decision, in lines of the panel of decisions.
_ABOVE, _BELOW = 0.7, 0.4
#: Half the length of a tick, in lines.
_TICK = 0.38
#: The width of a whisker in points; two points of adjacent universes do not touch at it.
_WHISKER = 0.6


def draw_specification_curve(drawing: SpecificationCurve, rows: Mapping[str, Row]) -> Canvas:
    """One column for each panel, with a common vertical scale."""
    canvas = empty_canvas(drawing.width_mm, drawing.height_mm)
    grid = canvas.add_gridspec(
        2,
        len(drawing.panels),
        height_ratios=(1, 1.55),
        left=0.235,
        right=0.995,
        top=0.955,
        bottom=0.015,
        wspace=0.06,
        hspace=0.04,
    )
    shared = None
    for column, panel in enumerate(drawing.panels):
        estimates = [row for id in panel.shows if isinstance(row := rows[id], Stat)]
        estimates.sort(key=lambda row: (_value(row), row.id))
        curve = canvas.add_subplot(grid[0, column], sharey=shared)
        shared = shared or curve
        _draw_whiskers(curve, estimates, rows, panel.intervals)
        _draw_points(curve, estimates)
        _draw_main_analysis(curve, estimates, drawing.decisions)
        _label(curve, panel.title, drawing.y_label, first=column == 0, last=column == len(drawing.panels) - 1)
        below = canvas.add_subplot(grid[1, column], sharex=curve)
        _draw_decisions(below, estimates, drawing.decisions, labelled=column == 0)
    return with_fonts(canvas)


def _value(row: Stat) -> float:
    """The estimate of a universe; 0 if it has none."""
    return float(row.value) if isinstance(row.value, int | float) else 0.0


def _draw_whiskers(
    axes: Any, estimates: Sequence[Stat], rows: Mapping[str, Row], intervals: Mapping[str, tuple[str, str]]
) -> None:
    """The confidence interval of each estimate that has one, below the points, in the colour of its point."""
    for significant, (colour, _) in _KINDS.items():
        own = [
            (at, lower, upper)
            for at, row in enumerate(estimates)
            if row.about["significant"] == significant and row.id in intervals
            for lower, upper in [tuple(rows[id] for id in intervals[row.id])]
            if _has_value(lower) and _has_value(upper)
        ]
        if own:
            places, lowers, uppers = zip(*own, strict=True)
            ends = [[_value(row) for row in side] for side in (lowers, uppers)]
            lines = axes.vlines(
                places, *ends, color=COLOURS[colour], linewidth=_WHISKER, alpha=0.45, zorder=1
            )
            bind(lines, *(row.id for pair in zip(lowers, uppers, strict=True) for row in pair))


def _has_value(row: Row) -> TypeGuard[Stat]:
    return isinstance(row, Stat) and isinstance(row.value, int | float)


def _draw_points(axes: Any, estimates: Sequence[Stat]) -> None:
    axes.axhline(0, color=COLOURS["line"], linewidth=0.7)
    for significant, (colour, words) in _KINDS.items():
        own = [(at, row) for at, row in enumerate(estimates) if row.about["significant"] == significant]
        if own:
            places, shown = zip(*own, strict=True)
            points = axes.scatter(
                places, [_value(row) for row in shown], s=5, color=COLOURS[colour], linewidths=0, label=words
            )
            bind(points, *(row.id for row in shown))
    axes.set_xlim(-2, len(estimates) + 1)


def _draw_main_analysis(axes: Any, estimates: Sequence[Stat], decisions: Sequence[Decision]) -> None:
    """A diamond around each universe with the options of the main analysis."""
    for at, row in enumerate(estimates):
        if all(row.about[each.key] == each.main for each in decisions):
            (mark,) = axes.plot(
                [at],
                [_value(row)],
                "D",
                markersize=4.5,
                markerfacecolor="none",
                label="{:main_analysis}",
                markeredgecolor=COLOURS["minus"],
                markeredgewidth=1.1,
            )
            bind(mark, row.id)


def _label(axes: Any, title: str, y_label: str, *, first: bool, last: bool) -> None:
    """The title of a panel, the label of the vertical axis at the left, and the legend at the right."""
    axes.set_title(title, loc="left", fontsize=TITLE, fontweight="bold", color=COLOURS["ink"], pad=4)
    styled(axes, bottom=False)
    axes.tick_params(bottom=False, labelbottom=False, labelleft=first)
    if first:
        axes.set_ylabel(y_label, fontsize=SMALL, color=COLOURS["muted"])
    if last:
        axes.legend(
            loc="lower right", fontsize=SMALL, frameon=False, handletextpad=0.2, labelcolor=COLOURS["ink"]
        )


def _draw_decisions(
    axes: Any, estimates: Sequence[Stat], decisions: Sequence[Decision], *, labelled: bool
) -> None:
    """A line for each option, with a tick for each universe that has it."""
    lines: list[tuple[float, str]] = []
    heads: list[tuple[float, str]] = []
    height = 0.0
    for decision in decisions:
        height -= _ABOVE
        heads.append((height, decision.title))
        for option, words in decision.options.items():
            height -= 1
            lines.append((height, words[:1].upper() + words[1:]))
            _draw_ticks(axes, estimates, decision.key, option, height)
        height -= _BELOW
    axes.set_ylim(height, 0.2)
    styled(axes, bottom=False)
    axes.spines["left"].set_visible(False)
    axes.tick_params(bottom=False, labelbottom=False, left=False, labelleft=labelled)
    axes.set_yticks([at for at, _ in lines], [words for _, words in lines] if labelled else [])
    if labelled:
        _draw_heads(axes, heads)


def _draw_heads(axes: Any, heads: Sequence[tuple[float, str]]) -> None:
    for at, title in heads:
        axes.text(
            -0.02,
            at,
            title,
            transform=axes.get_yaxis_transform(),
            ha="right",
            va="center",
            fontsize=SMALL,
            fontweight="bold",
            color=COLOURS["ink"],
        )


def _draw_ticks(axes: Any, estimates: Sequence[Stat], decision: str, option: str, height: float) -> None:
    """All ticks of one option and colour are one path, which keeps the drawing small."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    own = [(at, row) for at, row in enumerate(estimates) if row.about[decision] == option]
    for significant, (colour, _) in _KINDS.items():
        places = [at for at, row in own if row.about["significant"] == significant]
        vertices = [(at, height + side * _TICK) for at in places for side in (-1, 1)]
        codes = [Path.MOVETO, Path.LINETO] * len(places)
        if places:
            axes.add_patch(
                PathPatch(Path(vertices, codes), edgecolor=COLOURS[colour], linewidth=0.55, fill=False)
            )
