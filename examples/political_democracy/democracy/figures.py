"""The figures of the paper and its supplement."""

from __future__ import annotations

from democracy.descriptives import BINS, edges
from democracy.dictionary import Dictionary
from democracy.paths import CHAIN, DIRECT, Model
from report.drawing import Arrow, Bars, Histograms, Node, Panel, PathDiagram
from report.rows.figures import Figure
from report.study.product import figure

PLACES = {"ind60": (0.0, 0.0), "dem60": (1.0, 1.0), "dem65": (2.0, 0.0)}


def panel(letter: str, model: Model, dictionary: Dictionary) -> Panel:
    """One model: composites at their places, arrows from its syntax."""
    arrows = tuple(
        Arrow(tail, head, f"{model.name}.{head}_on_{tail}.beta", f"{model.name}.{head}_on_{tail}.p")
        for tail, head in model.arrows
    )
    outcomes = {head for _, head in model.arrows}
    nodes = tuple(
        Node(
            name,
            dictionary[name].label,
            f"{{protocol.{dictionary[name].year}}}",
            *place,
            r2=f"{model.name}.r2.{name}" if name in outcomes else "",
            covariate=name not in outcomes,
        )
        for name, place in PLACES.items()
    )
    return Panel(f"{letter}  {model.title}", nodes, arrows)


@figure
def path_models(dictionary: Dictionary) -> Figure:
    """Figure 1: both models."""
    panels = (panel("A", DIRECT, dictionary), panel("B", CHAIN, dictionary))
    caption = (
        "Path models of industrialisation and democracy in {sample.countries} countries, with (A) and without (B) a "
        "direct path. Numbers are standardised coefficients; the width of an arrow grows with its coefficient, and "
        "dashed arrows have *p* ≥ {protocol.significance_level}. *R*² is the explained variance of an outcome. "
        "\\* *p* < {protocol.significance_level}. \\*\\* *p* < {protocol.two_stars}. "
        "\\*\\*\\* *p* < {protocol.three_stars}."
    )
    alt = " ".join(
        (
            "Path diagrams in panels A and B.",
            *(_described(each, model) for each, model in zip(panels, (DIRECT, CHAIN), strict=True)),
        )
    )
    return Figure(caption, alt, PathDiagram(panels, legend=True))


def _described(panel: Panel, model: Model) -> str:
    names = {node.key: f"{node.name} ({node.detail})" for node in panel.nodes}
    arrows = "; ".join(
        f"{names[arrow.tail]} to {names[arrow.head]}: β = {{{arrow.beta}}}" for arrow in panel.arrows
    )
    return f"{model.title}: {arrows}."


@figure
def distributions(dictionary: Dictionary) -> Figure:
    """Figure S1: histograms of the composites, each on its own."""
    bars = tuple(
        Bars(
            edges(each),
            tuple(f"histogram.{each.name}.b{bin}" for bin in range(BINS)),
            column=column,
            title=each.dated,
            x_label="Mean of indicators",
            scale="composite",
        )
        for column, each in enumerate(dictionary.composites)
    )
    caption = "Distributions of the composites over {sample.countries} countries."
    alt = " ".join(
        f"Histogram of {each.label.lower()}, {{protocol.{each.year}}}: mean {{describe.{each.name}.mean}}, standard "
        f"deviation {{describe.{each.name}.sd}}."
        for each in dictionary.composites
    )
    return Figure(caption, alt, Histograms(bars, y_label="Countries"))
