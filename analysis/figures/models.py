"""Path diagrams of all models, and the graph that is common to the session models."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.figures.wording import KEY, SCALES, WIDTH
from analysis.models import (
    ESCITALOPRAM_EBI,
    ESCITALOPRAM_MEQ,
    PRIMARY_EBI,
    PRIMARY_MEQ,
    SESSION1_EBI,
    SESSION1_MEQ,
    SESSION2_EBI,
    SESSION2_MEQ,
    Model,
)
from report.drawing import Arrow, Node, Panel, PathDiagram
from report.drawing.panel_text import panel_text, syntax_arrows
from report.rows.figures import Figure
from report.study.product import figure

EXPERIENCE = {"ebi": "Emotional breakthrough", "meq": "Mystical-type experience"}
LETTERS = {"ebi": "A", "meq": "B"}
Places = Mapping[str, tuple[float, float]]

MAXIMUM: Places = {
    "starp": (0, 0),
    "rapport": (1, 0),
    "experience": (2, 0),
    "qids_6w": (3, 0),
    "qids_0": (2, 1),
}
FIRST: Places = {
    "qids_0": (0, 2),
    "starp_1": (0, 0),
    "rapport_1": (1.25, 1),
    "experience": (2.5, 1),
    "starp_2": (3.75, 0),
    "qids_6w": (3.75, 2),
}
SECOND: Places = {
    "qids_mid": (0, 2),
    "starp_2": (0, 0),
    "rapport_2": (1.25, 1),
    "experience": (2.5, 0),
    "qids_6w": (3.75, 2),
}
#: Name and detail of each variable's box.
BOXES = {
    "starp": ("Therapeutic alliance", "STAR-P, same session"),
    "rapport": ("Rapport", "same session"),
    "starp_1": ("Therapeutic alliance", "STAR-P, first session"),
    "rapport_1": ("Rapport", "first session"),
    "starp_2": ("Therapeutic alliance", "STAR-P, second session"),
    "rapport_2": ("Rapport", "second session"),
    "qids_0": ("Baseline depression", "QIDS-SR-16"),
    "qids_mid": ("Midline depression", "QIDS-SR-16"),
    "qids_6w": ("Depression", "QIDS-SR-16, endpoint"),
}
WHEN = {"max": "strongest session", "1": "first session", "2": "second session"}


def panel(model: Model, places: Places) -> Panel:
    """The panel of one model: variables at their grid positions, arrows derived from the syntax."""
    arrows = tuple(syntax_arrows(model.name, model.terms))
    outcomes = {arrow.head for arrow in arrows if not arrow.both_ways}
    nodes = tuple(_node(model, key, place, outcomes) for key, place in places.items())
    return Panel(f"{LETTERS[model.acute]}  {EXPERIENCE[model.acute]}", nodes, arrows)


def _node(model: Model, key: str, place: tuple[float, float], outcomes: set[str]) -> Node:
    name, detail = BOXES.get(key, (EXPERIENCE[model.acute], f"{model.acute.upper()}, {WHEN[model.session]}"))
    variable = model.experience if key == "experience" else key
    r2 = f"{model.name}.r2.{variable}" if variable in outcomes else ""
    return Node(variable, name, detail, *place, r2, covariate=variable == model.baseline)


def _figure(title: str, remark: str, models: tuple[Model, Model], places: Places) -> Figure:
    panels = tuple(panel(model, places) for model in models)
    texts = (panel_text(panel, f"{model.name}.n") for panel, model in zip(panels, models, strict=True))
    alt = " ".join([f"Path diagrams in panels A and B. {title}.", *texts])
    caption = f"{title}, *n* = {{{models[0].name}.n}}. {remark} {KEY} {SCALES}"
    return Figure(caption, alt, PathDiagram(panels, trends=True, legend=True, width_mm=WIDTH))


@figure
def primary_models() -> Figure:
    """The confirmatory models of the psilocybin arm."""
    title = (
        "Confirmatory models of emotional breakthrough (A) and mystical-type experience (B), psilocybin arm"
    )
    remark = (
        "The acute experience is that of a participant's strongest session, with the alliance and rapport that "
        "preceded it; baseline depression alone explains {severity_alone.psilocybin.qids_0.r2} of the variance of "
        "the endpoint."
    )
    return _figure(title, remark, (PRIMARY_EBI, PRIMARY_MEQ), MAXIMUM)


@figure
def session1_models() -> Figure:
    """The near-saturated models of the first session."""
    title = (
        "Near-saturated models of the first session with emotional breakthrough (A) and mystical-type experience "
        "(B), psilocybin arm"
    )
    remark = (
        "Outcomes are depression at the endpoint and the alliance ahead of the second session, whose residuals "
        "covary (arrow pointing both ways)."
    )
    return _figure(title, remark, (SESSION1_EBI, SESSION1_MEQ), FIRST)


@figure
def session2_models() -> Figure:
    """The saturated models of the second session."""
    title = (
        "Saturated models of the second session with emotional breakthrough (A) and mystical-type experience (B), "
        "psilocybin arm"
    )
    remark = "Midline depression alone explains {severity_alone.psilocybin.qids_mid.r2} of the endpoint's variance."
    return _figure(title, remark, (SESSION2_EBI, SESSION2_MEQ), SECOND)


@figure
def escitalopram_models() -> Figure:
    """The confirmatory models of the escitalopram arm."""
    title = (
        "Confirmatory models of emotional breakthrough (A) and mystical-type experience (B), escitalopram arm"
    )
    remark = "Baseline depression alone explains {severity_alone.escitalopram.qids_0.r2} of the endpoint's variance."
    return _figure(title, remark, (ESCITALOPRAM_EBI, ESCITALOPRAM_MEQ), MAXIMUM)


#: Earlier variables predict all later ones.
CHAIN = ("baseline", "alliance", "rapport", "experience", "outcome")


@figure
def saturated_dag() -> Figure:
    """The saturated serial mediation model in general."""
    nodes = (
        Node("alliance", "Therapeutic alliance", "before the session", 0, 0),
        Node("rapport", "Rapport", "on the day of the session", 1.25, 1),
        Node("experience", "Acute experience", "during the session", 2.5, 0),
        Node("outcome", "Depression", "at the endpoint", 3.75, 2),
        Node("baseline", "Earlier depression", "before the session", 0, 2, covariate=True),
    )
    arrows = tuple(Arrow(tail, head) for i, tail in enumerate(CHAIN) for head in CHAIN[i + 1 :])
    caption = (
        "Directed acyclic graph of a saturated serial mediation model. Alliance acts on depression "
        "through rapport and the acute experience; all other paths from earlier to later variables "
        "are left free."
    )
    alt = (
        "Graph in which earlier depression and therapeutic alliance point to rapport, acute "
        "experience and depression at the endpoint, rapport points to acute experience and "
        "depression, and acute experience points to depression."
    )
    return Figure(caption, alt, PathDiagram((Panel("", nodes, arrows),), width_mm=WIDTH))
