"""The specification curve of the indirect effects, with the decisions behind each of them.

Simonsohn, U., Simmons, J. P., & Nelson, L. D. (2020). Specification curve analysis. Nature Human Behaviour, 4,
1208-1214.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.figures.axes import SMALL, USUAL_SIZE, canvas_of, styled, with_fonts
from analysis.figures.wording import WIDTH
from analysis.multiverse_rows import MAIN, OPTIONS, TITLES
from report.drawing.style import COLOURS, Colour
from report.rows.figures import Figure
from report.rows.ledger import Ledger
from report.rows.stat import Stat
from report.study.product import figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

#: Colour and word of universes by whether their effect is significant.
KINDS: dict[str, tuple[Colour, str]] = {"no": ("bar", "not significant"), "yes": ("plus", "significant")}
PANELS = {"ebi": "A  Emotional breakthrough (EBI)", "meq": "B  Mystical-type experience (MEQ)"}
HEIGHT = 150.0
#: The gap between two decisions, in lines of the panel.
GAP = 0.7


@dataclass(frozen=True)
class SpecificationCurve:
    """The effects of all universes in their order of size, above the options that each universe has."""

    shows: tuple[str, ...]

    def draw(self, rows: Mapping[str, Row]) -> Canvas:
        """One column for each instrument."""
        canvas = canvas_of(WIDTH, HEIGHT)
        grid = canvas.add_gridspec(
            2,
            2,
            height_ratios=(1, 1.55),
            left=0.235,
            right=0.995,
            top=0.955,
            bottom=0.015,
            wspace=0.06,
            hspace=0.04,
        )
        shared = None
        for column, (acute, title) in enumerate(PANELS.items()):
            found = [row for id in self.shows if isinstance(row := rows[id], Stat) and _acute(row) == acute]
            found.sort(key=lambda row: (_beta(row), row.id))
            curve = canvas.add_subplot(grid[0, column], sharey=shared)
            shared = shared or curve
            _draw_curve(curve, found, title, first=column == 0)
            _draw_decisions(canvas.add_subplot(grid[1, column], sharex=curve), found, first=column == 0)
        return with_fonts(canvas)


def _acute(row: Stat) -> str:
    return row.about["model"].removeprefix("primary.")


def _beta(row: Stat) -> float:
    return float(row.value) if isinstance(row.value, int | float) else 0.0


def _is_main(row: Stat) -> bool:
    return all(row.about[decision] == option for decision, option in MAIN.items())


def _draw_curve(axes: Any, found: Sequence[Stat], title: str, *, first: bool) -> None:
    import report

    axes.axhline(0, color=COLOURS["line"], linewidth=0.7)
    for significant, (colour, word) in KINDS.items():
        own = [(place, row) for place, row in enumerate(found) if row.about["significant"] == significant]
        if own:
            places, shown = zip(*own, strict=True)
            points = axes.scatter(
                places, [_beta(row) for row in shown], s=5, color=COLOURS[colour], linewidths=0, label=word
            )
            report.bind(points, *(row.id for row in shown))
    for place, row in enumerate(found):
        if _is_main(row):
            (mark,) = axes.plot(
                [place], [_beta(row)], "D", markersize=4.5, markerfacecolor="none", label="main analysis",
                markeredgecolor=COLOURS["minus"], markeredgewidth=1.1,
            )  # fmt: skip
            report.bind(mark, row.id)
    axes.set_title(title, loc="left", fontsize=USUAL_SIZE, fontweight="bold", color=COLOURS["ink"], pad=4)
    axes.set_xlim(-2, len(found) + 1)
    styled(axes, bottom=False)
    axes.tick_params(bottom=False, labelbottom=False, labelleft=first)
    if first:
        axes.set_ylabel("Standardised indirect effect (β)", fontsize=SMALL, color=COLOURS["muted"])
    else:
        axes.legend(
            loc="lower right", fontsize=SMALL, frameon=False, handletextpad=0.2, labelcolor=COLOURS["ink"]
        )


def _draw_decisions(axes: Any, found: Sequence[Stat], *, first: bool) -> None:
    """A tick for each universe in the line of each of its options."""
    labels, heights, heads = [], [], []
    height = 0.0
    for decision, options in OPTIONS.items():
        height -= GAP
        heads.append((height, TITLES[decision]))
        for option, words in options.items():
            height -= 1
            labels.append(words)
            heights.append(height)
            _draw_ticks(axes, found, decision, option, height)
        height -= 0.4
    axes.set_ylim(height, 0.2)
    styled(axes, bottom=False)
    axes.spines["left"].set_visible(False)
    axes.tick_params(bottom=False, labelbottom=False, left=False, labelleft=first)
    axes.set_yticks(heights, [label[:1].upper() + label[1:] for label in labels] if first else [])
    for at, head in heads:
        if first:
            axes.text(
                -0.02, at, head, transform=axes.get_yaxis_transform(), ha="right", va="center",
                fontsize=SMALL, fontweight="bold", color=COLOURS["ink"],
            )  # fmt: skip


def _draw_ticks(axes: Any, found: Sequence[Stat], decision: str, option: str, height: float) -> None:
    """All ticks of one option and colour are one path, which keeps the drawing small."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for significant, (colour, _) in KINDS.items():
        places = [
            place
            for place, row in enumerate(found)
            if row.about[decision] == option and row.about["significant"] == significant
        ]
        vertices = [(place, height + side * 0.38) for place in places for side in (-1, 1)]
        codes = [Path.MOVETO, Path.LINETO] * len(places)
        if places:
            axes.add_patch(
                PathPatch(Path(vertices, codes), edgecolor=COLOURS[colour], linewidth=0.55, fill=False)
            )


@figure
def specification_curve(ledger: Ledger) -> Figure:
    """All universes of both instruments."""
    ids = tuple(id for id in ledger if id.startswith("multiverse.u") and id.endswith(".beta"))
    caption = (
        "Specification curve of the standardised indirect effects of alliance through rapport and acute experience on "
        "depression: the points are {multiverse.universes} universes, in order of size. Below it, a tick marks "
        "the option that the universe takes for each decision. Dark: significant; the diamond is the analysis of the "
        "main text. Synthetic data."
    )
    alt = (
        "Specification curves. Emotional breakthrough: median {multiverse.ebi.median}, from "
        "{multiverse.ebi.lowest} to {multiverse.ebi.highest}, "
        "significant in {multiverse.ebi.significant} per cent of universes. Mystical-type "
        "experience: median {multiverse.meq.median}, from {multiverse.meq.lowest} to {multiverse.meq.highest}, "
        "significant in {multiverse.meq.significant} per cent."
    )
    return Figure(caption, alt, SpecificationCurve(ids))
