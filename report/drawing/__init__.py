"""Drawings of rows, and their export to SVG, PNG and PDF.

Path diagrams, flow charts, histograms, and specification curves of a multiverse.

A drawing is a frozen dataclass that refers to rows by id; the rows are passed when it is drawn. Positions are
columns and rows of a grid; time runs from left to right.

    PathDiagram(
        panels=(
            Panel(
                "A  Emotional breakthrough",
                nodes=(
                    Node("alliance", "Therapeutic alliance", "before the session", column=0, row=0),
                    Node("rapport", "Rapport", "day of the session", column=1, row=0, r2="m.r2.rapport"),
                    Node("severity", "Baseline severity", column=0, row=1, covariate=True),
                ),
                arrows=(
                    Arrow("alliance", "rapport", beta="m.rapport_on_alliance.beta", p="m.rapport_on_alliance.p"),
                    Arrow("severity", "alliance", beta="m.s_with_a.beta", p="m.s_with_a.p", both_ways=True),
                ),
            ),
        ),
        trends=True,
        legend=True,
    )

An arrow without `beta` is drawn in a neutral colour; a diagram of only these arrows shows the DAG of a model.
Panels of the same shape (nodes at the same grid positions, arrows between the same nodes, in the same order)
share their geometry.

    FlowChart(
        boxes=(
            Box("assessed", "*n* = {flow.assessed}", title="Assessed for eligibility", row=0),
            Box("excluded", "*n* = {flow.excluded}", title="Excluded", row=1, side=True),
            Box("randomised", "*n* = {flow.randomised}", title="Randomised", row=2),
            Box("treated", "25 mg, *n* = {flow.arm.dosed}", row=3, lane="arm"),
            Box("control", "1 mg, *n* = {flow.control.dosed}", row=3, lane="control"),
        ),
        arrows=(
            Arrow("assessed", "randomised"),
            Arrow("assessed", "excluded"),
            Arrow("randomised", "treated"),
            Arrow("randomised", "control"),
        ),
        lanes=(Lane("arm", "Treatment"), Lane("control", "Control")),
        divider=Divider(before_row=3, above="Before enrolment", below="After enrolment"),
    )

    Histograms(
        panels=(
            Bars(edges=(0, 50, 100), counts=("h.0", "h.1"), n="h.n", column=0, row=0, x_label="Score, session 1"),
        ),
        columns=("Treatment",),
        y_label="Participants",
    )

    SpecificationCurve(
        panels=(EstimatesPanel("A  First instrument", ("multiverse.u001.beta", "multiverse.u002.beta")),),
        decisions=(Decision("cases", "Participants", {"all": "all analysed", "both": "both doses only"}, main="all"),),
        y_label="Standardised indirect effect (β)",
    )

In all texts `{row.id}` is replaced by the printed form of the row; `*n*` is set in italics and `**n**` in
semibold. A text that prints a row has the gid `stat:<row id>`, and significance marks have `p:<row id>`;
`report.drawing.export` describes how they appear in SVG.
"""

from typing import TYPE_CHECKING

from report.rows.deferred import deferred

if TYPE_CHECKING:
    from report.drawing.counted_histograms import histograms_of
    from report.drawing.flowchart import Box, Divider, FlowChart, Lane
    from report.drawing.histogram import Bars, Histograms
    from report.drawing.model import Arrow, Node, Panel, PathDiagram
    from report.drawing.specification_curve import Decision, EstimatesPanel, SpecificationCurve

__all__ = [
    "Arrow",
    "Bars",
    "Box",
    "Decision",
    "Divider",
    "EstimatesPanel",
    "FlowChart",
    "Histograms",
    "Lane",
    "Node",
    "Panel",
    "PathDiagram",
    "SpecificationCurve",
    "histograms_of",
]

__getattr__ = deferred(
    __name__,
    {
        "report.drawing.counted_histograms": ("histograms_of",),
        "report.drawing.flowchart": ("Box", "Divider", "FlowChart", "Lane"),
        "report.drawing.histogram": ("Bars", "Histograms"),
        "report.drawing.model": ("Arrow", "Node", "Panel", "PathDiagram"),
        "report.drawing.specification_curve": ("Decision", "EstimatesPanel", "SpecificationCurve"),
    },
)
