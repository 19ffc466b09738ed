"""All products of the sample study."""

import csv
import math
from statistics import fmean, stdev

from report import Claim, Stat, claims, figure, stats, table, value
from report.rows.figures import Figure
from report.rows.tables import Cell, Column, Table, group, row

MEASURES = {
    "age": "Age",
    "alliance": "Alliance",
    "rapport": "Rapport",
    "insight": "Insight",
    "mystery": "Mystery",
    "mood_0": "Mood at baseline",
    "mood_6": "Mood at six weeks",
}
ARMS = {"warm": "Warm hands", "cold": "Cold hands"}


@value
def trial(trial_file):
    lines = [line for line in trial_file.path.read_text().splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def column(trial, arm, name):
    return [float(line[name]) for line in trial if line["arm"] == arm]


def correlation(one, other):
    a, b = fmean(one), fmean(other)
    shared = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    return shared / math.sqrt(sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other))


def two_sided(z):
    return math.erfc(abs(z) / math.sqrt(2))


@stats
def flow(trial):
    yield Stat("flow.randomised", len(trial), "count", "participants", "*N*")
    for arm, label in ARMS.items():
        yield Stat(f"flow.{arm}", sum(line["arm"] == arm for line in trial), "count", label, "*n*")


@stats
def describe(trial):
    for arm in ARMS:
        for name, label in MEASURES.items():
            values = column(trial, arm, name)
            head = f"describe.{arm}.{name}"
            yield Stat(f"{head}.mean", fmean(values), "fixed1", f"mean of {label}", "*M*")
            yield Stat(f"{head}.sd", stdev(values), "fixed2", f"spread of {label}", "*SD*")
            yield Stat(f"{head}.min", min(values), "fixed0", f"least {label}")
            yield Stat(f"{head}.max", max(values), "fixed0", f"most {label}")
        younger = sum(age < 40 for age in column(trial, arm, "age"))
        yield Stat(f"describe.{arm}.younger.n", younger, "count", "under forty")
        yield Stat(f"describe.{arm}.younger.pct", younger / 24, "percent", "under forty, share")


@stats
def paths(trial):
    pairs = [(a, b) for i, a in enumerate(MEASURES) for b in list(MEASURES)[i + 1 :]]
    for arm in ARMS:
        for a, b in pairs:
            r = correlation(column(trial, arm, a), column(trial, arm, b))
            z, half = math.atanh(r), 1.96 / math.sqrt(21)
            head = f"path.{arm}.{b}_on_{a}"
            yield Stat(f"{head}.beta", r, "fixed2", f"effect of {a} on {b}", "β")
            yield Stat(f"{head}.r", r, "unit", f"correlation of {a} and {b}", "*r*")
            yield Stat(f"{head}.p", two_sided(z * math.sqrt(21)), "p", f"p of {a} on {b}", "*p*")
            yield Stat(f"{head}.beta_ci_lower", math.tanh(z - half), "fixed2", "lower bound")
            yield Stat(f"{head}.beta_ci_upper", math.tanh(z + half), "fixed2", "upper bound")
            yield Stat(f"{head}.df", 22, "count", "degrees of freedom")
            yield Stat(f"{head}.r2", r * r, "unit", "share of variance", "*R*²")


@claims
def statements(paths):
    for arm in ARMS:
        p, beta = (paths.stat(f"path.{arm}.mood_6_on_insight.{part}") for part in ("p", "beta"))
        yield Claim(f"claim.{arm}_significant", p.value < 0.05, "the effect is significant", (p.id,))
        yield Claim(f"claim.{arm}_negative", beta.value < 0, "the effect is negative", (beta.id,))


