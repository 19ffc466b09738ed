"""Correlation matrices in tables: some data must have these correlations."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import questioned
from report.audit.correlation_tables import CorrelationTriangle, matrices_of
from report.audit.papers import Paper

_NAME = "correlation-matrix"
#: Correlations that need not be those of one sample of complete cases.
_OTHER = re.compile(
    r"pairwise|polychoric|tetrachoric|imput|missing|latent|disattenuat|attenuation|meta-anal"
    r"|maximum likelihood|FIML|genetic|\b[nN]s?\s(?:vary|varies|range)",
    re.IGNORECASE,
)


def check_matrices(paper: Paper) -> Iterator[Check]:
    """A check of each complete triangle of a correlation matrix."""
    for each in matrices_of(paper):
        if each.is_complete:
            yield _checked(paper, each)


def _checked(paper: Paper, each: CorrelationTriangle) -> Check:
    size = len(each.names)
    matrix = np.eye(size)
    for (one, two), (number, _) in each.values.items():
        matrix[one - 1, two - 1] = matrix[two - 1, one - 1] = number.value
    least = float(np.linalg.eigvalsh(matrix)[0])
    # Rounding changes no eigenvalue by more than the largest row sum of the errors.
    error = (size - 1) * max(number.half for number, _ in each.values.values())
    first = min((passage for _, passage in each.values.values()), key=lambda passage: passage.index)
    place, statement = Place(first.index, 0, len(first.text)), f"correlations of {size} variables"
    if least + error >= 0:
        return Check(_NAME, "agrees", (place,), statement, f"smallest eigenvalue {least:.3f}")
    doubtful = paper.format == "pdf" or _OTHER.search(paper.text)
    severity: Severity = "worth a look" if doubtful else "impossible"
    names = _worst(matrix, each)
    fault = (
        f"No complete data have these correlations (smallest eigenvalue {least:.3f}); most is due to {names}."
    )
    return questioned(_NAME, place, statement, fault, severity)


def _worst(matrix: np.ndarray, each: CorrelationTriangle) -> str:
    """The three variables with the largest part in the negative eigenvalue."""
    _, vectors = np.linalg.eigh(matrix)
    order = np.argsort(-np.abs(vectors[:, 0]), kind="stable")[:3]
    return ", ".join(each.names[int(place) + 1] for place in order)


RULE = Rule(
    name=_NAME,
    title="correlation matrix that data can have",
    formula="smallest eigenvalue of R ≥ 0",
    source="Gower (1982): correlations are inner products of vectors of unit length",
    needs="a table with numbered rows and columns, and all correlations of one triangle",
    rounding="an eigenvalue changes by at most (k − 1)·half a unit of the last digit",
    abstains="incomplete triangles. Pairwise deletion, polychoric, imputed and latent correlations are worth a look, "
    "as are matrices of PDF files, whose signs may be lost",
    run=check_matrices,
)
