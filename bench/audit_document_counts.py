"""Pieces of papers about counts: flows of participants, totals of tables, samples of ratings, legends of stars."""

from __future__ import annotations

import random
from statistics import mean, stdev

from bench.audit_documents import Claim, Document, PrintedTable
from bench.statements import number
from report.text.number_words import in_words

#: Counts up to this one may be printed as words.
_LARGEST_WORD = 12
_REASONS = ("declined", "were ineligible", "did not respond", "had moved", "withdrew consent")


def _said(count: int, rng: random.Random) -> str:
    return in_words(count) if count <= _LARGEST_WORD and rng.random() < 0.4 else str(count)


def excluded(rng: random.Random, *, wrong: bool) -> Document:
    """People who were excluded, with the reasons."""
    parts = [rng.randint(2, 30) for _ in range(rng.randint(2, 4))]
    total = sum(parts) + (rng.choice((-1, 1, 2)) if wrong else 0)
    named = [f"{_said(part, rng)} {reason}" for part, reason in zip(parts, _REASONS, strict=False)]
    listed = ", ".join(named[:-1]) + f" and {named[-1]}"
    form = rng.randint(0, 3)
    if form == 0:
        text = f"Of those screened, {total} were excluded ({listed})."
    elif form == 1:
        text = f"Before the first session, {total} participants were excluded: {listed}."
    elif form == 2:
        text = f"We excluded {total} participants ({listed})."
    else:
        sizes = [f"{reason} (n = {part})" for part, reason in zip(parts, _REASONS, strict=False)]
        text = f"In the first week {total} people were excluded because they {', '.join(sizes[:-1])} or {sizes[-1]}."
    return Document(
        methods=[text],
        claims=[Claim("flow-count", (str(total), "but the whole is"), "reasons" if wrong else "")],
    )


def assigned(rng: random.Random, *, wrong: bool) -> Document:
    """Arms of a trial."""
    one, two = rng.randint(21, 90), rng.randint(21, 90)
    whole = one + two + (rng.choice((-2, 2, 6)) if wrong else 0)
    text = rng.choice(
        (
            f"In all, {whole} patients were randomised, {one} to training and {two} to usual care.",
            f"After screening {whole} adults were randomly assigned: {one} to the new course and {two} to the old one.",
        )
    )
    return Document(
        methods=[text],
        claims=[Claim("flow-count", (str(whole), "but the whole is"), "arms" if wrong else "")],
    )


def leaving(rng: random.Random, *, wrong: bool) -> Document:
    """Those who remain after exclusions."""
    whole, lost = rng.randint(100, 400), rng.randint(5, 60)
    left = whole - lost + (rng.choice((-10, 1, 9)) if wrong else 0)
    text = rng.choice(
        (
            f"Of {whole} respondents, {lost} were excluded for failing a check, leaving {left}.",
            f"A total of {whole} students took part; {lost} were removed because of empty answers, "
            f"resulting in a final sample of {left}.",
        )
    )
    return Document(
        methods=[text], claims=[Claim("flow-count", (str(left), "are left"), "left" if wrong else "")]
    )


def near_flows(rng: random.Random, *, wrong: bool) -> Document:
    """Counts that need not add up: reasons that overlap, lists of some, losses in two steps."""
    total, one, two = rng.randint(40, 60), rng.randint(20, 35), rng.randint(16, 30)
    texts = (
        f"In the second site {total} were excluded (some for more than one reason: {one} were ill, {two} were away).",
        f"In the second site {total} were excluded, mainly because they were ill (n = {one}) or away (n = {two - 9}).",
        f"At follow-up, {total + 90} patients were assessed, of whom {one} had relapsed and {two} had moved.",
        f"Of {total + 90} recruited adults, {one} were excluded at once and a further {two} were excluded later, "
        f"leaving {total + 90 - one - two}.",
        f"We excluded {total} trials (errors on {one} and slow answers on {two}, partly the same).",
    )
    del wrong
    return Document(methods=[rng.choice(texts)], claims=[Claim("flow-count", ("near miss",))])


def heads_of_sizes(rng: random.Random, *, wrong: bool) -> Document:
    """A table of characteristics with the sizes of two groups and of all."""
    one, two = rng.randint(30, 90), rng.randint(30, 90)
    whole = one + two + (rng.choice((-2, 3, 4)) if wrong else 0)
    heads = ("Characteristic", f"Total (N = {whole})", f"Training (n = {one})", f"Control (n = {two})")
    rows = []
    for label in ("Women", "Married", "Employed"):
        a, b = rng.randint(5, one - 5), rng.randint(5, two - 5)
        rows.append(
            (
                f"{label}, n (%)",
                *(f"{k} ({100 * k / n:.1f})" for k, n in ((a + b, one + two), (a, one), (b, two))),
            )
        )
    table = PrintedTable("Characteristics of the sample", heads, tuple(rows))
    return Document(
        tables=[table], claims=[Claim("table-total", ("sizes in the heads",), "sizes" if wrong else "")]
    )