@table
def measures():
    columns = (Column("Measure", "left"), Column("*M*"), Column("*SD*"), Column("Range"))
    rows = []
    for arm, label in ARMS.items():
        rows.append(group(label))
        for name, measure in MEASURES.items():
            head = f"describe.{arm}.{name}"
            rows.append(
                row(
                    measure,
                    f"{{{head}.mean}}",
                    f"{{{head}.sd}}",
                    f"{{{head}.min}}–{{{head}.max}}",
                    indent=1,
                )
            )
        rows.append(
            row(
                "Under forty",
                f"{{describe.{arm}.younger.n}} ({{describe.{arm}.younger.pct}}%)",
                "",
                "",
                indent=1,
            )
        )
    notes = (
        "*Note.* The youngest was {describe.warm.age.min} and the oldest {describe.warm.age.max} years old.",
    )
    return Table("Measures of {flow.randomised} participants in both arms", columns, tuple(rows), notes)


def matrix(arm):
    names = list(MEASURES)[1:]
    columns = (Column("Measure", "left"), *(Column(MEASURES[name]) for name in names[:-1]))
    rows = []
    for i, below in enumerate(names[1:], start=1):
        cells = []
        for j, above in enumerate(names[:-1]):
            head = f"path.{arm}.{below}_on_{above}"
            cells.append(Cell(f"{{{head}.r}}", stars=f"{head}.p") if j < i else Cell(""))
        rows.append(row(MEASURES[below], *cells))
    return Table(f"Correlations in the arm of {ARMS[arm].lower()}", columns, tuple(rows))


@table
def correlations_warm():
    return matrix("warm")


@table
def correlations_cold():
    return matrix("cold")


@table
def effects():
    columns = (Column("Effect", "left"), Column("β"), Column("95% CI"), Column("*p*"), Column("*R*²"))
    rows = []
    for arm, label in ARMS.items():
        for above in ("alliance", "rapport", "insight", "mystery"):
            head = f"path.{arm}.mood_6_on_{above}"
            rows.append(
                row(
                    f"{label}: {MEASURES[above]}",
                    Cell(f"{{{head}.beta}}", stars=f"{head}.p"),
                    f"[{{{head}.beta_ci_lower}}, {{{head}.beta_ci_upper}}]",
                    f"{{{head}.p}}",
                    f"{{{head}.r2}}",
                )
            )
    return Table("Effects on mood", columns, tuple(rows), ("*Note.* Estimates are standardised.",))


class Paths:
    """A figure that has only the labels of a path diagram."""

    LABELS = (
        ("rapport_on_alliance", 0.1, 0.8),
        ("insight_on_rapport", 0.4, 0.6),
        ("mystery_on_insight", 0.6, 0.3),
        ("mood_6_on_insight", 0.8, 0.5),
        ("mood_6_on_mood_0", 0.5, 0.1),
    )

    def __init__(self, arm):
        self.ids = [(f"path.{arm}.{name}", x, y) for name, x, y in self.LABELS]
        self.shows = tuple(f"{head}.{part}" for head, _, _ in self.ids for part in ("beta", "p"))

    def draw(self, rows):
        from matplotlib.figure import Figure as Canvas

        from report.rows.levels import USUAL

        canvas = Canvas(figsize=(4, 2.4))
        for head, x, y in self.ids:
            canvas.text(x, y, rows[f"{head}.beta"].printed, gid=f"stat:{head}.beta")
            canvas.text(x + 0.13, y, USUAL.marks(rows[f"{head}.p"].value), gid=f"p:{head}.p")
            path = head.rsplit(".", 1)[1].replace("_on_", " ")
            canvas.text(x, y - 0.08, path.replace("_6", " after").replace("_0", " before"), size=6)
        return canvas


@figure
def paths_warm():
    return Figure(
        "Effects under warm hands (*n* = {flow.warm}); insight explained {path.warm.mood_6_on_insight.r2} of mood.",
        "Arrows between six measures of {flow.warm} people, of mean age {describe.warm.age.mean}.",
        Paths("warm"),
    )


@figure
def paths_cold():
    return Figure(
        "Effects under cold hands (*n* = {flow.cold}).", "Arrows between six measures.", Paths("cold")
    )
