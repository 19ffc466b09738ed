"""Flow charts and histograms to draw."""

from report.drawing import Arrow, Bars, Box, Divider, FlowChart, Histograms, Lane
from report.rows.stat import Stat


def pairs(text):
    return tuple(Arrow(*pair.split()) for pair in text.split(", "))


def procedures(width):
    lanes = ("psilocybin", "escitalopram")
    steps = (
        ("call", "Check-in call", "Call from guides, 7–10 days before dose 1"),
        ("prep", "Visit 1", "Preparation, about 5 h\nSTAR-P, QIDS-SR-16"),
        ("dose", "Visit 2: dosing day 1", "Psilocybin {{protocol.dose_{lane}}} mg\nRapport, EBI, MEQ"),
        ("after", "Visit 3", "Integration with guides"),
    )
    boxes = tuple(
        Box(f"{key}_{lane}", text.format(lane=lane) if "{{" in text else text, 3 + i, lane, title)
        for lane in lanes
        for i, (key, title, text) in enumerate(steps)
    )
    chains = ", ".join(
        f"call_{x} prep_{x}, prep_{x} dose_{x}, dose_{x} after_{x}, after_{x} end" for x in lanes
    )
    return FlowChart(
        (
            Box("recruited", "General practitioners, online advertisement", 0, title="Recruitment"),
            Box("screened", "Telephone, HAM-D of at least {protocol.hamd}", 1, title="Remote screening"),
            Box(
                "visited",
                "Physical and psychiatric assessment; guides meet participant",
                2,
                title="Screening",
            ),
            *boxes,
            Box("end", "QIDS-SR-16 six weeks after dose 1", 7, title="Key endpoint"),
        ),
        pairs(
            f"recruited screened, screened visited, visited call_{lanes[0]}, visited call_{lanes[1]}, {chains}"
        ),
        tuple(Lane(x, f"{x.capitalize()} arm (*n* = {{flow.{x}}})") for x in lanes),
        Divider(3, "Before enrolment", "After enrolment"),
        width,
    )


def participants(width):
    lanes = ("psilocybin", "escitalopram")
    boxes = tuple(
        box
        for x in lanes
        for box in (
            Box(f"in_{x}", f"*n* = {{flow.{x}.allocated}}", 3, x, "Allocated"),
            Box(f"out_{x}", f"*n* = {{flow.{x}.lost}}: side effects", 4, x, "Stopped", side=True),
            Box(f"end_{x}", f"*n* = {{flow.{x}.analysed}}", 5, x, "Analysed"),
        )
    )
    chains = ", ".join(f"random in_{x}, in_{x} end_{x}, in_{x} out_{x}" for x in lanes)
    return FlowChart(
        (
            Box("assessed", "*n* = {flow.assessed}", 0, title="Assessed for eligibility"),
            Box(
                "excluded",
                "*n* = {flow.excluded}\nCriteria not met, *n* = {flow.criteria}\nDeclined, *n* = {flow.declined}",
                1,
                title="Excluded",
                side=True,
            ),
            Box("random", "*n* = {flow.randomised}", 2, title="Randomised"),
            *boxes,
        ),
        pairs(f"assessed random, assessed excluded, {chains}"),
        tuple(Lane(x, x.capitalize()) for x in lanes),
        width_mm=width,
    )


def histograms(width):
    scales = {"EBI": tuple(float(x) for x in range(0, 101, 10)), "MEQ": tuple(x / 2 for x in range(11))}
    panels = tuple(
        Bars(
            edges,
            tuple(f"bins.{arm}.{measure.lower()}_{session}.b{i}" for i in range(10)),
            f"bins.{arm}.{measure.lower()}_{session}.n",
            column,
            2 * row + session - 1,
            title=f"{measure}, session {session}",
            x_label=f"{measure} score",
            scale=measure,
        )
        for row, (measure, edges) in enumerate(scales.items())
        for session in (1, 2)
        for column, arm in enumerate(("psilocybin", "escitalopram"))
    )
    return Histograms(panels, ("Psilocybin", "Escitalopram"), (), "Participants", width)


def counts_of(drawing):
    return {
        id: Stat(id, (i * 7) % 9 if ".b" in id else 20 + i % 11, "count", id)
        for i, id in enumerate(drawing.shows)
    }


CHARTS = {"procedures": procedures, "participants": participants, "histograms": histograms}
