"""Pieces of papers about correlation matrices: of data or not, with reliabilities, and repeated in the text."""

from __future__ import annotations

import random

import numpy as np

from bench.audit_documents import Claim, Document, PrintedTable
from bench.statements import number

_NAMES = ("Resilience", "Optimism", "Loneliness", "Gratitude", "Boredom", "Curiosity")


def _matrix(rng: random.Random, size: int, n: int = 200) -> np.ndarray:
    """The correlations of a sample with one common factor."""
    draws = np.random.default_rng(rng.randrange(10**6))
    common = draws.normal(size=(n, 1)) * draws.uniform(0.4, 1.2, size)
    return np.corrcoef(common + draws.normal(size=(n, size)), rowvar=False)


def _table(names: tuple[str, ...], values: np.ndarray, alphas: list[float]) -> PrintedTable:
    rows = []
    for row, name in enumerate(names):
        cells = [number(values[row, column], 2, zero=False) for column in range(row)]
        cells += ["–"] + [""] * (len(names) - row - 1)
        rows.append((f"{row + 1}. {name}", number(alphas[row], 2, zero=False), *cells))
    heads = ("Variable", "α", *(str(each + 1) for each in range(len(names))))
    return PrintedTable("Correlations among the scales", heads, tuple(rows))


def correlations(rng: random.Random, *, wrong: bool) -> Document:
    """A matrix; an error in it, in the text beside it, or in a reliability."""
    size = rng.choice((4, 5, 6))
    values = np.round(_matrix(rng, size), 2)
    alphas = [rng.uniform(0.84, 0.95) for _ in range(size)]
    kind = rng.choice(("matrix", "text", "reliability")) if wrong else ""
    if kind == "matrix":
        values = _impossible(values)
    strongest = max((abs(values[a, b]), a, b) for a in range(size) for b in range(a))
    _, one, two = strongest
    if kind == "reliability":
        alphas[one] = alphas[two] = 0.55 * strongest[0]
    said = values[one, two]
    said += (-0.2 if said > 0.3 else 0.2) if kind == "text" else 0
    names = rng.sample(_NAMES, size)
    text = f"{names[one]} correlated with {names[two].casefold()}, r = {number(said, 2, zero=False)}."
    claims = [
        Claim("matrix-text", ("the text prints",), "text against matrix" if kind == "text" else ""),
        Claim("correlation-matrix", ("No complete data",), "matrix of no data" if kind == "matrix" else ""),
        Claim("attenuation", (names[one], names[two]), "reliabilities" if kind == "reliability" else ""),
    ]
    return Document(results=[text], tables=[_table(tuple(names), values, alphas)], claims=claims)


def _impossible(values: np.ndarray) -> np.ndarray:
    """A matrix that no data have: the signs of three correlations contradict each other."""
    changed = values.copy()
    for (row, column), value in {(1, 0): 0.8, (2, 0): 0.75, (2, 1): -0.4}.items():
        changed[row, column] = changed[column, row] = value
    return changed


MATRICES = (correlations,)
