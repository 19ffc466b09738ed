"""Models to draw: the four shapes of the paper's path diagrams, and a saturated one of seven variables."""

from report.drawing import Arrow, Node, Panel, PathDiagram
from report.rows.stat import Stat

VALUES = (-0.56, 0.79, 0.02, -0.33, 0.41, -0.65, 0.12, 0.98, -0.04, 0.27, -0.49, 0.53, -0.18, 0.36)
P_VALUES = (0.0004, 0.02, 0.74, 0.06, 0.004, 0.31, 0.0009, 0.049, 0.91)


def rows_of(diagram):
    rows = {}
    for i, id in enumerate(diagram.shows):
        if id.endswith(".beta"):
            rows[id] = Stat(id, VALUES[(i * 5) % len(VALUES)], "fixed2", id)
        elif id.endswith(".p"):
            rows[id] = Stat(id, P_VALUES[(i * 7) % len(P_VALUES)], "p", id)
        else:
            rows[id] = Stat(id, 0.08 + 0.07 * (i % 9), "unit", id)
    return rows


def arrows(model, text, covariance=""):
    for head, tails in (line.split(" ~ ") for line in text.strip().splitlines()):
        for tail in tails.split(" + "):
            name = f"{model}.{head.strip()}_on_{tail.strip()}"
            yield Arrow(tail.strip(), head.strip(), f"{name}.beta", f"{name}.p")
    if covariance:
        a, b = covariance.split(" ~~ ")
        name = f"{model}.{a}_with_{b}"
        yield Arrow(a, b, f"{name}.beta", f"{name}.p", both_ways=True)


def experience(x):
    return {"ebi": "Emotional breakthrough", "meq": "Mystical experience"}[x]


def primary(x):
    m = f"primary.{x}"
    return Panel(
        f"{'A' if x == 'ebi' else 'B'}  {experience(x)}",
        (
            Node("starp", "Therapeutic alliance", "STAR-P, before the session", 0, 0),
            Node("rapport", "Rapport", "day of the session", 1, 0, f"{m}.r2.rapport"),
            Node("x", experience(x), f"{x.upper()}, maximum", 2, 0, f"{m}.r2.x"),
            Node("qids_6w", "Depression", "QIDS-SR-16, week 6", 3, 0, f"{m}.r2.qids_6w"),
            Node("qids_0", "Baseline depression", "QIDS-SR-16, baseline", 2, 1, covariate=True),
        ),
        tuple(arrows(m, "rapport ~ starp\nx ~ rapport + qids_0\nqids_6w ~ x + qids_0")),
    )


def session1(x):
    m = f"session1.{x}"
    return Panel(
        f"{'A' if x == 'ebi' else 'B'}  {experience(x)}",
        (
            Node("qids_0", "Baseline depression", "QIDS-SR-16", 0, 2, covariate=True),
            Node("starp_1", "Therapeutic alliance₁", "STAR-P, before dose 1", 0, 0, f"{m}.r2.starp_1"),
            Node("rapport_1", "Rapport₁", "day of dose 1", 1.25, 1, f"{m}.r2.rapport_1"),
            Node("x", f"{experience(x)}₁", f"{x.upper()}, dose 1", 2.5, 1, f"{m}.r2.x"),
            Node("starp_2", "Therapeutic alliance₂", "STAR-P, before dose 2", 3.75, 0, f"{m}.r2.starp_2"),
            Node("qids_6w", "Depression", "QIDS-SR-16, week 6", 3.75, 2, f"{m}.r2.qids_6w"),
        ),
        tuple(
            arrows(
                m,
                "starp_1 ~ qids_0\nrapport_1 ~ starp_1 + qids_0\nx ~ rapport_1 + starp_1 + qids_0\n"
                "starp_2 ~ x + rapport_1 + starp_1\nqids_6w ~ x + rapport_1 + starp_1 + qids_0",
                "starp_2 ~~ qids_6w",
            )
        ),
    )


def session2(x):
    m = f"session2.{x}"
    return Panel(
        f"{'A' if x == 'ebi' else 'B'}  {experience(x)}",
        (
            Node("qids_mid", "Midline depression", "QIDS-SR-16, week 3", 0, 2, covariate=True),
            Node("starp_2", "Therapeutic alliance₂", "STAR-P, before dose 2", 0, 0, f"{m}.r2.starp_2"),
            Node("rapport_2", "Rapport₂", "day of dose 2", 1.25, 1, f"{m}.r2.rapport_2"),
            Node("x", f"{experience(x)}₂", f"{x.upper()}, dose 2", 2.5, 0, f"{m}.r2.x"),
            Node("qids_6w", "Depression", "QIDS-SR-16, week 6", 3.75, 2, f"{m}.r2.qids_6w"),
        ),
        tuple(
            arrows(
                m,
                "starp_2 ~ qids_mid\nrapport_2 ~ starp_2 + qids_mid\nx ~ rapport_2 + starp_2 + qids_mid\n"
                "qids_6w ~ x + rapport_2 + starp_2 + qids_mid",
            )
        ),
    )


def dag():
    nodes = (
        Node("alliance", "Alliance", "day before the session", 0, 1),
        Node("rapport", "Rapport", "morning of the session", 1, 0),
        Node("experience", "Acute experience", "during the session", 2, 0),
        Node("outcome", "Outcome", "after treatment", 3, 1),
        Node("baseline", "Baseline severity", "before treatment", 0, 2, covariate=True),
    )
    pairs = (
        "alliance rapport",
        "alliance experience",
        "alliance outcome",
        "rapport experience",
        "rapport outcome",
        "experience outcome",
        "baseline alliance",
        "baseline rapport",
        "baseline experience",
        "baseline outcome",
    )
    return Panel("", nodes, tuple(Arrow(*pair.split()) for pair in pairs))


SEVEN_PLACES = ((0, 1), (0.9, 0), (1.5, 2), (2.5, 0.6), (3.3, 2.4), (4.1, 0), (5, 1.3))


def seven():
    keys = [f"v{i}" for i in range(1, 8)]
    nodes = tuple(
        Node(
            key, f"Variable {key[1]}", "measured once", column, row, f"seven.r2.{key}" if key != "v1" else ""
        )
        for key, (column, row) in zip(keys, SEVEN_PLACES, strict=True)
    )
    text = "\n".join(f"{head} ~ " + " + ".join(keys[:i]) for i, head in enumerate(keys) if i)
    return Panel("Seven variables, saturated", nodes, tuple(arrows("seven", text)))


DIAGRAMS = {
    "primary": lambda width: PathDiagram((primary("ebi"), primary("meq")), width, legend=True),
    "session1": lambda width: PathDiagram(
        (session1("ebi"), session1("meq")), width, trends=True, legend=True
    ),
    "session2": lambda width: PathDiagram(
        (session2("ebi"), session2("meq")), width, trends=True, legend=True
    ),
    "dag": lambda width: PathDiagram((dag(),), width),
    "seven": lambda width: PathDiagram((seven(),), width, trends=True),
}
