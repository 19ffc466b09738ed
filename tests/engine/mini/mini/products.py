"""All products of the study."""

import csv

from report import Claim, Stat, claims, figure, stats, table, value
from report.rows.errors import DataError, Fault
from report.rows.figures import Figure
from report.rows.tables import Cell, Column, Table, row


@value
def sleep(sleep_file):
    lines = [line for line in sleep_file.path.read_text().splitlines() if not line.startswith("#")]
    rows = list(csv.DictReader(lines))
    faults = [
        Fault(f"{sleep_file.name}:{number}", f"hours = {row['hours']} is outside 0-24", "correct the value")
        for number, row in enumerate(rows, start=3)
        if not 0 <= float(row["hours"]) <= 24
    ]
    if faults:
        raise DataError(faults)
    return [float(row["hours"]) for row in rows]


@stats
def hours(sleep):
    n = len(sleep)
    yield Stat("hours.mean", sum(sleep) / n, "fixed1", "mean hours of sleep", "*M*", n=n)
    yield Stat("hours.n", n, "count", "participants", "*n*", n=n)
    yield Stat("hours.min", min(sleep), "fixed1", "fewest hours of sleep", n=n)
    yield Stat("hours.max", max(sleep), "fixed1", "most hours of sleep", n=n)
    yield Stat("hours.p", 0.0123, "p", "p of a test of the mean", "*p*", n=n)


@claims
def enough(hours):
    yield Claim("claim.enough", hours.stat("hours.mean").value > 7, "sleep suffices", ("hours.mean",))


@table
def sleep_table():
    return Table(
        "Sleep of {hours.n} participants",
        (Column("Measure", "left"), Column("Value")),
        (row("Mean", Cell("{hours.mean}", stars="hours.p")), row("Participants", "{hours.n}")),
        ("*Note.* From {hours.min} to {hours.max} hours.",),
    )


class Bar:
    """One bar with its number."""

    shows = ("hours.mean",)

    def draw(self, rows):
        from matplotlib.figure import Figure as Canvas

        canvas = Canvas(figsize=(3, 2), layout="constrained")
        axes = canvas.add_subplot()
        axes.bar([0], [rows["hours.mean"].value])
        axes.text(0, 1, rows["hours.mean"].printed, gid="stat:hours.mean")
        return canvas


@figure
def bar():
    return Figure("Mean hours of sleep ({hours.mean}).", "A bar of {hours.mean} hours.", Bar())
