"""The table and the figure: they arrange rows and compute nothing."""

import matplotlib.pyplot as plt

import report
from report import Column, Figure, Table, figure, row, table

SUPPLEMENTS = {"oj": "Orange juice", "vc": "Ascorbic acid"}
DOSES = {"0_5": "dose_low", "1": "dose_middle", "2": "dose_high"}


def cell(supplement, dose):
    """The id of a cell of the design."""
    return f"summary.len.supp_{supplement}.dose_{dose}"


@table
def lengths():
    """Table of the cells."""
    heads = (f"{{protocol.{name}}} mg" for name in DOSES.values())
    return Table(
        "Length of odontoblasts by supplement and daily dose",
        (Column("Supplement", "left"), *(Column(head) for head in heads)),
        tuple(
            row(label, *(f"{{{cell(part, dose)}.mean}} ({{{cell(part, dose)}.sd}})" for dose in DOSES))
            for part, label in SUPPLEMENTS.items()
        ),
        ("*Note.* *M* (*SD*) in micrometres; *n* = {summary.len.supp_oj.dose_1.n} in each cell.",),
    )


@figure
def interaction(summary):
    """Figure of the means."""
    canvas, axes = plt.subplots(figsize=(4.4, 3), layout="constrained")
    for (part, label), marker in zip(SUPPLEMENTS.items(), "os", strict=True):
        ids = [f"{cell(part, dose)}.mean" for dose in DOSES]
        line = axes.plot([0.5, 1, 2], [summary.stat(id).value for id in ids], f"{marker}-", label=label)
        report.bind(line[0], *ids)
    axes.set(xlabel="Vitamin C, mg a day", ylabel="Mean length, µm", xticks=[0.5, 1, 2])
    axes.legend(frameon=False)
    ends = [f"{{{cell('oj', dose)}.mean}}" for dose in ("0_5", "2")]
    alt = f"With orange juice the mean rises from {ends[0]} to {ends[1]}."
    return Figure("Mean length by dose and supplement.", alt, canvas)
