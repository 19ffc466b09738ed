"""Statements of the labelled corpus about groups: means, standard deviations and sizes with the test between them."""

from __future__ import annotations

import random
from math import sqrt
from statistics import mean, stdev

from scipy import stats

from bench.statements import Statement, number

_NAMES = ("Sleep", "Mood", "Pain", "Fatigue", "Recall", "Reaction time")


def _sample(rng: random.Random, n: int, centre: float) -> list[float]:
    return [rng.gauss(centre, 2) for _ in range(n)]


def _p(p: float) -> str:
    return "p < .001" if p < 0.001 else f"p = {number(p, 3, zero=False)}"


def two_groups(rng: random.Random, *, wrong: bool) -> Statement:
    """Two samples with Student's or Welch's t and Cohen's d."""
    n1, n2 = rng.randint(12, 90), rng.randint(12, 90)
    a, b = _sample(rng, n1, 12), _sample(rng, n2, rng.uniform(10, 14))
    welch = rng.random() < 0.4
    found = stats.ttest_ind(a, b, equal_var=not welch)
    t, df = float(found.statistic), float(found.df)
    pooled = sqrt(((n1 - 1) * stdev(a) ** 2 + (n2 - 1) * stdev(b) ** 2) / (n1 + n2 - 2))
    d, p = (mean(a) - mean(b)) / pooled, float(found.pvalue)
    error = rng.choice(("t of groups", "d of groups")) if wrong else ""
    if error == "t of groups":
        t += rng.choice((0.8, 1.7)) * (1 if t > 0 else -1)
        p = float(2 * stats.t.sf(abs(t), df))
    elif error == "d of groups":
        d = d * 1.9 + (0.3 if d > 0 else -0.3)
    test = f"t({df:.1f})" if welch else f"t({n1 + n2 - 2})"
    effect = f", d = {d:.2f}" if rng.random() < 0.5 or error == "d of groups" else ""
    groups = rng.choice(
        (
            f"The first group (M = {mean(a):.2f}, SD = {stdev(a):.2f}, n = {n1}) was compared with the second "
            f"(M = {mean(b):.2f}, SD = {stdev(b):.2f}, n = {n2})",
            f"Treated persons (n = {n1}; M = {mean(a):.2f}, SD = {stdev(a):.2f}) and controls "
            f"(n = {n2}; M = {mean(b):.2f}, SD = {stdev(b):.2f}) were compared",
        )
    )
    return Statement(f"{groups}, {test} = {t:.2f}, {_p(p)}{effect}.", "group-means", error)


def three_groups(rng: random.Random, *, wrong: bool) -> Statement:
    """Three samples with a one-way analysis of variance."""
    samples = [_sample(rng, rng.randint(10, 40), rng.uniform(10, 13)) for _ in range(3)]
    found = stats.f_oneway(*samples)
    f, df2 = float(found.statistic), sum(map(len, samples)) - 3
    f = f * 1.5 + 1.2 if wrong else f
    shown = ", ".join(
        f"{name} (M = {mean(each):.2f}, SD = {stdev(each):.2f}, n = {len(each)})"
        for name, each in zip(("one", "two", "three"), samples, strict=True)
    )
    p = float(stats.f.sf(f, 2, df2))
    text = f"Sites differed: {shown}, F(2, {df2}) = {f:.2f}, {_p(p)}."
    return Statement(text, "group-means", "F of groups" if wrong else "")


def group_row(rng: random.Random, *, wrong: bool) -> Statement:
    """A table row with the means of two groups, whose sizes are in the heads, and t."""
    sizes = (40, 36)
    a, b = _sample(rng, sizes[0], 12), _sample(rng, sizes[1], rng.uniform(11, 13))
    t = float(stats.ttest_ind(a, b).statistic)
    t = t + rng.choice((-0.9, 0.9, 1.6)) * (1 if t > 0 else -1) if wrong else t
    label = f"{rng.choice(_NAMES)}, mean (SD)"
    row = (label, f"{mean(a):.2f} ({stdev(a):.2f})", f"{mean(b):.2f} ({stdev(b):.2f})", f"{t:.2f}")
    heads = ("Measure", f"Control (n = {sizes[0]})", f"Treated (n = {sizes[1]})", "t")
    return Statement(" ".join(row), "group-means", "t of table groups" if wrong else "", row, heads)


GROUPS = {
    "two groups": (two_groups, 2),
    "three groups": (three_groups, 1),
    "group row": (group_row, 2),
}
