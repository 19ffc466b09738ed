"""A row in every format, results of every kind, a table, and figures drawn by matplotlib and by the engine."""

from matplotlib.figure import Figure as Canvas

from report import Cell, Column, Figure, Stat, Table, bind, figure, row, stats, table
from report.drawing import Arrow, Node, Panel, PathDiagram
from report.rows.format_registry import BUILT_IN

VALUES = {
    "Percent": (0.382, 0.004, 0.996),
    "FinePercent": (0.382, 0.004, 0.996),
    "Share": (0.74, -0.306, 0.998),
    "PValue": (0.0217, 0.3456, 0.0496, 0.00412, 0.0000321, 0.9991, 1e-17),
    "Count": (12345, 7),
    "LargeCount": (1_234_567, 8123),
    "Text": ("moderate",),
    "Duration": (7530, 45, 90061),
    "Clock": (3723,),
    "Scientific": (0.0000123, 123456789, 0.5),
}
USUAL = (2.3456789, -0.4567, 12345.678)


@stats
def forms():
    for name, format in BUILT_IN.items():
        for place, value in enumerate(VALUES.get(type(format).__name__, USUAL)):
            symbol = "*p*" if name in ("p", "p2") else ""
            shown = abs(value) if name == "df" else value
            yield Stat(f"form.{name}.v{place}", shown, name, "a value of some quantity", symbol)
    yield Stat("form.kg.v0", 81.26, "kg", "body mass")
    yield Stat("form.grams.v0", 0.0812, "grams", "dose")


@stats
def results():
    level = {"confidence": "0.9"}
    test = {"result": "test"}
    yield Stat("t.statistic", 2.31, "fixed2", "t", "*t*", about=test)
    yield Stat("t.df", 118, "df", "degrees of freedom", "*df*", about=test)
    yield Stat("t.p", 0.0226, "p", "p-value", "*p*", about=test)
    yield Stat("t.d", 0.42, "fixed2", "standardised difference", "*d*", about=test)
    yield Stat("t.d_ci_lower", 0.06, "fixed2", "lower bound", about=test)
    yield Stat("t.d_ci_upper", 0.78, "fixed2", "upper bound", about=test)
    yield Stat("r.r", 0.74, "unit", "correlation", "*r*")
    yield Stat("r.df", 27, "df", "degrees of freedom")
    yield Stat("r.p", 0.00001, "p", "p-value", "*p*")
    yield Stat("b.beta", -0.22, "fixed2", "coefficient", "β")
    yield Stat("b.beta_ci_lower", -0.41, "fixed2", "lower bound", about=level)
    yield Stat("b.beta_ci_upper", -0.03, "fixed2", "upper bound", about=level)
    yield Stat("b.p", 0.0204, "p", "p-value", "*p*")
    yield Stat("age.mean", 42.8, "fixed1", "mean age")
    yield Stat("age.sd", 11.6, "fixed1", "standard deviation of age")
    yield Stat("age.min", 21.0, "fixed0", "lowest age")
    yield Stat("age.max", 64.0, "fixed0", "highest age")
    yield Stat("fit.chisq", 4.79, "fixed2", "chi-square", "χ²")
    yield Stat("fit.df", 4, "df", "degrees of freedom")
    yield Stat("fit.p", 0.31, "p", "p-value", "*p*")
    yield Stat("fit.rmsea", 0.08, "index", "RMSEA", "RMSEA")
    yield Stat("fit.rmsea_ci_lower", 0.0, "index", "lower bound")
    yield Stat("fit.rmsea_ci_upper", 0.3, "index", "upper bound")


@table
def tests():
    return Table(
        "Tests at *p* < {protocol.alpha}",
        (Column("Test", "left"), Column("*p*"), Column("*r*")),
        (row("Correlation", "{r.p}", "{r.r}"), row("Path", Cell("{b.p}", stars="b.p"), "{b.beta}")),
        ("*Note.* \\* *p* < {protocol.alpha}. For the path, *p* = {b.p}.",),
    )


@figure
def plotted(results):
    canvas = Canvas(figsize=(3, 2))
    axes = canvas.add_subplot()
    axes.plot([0, 1], [0, 1])
    p = results.stat("r.p")
    relation = "" if p.printed[0] == "<" else "= "
    bind(axes.text(0.1, 0.8, f"p {relation}{p.printed}"), p)
    return Figure("Association, *p* = {b.p}.", "A line; p = {b.p}.", canvas)


@figure
def paths():
    nodes = (Node("x", "Cause"), Node("y", "Effect", column=1))
    panel = Panel("Model", nodes, (Arrow("x", "y", beta="b.beta", p="b.p"),))
    return Figure(
        "A path model.", "An arrow from cause to effect, {b.beta}.", PathDiagram((panel,), legend=True)
    )
