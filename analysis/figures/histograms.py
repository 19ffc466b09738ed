"""Histograms of the acute experience, both sessions and both arms."""

from __future__ import annotations

from analysis.figures.wording import WIDTH
from analysis.histograms import ACUTE, BINS, edges
from analysis.participants import ARMS
from analysis.scales import MEASURE
from report.drawing import Bars, Histograms
from report.rows.figures import Figure
from report.study.product import figure

NAMES = {"ebi": "EBI", "meq": "MEQ"}
SESSIONS = {"1": "first session", "2": "second session"}


def _bars(arm: str, name: str) -> Bars:
    acute, session = name.split("_")
    counts = tuple(f"histogram.{arm}.{name}.b{place}" for place in range(BINS))
    return Bars(
        edges(MEASURE[name]),
        counts,
        f"describe.{arm}.{name}.n",
        ARMS.index(arm),
        ACUTE.index(name),
        title=f"{NAMES[acute]}, {SESSIONS[session]}",
        x_label=f"{NAMES[acute]} score",
        scale=acute,
    )


@figure
def acute_histograms() -> Figure:
    """The distributions of EBI and MEQ, with axes shared between arms."""
    panels = tuple(_bars(arm, name) for name in ACUTE for arm in ARMS)
    caption = (
        "Distributions of emotional breakthrough (EBI) and mystical-type experience (MEQ) in the "
        "first and second session, psilocybin and escitalopram arm. Bars count participants; *n* is "
        "the number with a score."
    )
    means = "; ".join(
        f"{arm}, {panel_title(name)}: n = {{describe.{arm}.{name}.n}}, mean {{describe.{arm}.{name}.mean}}"
        for name in ACUTE
        for arm in ARMS
    )
    alt = f"Histograms in a grid, psilocybin arm left, escitalopram arm right. {means}."
    columns = tuple(f"{arm.capitalize()} arm" for arm in ARMS)
    return Figure(caption, alt, Histograms(panels, columns, (), "Participants", width_mm=WIDTH))


def panel_title(name: str) -> str:
    """An instrument and its session, as the panels name them."""
    acute, session = name.split("_")
    return f"{NAMES[acute]}, {SESSIONS[session]}"
