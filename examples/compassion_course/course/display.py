"""The tables and figures: they arrange rows and compute nothing."""

import matplotlib.pyplot as plt

import report
from report import Figure, figure, table
from report.drawing import Arrow, Node, Panel, PathDiagram
from report.results.summaries import as_table


@table
def participants(sample):
    """Table of the arms."""
    return as_table(sample, "Participants before and after the course")


@table
def regressions(models):
    """Table of the regressions."""
    return as_table(models, "Regressions of self-criticism", id="models")


@figure
def scores(sample):
    """Figure of the means."""
    canvas, axes = plt.subplots(figsize=(4.4, 3), layout="constrained")
    for place, arm in enumerate(("training", "waitlist")):
        ids = [f"sample.{time}.{arm}.mean" for time in ("pre", "post")]
        line = axes.plot([0, 1], [sample.stat(id).value for id in ids], ("o-", "s-")[place], label=arm)
        report.bind(line[0], *ids)
    axes.set(xticks=[0, 1], xticklabels=["Before", "After"], ylabel="Self-criticism (mean)", xlim=(-0.3, 1.3))
    axes.legend(frameon=False)
    alt = (
        "The mean of the training group goes from {sample.pre.training.mean} to {sample.post.training.mean}."
    )
    return Figure("Self-criticism before and after the course.", alt, canvas)


@figure
def mediation_model():
    """Figure of the path model."""
    nodes = (
        Node("treat", "Training", "versus waitlist", 0, 1),
        Node("reappraisal", "Reappraisal", "after", 1, 0, r2="mediation.r2.reappraisal"),
        Node("post", "Self-criticism", "after", 2, 1, r2="mediation.r2.post"),
        Node("pre", "Self-criticism", "before", 0, 0, covariate=True),
    )
    pairs = [("treat", "reappraisal"), ("reappraisal", "post"), ("treat", "post"), ("pre", "reappraisal")]
    arrows = tuple(
        Arrow(tail, head, f"mediation.{head}_on_{tail}.beta", f"mediation.{head}_on_{tail}.p")
        for tail, head in (*pairs, ("pre", "post"))
    )
    alt = "Path diagram. Training to reappraisal: β = {mediation.reappraisal_on_treat.beta}."
    return Figure(
        "Mediation model with standardised coefficients.",
        alt,
        PathDiagram((Panel("Mediation", nodes, arrows),)),
    )