def row_of_totals(rng: random.Random, *, wrong: bool) -> Document:
    """A table of counts whose last row is their total."""
    labels = rng.choice((("North", "South", "East", "West"), ("Primary", "Secondary", "Tertiary")))
    counts = [rng.randint(12, 80) for _ in labels]
    total = sum(counts)
    shown = total + (rng.choice((-3, 2, 4)) if wrong else 0)
    rows = [
        (label, str(count), f"{100 * count / total:.1f}") for label, count in zip(labels, counts, strict=True)
    ]
    table = PrintedTable("Participants by site", ("Site", "n", "%"), (*rows, ("Total", str(shown), "100.0")))
    return Document(
        tables=[table], claims=[Claim("table-total", (f"total {shown}",), "row of totals" if wrong else "")]
    )


def column_of_totals(rng: random.Random, *, wrong: bool) -> Document:
    """A table of counts whose last column is their total."""
    labels = ("Sites", "Schools", "Wards", "Clinics", "Homes")
    lines = [[rng.randint(11, 60), rng.randint(11, 60)] for _ in labels]
    sums = [sum(line) for line in lines]
    at = rng.randrange(len(labels))
    sums[at] += rng.choice((-2, 2)) if wrong else 0
    rows = tuple(
        (label, *map(str, line), str(total)) for label, line, total in zip(labels, lines, sums, strict=True)
    )
    table = PrintedTable("Numbers of units", ("Unit", "Urban", "Rural", "Total"), rows)
    words = (labels[at], f"total {sums[at]}") if wrong else ("but the total is", "Clinics")
    return Document(tables=[table], claims=[Claim("table-total", words, "column of totals" if wrong else "")])


def near_totals(rng: random.Random, *, wrong: bool) -> Document:
    """A table whose counts exceed their total, since each person may name several things."""
    total = rng.randint(80, 120)
    counts = [rng.randint(20, 75) for _ in range(4)]
    counts[0] = max(counts[0], total - sum(counts[1:]) + 9)
    labels = ("Cost", "Distance", "Waiting", "Language")
    rows = [(label, f"{k} ({100 * k / total:.0f})") for label, k in zip(labels, counts, strict=True)]
    del wrong
    table = PrintedTable(
        "Barriers that were named", ("Barrier", "n (%)"), (*rows, ("Total", f"{total} (100)"))
    )
    return Document(tables=[table], claims=[Claim("table-total", ("near miss",))])


def ratings(rng: random.Random, *, wrong: bool) -> Document:
    """Mean and SD of a single item."""
    n, high = rng.randint(8, 24), rng.choice((5, 7))
    values = [rng.randint(1, high) for _ in range(n)]
    values[0] = 1 if values[0] != 1 else 2
    m, sd = mean(values), stdev(values)
    if wrong:
        edge = rng.choice((1.05, high - 0.05))
        m, sd = edge, (high - 1) * 0.48
    text = (
        f"Trust was measured with a single item on a {high}-point scale (1 to {high}; M = {number(m, 2)}, "
        f"SD = {number(sd, 2)}, n = {n})."
    )
    return Document(
        results=[text], claims=[Claim("sample-existence", (number(m, 2),), "no sample" if wrong else "")]
    )


def sizes_and_degrees(rng: random.Random, *, wrong: bool) -> Document:
    """A t with more degrees of freedom than the paper has cases (the rule is off unless asked for)."""
    n = 2000 if wrong else rng.randint(40, 300)
    text = f"Scores of women and men differed little, t({n}) = 0.31, p = .757."
    return Document(
        results=[text], claims=[Claim("sample-size", (f"t({n})",), "more df than cases" if wrong else "")]
    )


def legend(rng: random.Random, *, wrong: bool) -> Document:
    """A legend of stars in a caption."""
    levels = [".05", ".01", ".001"]
    if wrong:
        levels = rng.choice(([".01", ".05", ".001"], [".05", ".001", ".01"], [".001", ".01", ".05"]))
    text = rng.choice(("* p < {}, ** p < {}, *** p < {}", "*p < {}. **p < {}. ***p < {}.")).format(*levels)
    caption = "Days of the course that each site offered"
    table = PrintedTable(caption, ("Site", "Days"), (("North", "12"), ("South", "14")), f"Note. {text}")
    return Document(
        tables=[table], claims=[Claim("star-legend", ("In this legend",), "levels" if wrong else "")]
    )


COUNTS = (
    excluded,
    assigned,
    leaving,
    near_flows,
    heads_of_sizes,
    row_of_totals,
    column_of_totals,
    near_totals,
    ratings,
    legend,
)
