"""Power and coverage of the indirect effects by sample size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.figures.multiverse import PANELS
from analysis.figures.wording import WIDTH
from analysis.rows import number
from analysis.simulation_rows import ADEQUATE, METHODS
from analysis.simulations import INDIRECT, SIZES
from report.drawing.plot_axes import SMALL, TITLE, empty_canvas, styled, with_fonts
from report.drawing.style import COLOURS, Colour
from report.rows.figures import Figure
from report.study.product import figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

    from report.rows.stat import Row

HEIGHT = 112.0
#: Two standard errors to each side.
REACH = 1.96
#: Colour, marker and line of each method.
LOOK: dict[str, tuple[Colour, str, str, str]] = {
    "delta": ("ink", "o", "-", "delta method"),
    "percentile": ("plus", "s", "--", "percentile bootstrap"),
    "corrected": ("minus", "^", ":", "bias-corrected bootstrap"),
}
WHATS = {"power": "Power", "coverage": "Coverage of the interval"}


@dataclass(frozen=True)
class PowerCurves:
    """Power above, coverage below; one column for each instrument."""

    shows: tuple[str, ...]

    def draw(self, rows: Mapping[str, Row]) -> Canvas:
        """Points with Monte Carlo intervals, joined by lines."""
        canvas = empty_canvas(WIDTH, HEIGHT)
        grid = canvas.add_gridspec(
            2, 2, left=0.085, right=0.99, top=0.945, bottom=0.095, wspace=0.07, hspace=0.1
        )
        for line, (what, words) in enumerate(WHATS.items()):
            for column, (acute, title) in enumerate(PANELS.items()):
                axes = canvas.add_subplot(grid[line, column])
                _draw_panel(axes, rows, acute, what)
                styled(axes)
                axes.set_ylim((0, 1.02) if what == "power" else (0.78, 1.0))
                axes.tick_params(labelleft=column == 0, labelbottom=line == 1)
                if line == 0:
                    axes.set_title(title, loc="left", fontsize=TITLE, fontweight="bold", pad=4)
                else:
                    axes.set_xlabel("Sample size", fontsize=SMALL, color=COLOURS["muted"], labelpad=2)
                if column == 0:
                    axes.set_ylabel(words, fontsize=SMALL, color=COLOURS["muted"], labelpad=2)
                if (line, column) == (0, 1):
                    axes.legend(loc="lower right", fontsize=SMALL, frameon=False, handlelength=2.6)
        return with_fonts(canvas)


def _draw_panel(axes: Any, rows: Mapping[str, Row], acute: str, what: str) -> None:
    import report

    level = ADEQUATE if what == "power" else 0.95
    axes.axhline(level, color=COLOURS["line"], linewidth=0.7)
    for method, (colour, marker, style, words) in LOOK.items():
        ids = [f"power.{acute}.n{n}.{INDIRECT}.{method}.{what}" for n in SIZES]
        shares = [number(rows, id) for id in ids]
        reaches = [REACH * number(rows, f"{id}_se") for id in ids]
        drawn = axes.errorbar(
            SIZES, shares, reaches, color=COLOURS[colour], marker=marker, linestyle=style, markersize=2.8,
            linewidth=1.0, elinewidth=0.6, label=words,
        )  # fmt: skip
        report.bind(drawn.lines[0], *ids)
        report.bind(drawn.lines[2], *(f"{id}_se" for id in ids))
    axes.set_xscale("log")
    axes.set_xticks(SIZES, [str(n) if n not in (300, 150) else "" for n in SIZES])
    axes.set_xticks([], minor=True)


@figure
def simulated_power_curves() -> Figure:
    """Both instruments, all methods."""
    names = [name for name, _ in METHODS.values()]
    cells = [f"power.{acute}.n{n}.{INDIRECT}.{name}" for acute in PANELS for n in SIZES for name in names]
    ids = tuple(f"{cell}.{what}{part}" for cell in cells for what in WHATS for part in ("", "_se"))
    caption = (
        "Power and coverage of the indirect effects in simulated samples, with the estimates of the confirmatory "
        "models as true values. Bars are Monte Carlo intervals; horizontal lines mark a power of {simulation.adequate} "
        "and the nominal coverage. Sample sizes are on a logarithmic scale."
    )
    alt = " ".join(
        f"{title}: power of the Wald test from {{power.{acute}.n20.{INDIRECT}.delta.power}} at n = "
        f"{{simulation.smallest}} to {{power.{acute}.n400.{INDIRECT}.delta.power}} at n = {{simulation.largest}}."
        for acute, title in PANELS.items()
    )
    return Figure(caption, f"Curves of power and coverage. {alt}", PowerCurves(ids))
