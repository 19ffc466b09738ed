"""Reliability of latent variables: omega and average variance extracted.

Omega: McDonald, R. P. (1999), Test theory, eq. 6.20b, with residual covariances (Raykov, T., 2001, British Journal of
Mathematical and Statistical Psychology, 54, 315-323). AVE: Fornell, C., & Larcker, D. F. (1981), Journal of Marketing
Research, 18, 39-50, eq. 10.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from report.pathmodels.results import Estimate, PathFit


@dataclass(frozen=True, slots=True)
class Reliability:
    """Omega and AVE of a latent variable; None where an indicator has another cause."""

    latent: str
    omega: float | None
    ave: float | None
    group: str = ""


def reliabilities(model: PathFit) -> tuple[Reliability, ...]:
    """The reliability of each latent variable with observed indicators, group by group."""
    found = []
    for group in model.groups:
        rows = [row for row in model.estimates if row.group == group]
        for latent in model.latent:
            if all(row.rhs in model.variables for row in rows if row.op == "=~" and row.lhs == latent):
                found.append(_reliability(rows, latent, group))
    return tuple(found)


def _reliability(rows: list[Estimate], latent: str, group: str) -> Reliability:
    loadings = {row.rhs: row.est for row in rows if row.op == "=~" and row.lhs == latent}
    uses = Counter(row.rhs for row in rows if row.op == "=~")
    free = all(uses[name] == 1 for name in loadings) and not any(
        row.op == "~" and row.lhs in loadings for row in rows
    )
    spread = _variance(rows, latent)
    if not free or spread is None:
        return Reliability(latent, None, None, group)
    residual = [
        (1 if row.lhs == row.rhs else 2) * row.est
        for row in rows
        if row.op == "~~" and {row.lhs, row.rhs} <= loadings.keys()
    ]
    own = [row.est for row in rows if row.op == "~~" and row.lhs == row.rhs and row.lhs in loadings]
    true = sum(loadings.values()) ** 2 * spread
    shared = sum(value**2 for value in loadings.values()) * spread
    return Reliability(latent, true / (true + sum(residual)), shared / (shared + sum(own)), group)


def _variance(rows: list[Estimate], latent: str) -> float | None:
    """The variance of a latent variable including the part explained by its causes; None where it has no residual."""
    own = next(row for row in rows if row.op == "~~" and row.lhs == row.rhs == latent)
    return own.est / own.std if own.std else None
