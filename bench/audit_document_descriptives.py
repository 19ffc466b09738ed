"""Pieces of papers about descriptive statistics: ranges beside means, and means that the text repeats."""

from __future__ import annotations

import random

import numpy as np

from bench.audit_documents import Claim, Document, PrintedTable
from bench.statements import number

_SCALES = ("Vigilance", "Patience", "Sociability", "Rumination", "Tenacity")
_OUTCOMES = ("Alertness", "Serenity", "Irritation")


def ranges(rng: random.Random, *, wrong: bool) -> Document:
    """A table of n, M, SD and both ends; an error in a mean or a standard deviation."""
    draws = np.random.default_rng(rng.randrange(10**6))
    n, names = rng.randint(40, 300), rng.sample(_SCALES, 3)
    worse, kind = rng.randrange(3) if wrong else -1, rng.choice(("mean", "spread"))
    rows = []
    for order, name in enumerate(names):
        values = np.clip(np.round(draws.normal(rng.uniform(18, 32), rng.uniform(3, 8), n)), 0, 50)
        low, high = int(values.min()), int(values.max())
        mean, spread = float(values.mean()), float(values.std(ddof=1))
        if order == worse:
            mean, spread = (high + 2.4, spread) if kind == "mean" else (mean, (high - low) * 0.6)
        rows.append((name, str(n), number(mean, 2), number(spread, 2), str(low), str(high)))
    table = PrintedTable(
        "Descriptive statistics of the scales", ("Scale", "n", "M", "SD", "Min", "Max"), tuple(rows)
    )
    claims = [
        Claim("sd-bounds", (name,), f"{kind} and range" if order == worse else "")
        for order, name in enumerate(names)
    ]
    return Document(tables=[table], claims=claims)


def repeated_means(rng: random.Random, *, wrong: bool) -> Document:
    """Means of two groups in a table and in the text, which has another digit if it is wrong.

    The means of a later time, which the table does not have, differ rightly.
    """
    names = rng.sample(_OUTCOMES, 2)
    means = {name: (rng.uniform(31, 38), rng.uniform(41, 46.9)) for name in names}
    sds = {name: (rng.uniform(4, 9), rng.uniform(4, 9)) for name in names}
    rows = tuple(
        (name, *(f"{m:.2f} ({s:.2f})" for m, s in zip(means[name], sds[name], strict=True))) for name in names
    )
    heads = ("Outcome", "Music M (SD)", "Silence M (SD)")
    said = means[names[0]][1] + (3 if wrong else 0)
    (one, spread), (other, after) = (
        (f"M = {means[name][0] + later:.2f}", f"SD = {sds[name][0]:.2f}")
        for name, later in zip(names, (0, 2), strict=True)
    )
    text = (
        f"With music, {names[0].casefold()} was lower ({one}, {spread}) than in silence (M = {said:.2f}, "
        f"SD = {sds[names[0]][1]:.2f}). At follow-up, {names[1].casefold()} was lower after music ({other}, {after})."
    )
    claims = [
        Claim("mean-text", (f"{names[0]}, Music",)),
        Claim("mean-text", (f"{names[0]}, Silence",), "text against cell" if wrong else ""),
    ]
    return Document(
        results=[text], tables=[PrintedTable("Outcomes by condition", heads, rows)], claims=claims
    )


DESCRIPTIVES = (ranges, repeated_means)
