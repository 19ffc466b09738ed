"""Papers about linear models: covariance matrices, steps of regressions, stated samples, and models in equations."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from scipy import stats

from bench.audit_documents import Claim, Document, PrintedTable
from bench.statements import number

_SCALES = ("Zeal", "Calm", "Doubt", "Pride", "Envy", "Trust")
_CAUSES = ("Workload", "Support", "Fatigue", "Turnover")


def models(seed: int, share: float = 0.3) -> Document:
    """A paper of one sample with a piece of each kind; that share of the pieces has a planted error."""
    rng = random.Random(seed)
    n = rng.randint(120, 320)
    whole = Document(methods=[f"A sample of {n} nurses took part."])
    for make in PIECES:
        whole.add(make(rng, n, wrong=rng.random() < share))
    return whole


def _sample(rng: random.Random, n: int, size: int) -> np.ndarray:
    """Scores of a sample with one common factor."""
    draws = np.random.default_rng(rng.randrange(10**6))
    return draws.normal(size=(n, 1)) * draws.uniform(0.4, 1.2, size) + draws.normal(size=(n, size))


def covariances(rng: random.Random, n: int, *, wrong: bool) -> Document:
    """Covariances on one side of the diagonal, correlations on the other; one of either is wrong."""
    names = rng.sample(_SCALES, 4)
    scores = _sample(rng, n, 4) * np.array([rng.uniform(2, 9) for _ in names])
    below, above = np.cov(scores, rowvar=False), np.corrcoef(scores, rowvar=False)
    first, second = sorted(rng.sample(range(4), 2))
    if wrong and rng.random() < 0.5:
        below[second, first] *= 1.5
    elif wrong:
        above[first, second] -= 0.2
    rows = [
        (
            f"{row + 1}. {name}",
            *(number((above if column > row else below)[row, column], 2) for column in range(4)),
        )
        for row, name in enumerate(names)
    ]
    caption = f"Covariances (below the diagonal) and correlations (above) of {n} nurses"
    table = PrintedTable(caption, ("Scale", "1", "2", "3", "4"), tuple(rows))
    pairs = [(names[a], names[b], (a, b)) for b in range(4) for a in range(b)]
    claims = [
        Claim(
            "covariance-matrix",
            (one, other),
            "covariance against correlation" if wrong and pair == (first, second) else "",
        )
        for one, other, pair in pairs
    ]
    return Document(tables=[table], claims=claims)


def steps(rng: random.Random, n: int, *, wrong: bool) -> Document:
    """R² and F of three steps; F or an adjusted R² of one is wrong."""
    scores = _sample(rng, n, 6)
    rows, claims = [], []
    worse, kind = rng.randrange(3) if wrong else -1, rng.choice(("F", "adjusted"))
    for order, predictors in enumerate((2, 3, 5)):
        design = np.column_stack([np.ones(n), scores[:, 1 : predictors + 1]])
        fitted = design @ np.linalg.lstsq(design, scores[:, 0], rcond=None)[0]
        r2 = 1 - np.sum((scores[:, 0] - fitted) ** 2) / np.sum((scores[:, 0] - scores[:, 0].mean()) ** 2)
        df2 = n - predictors - 1
        f, adjusted = r2 / predictors / ((1 - r2) / df2), 1 - (1 - r2) * (n - 1) / df2
        if order == worse:
            f, adjusted = (f * 1.3, adjusted) if kind == "F" else (f, adjusted - 0.04)
        cells = (
            number(r2, 3, zero=False),
            number(adjusted, 3, zero=False),
            number(f, 2),
            str(predictors),
            str(df2),
        )
        rows.append((f"Step {order + 1}", *cells))
        claims.append(
            Claim("regression-test", (cells[2 if kind == "F" else 1],), kind if order == worse else "")
        )
    table = PrintedTable(
        "Hierarchical regression of turnover", ("Step", "R²", "Adjusted R²", "F", "df1", "df2"), tuple(rows)
    )
    return Document(tables=[table], claims=claims)


def sample(rng: random.Random, n: int, *, wrong: bool) -> Document:
    """A test of the whole sample, or of more cases than there are."""
    df = n + rng.randint(5, 60) if wrong else n - 2
    t = rng.uniform(0.4, 4)
    p = 2 * stats.t.sf(round(t, 2), df)
    printed = "p < .001" if p < 0.0005 else f"p = {number(p, 3, zero=False)}"
    return Document(
        results=[f"Day and night shifts differed in zeal, t({df}) = {number(t, 2)}, {printed}."],
        claims=[Claim("stated-sample", (f"t({df})",), "degrees of freedom" if wrong else "")],
    )


def equations(rng: random.Random, n: int, *, wrong: bool) -> Document:
    """A path model in equations, its correlations in a table, and its estimates in the text."""
    names = [each.casefold() for each in _CAUSES]
    matrix = np.round(np.corrcoef(_sample(rng, n, 4), rowvar=False), 2)
    both = np.linalg.solve(matrix[1:3, 1:3], matrix[1:3, 3])
    paths = [(names[0], names[2], matrix[0, 2]), (names[1], names[3], both[0]), (names[2], names[3], both[1])]
    worse = rng.randrange(3) if wrong else -1
    texts, claims = [], []
    for order, (cause, effect, beta) in enumerate(paths):
        said = number(beta + (0.13 if order == worse else 0.0), 2, zero=False)
        texts.append(f"The path from {cause} to {effect} was β = {said}.")
        claims.append(Claim("refit", (cause, effect, said), "estimate" if order == worse else ""))
    rows = []
    for row, name in enumerate(_CAUSES):
        cells = (number(matrix[row, column], 2, zero=False) for column in range(row))
        described = (number(rng.uniform(2, 5), 2), number(rng.uniform(0.4, 1.2), 2))
        rows.append((f"{row + 1}. {name}", *described, *cells, "–", *[""] * (3 - row)))
    heads = ("Variable", "M", "SD", "1", "2", "3", "4")
    table = PrintedTable(f"Correlations (N = {n})", heads, tuple(rows))
    model = f"The model was {names[2]} ~ {names[0]} and {names[3]} ~ {names[1]} + {names[2]}."
    return Document(results=[model, " ".join(texts)], tables=[table], claims=claims)


PIECES: tuple[Callable[..., Document], ...] = (covariances, steps, sample, equations)
