"""Covariance matrices in tables: some data have them, and they agree with printed SDs and correlations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import sqrt

import numpy as np

from report.audit.checks import Check, Place, Rule, Severity
from report.audit.comparisons import compared, questioned
from report.audit.correlation_tables import matrices_of
from report.audit.covariance_tables import Covariances, covariances_of
from report.audit.estimate_record import ReportedEstimate
from report.audit.numbers import PrintedNumber, Span, shown
from report.audit.papers import Paper
from report.audit.passages import Passage

_NAME = "covariance-matrix"
#: Matrices that are not those of observed variables.
_OTHER = re.compile(
    r"residual|latent|random|disturbance|genetic|asymptotic|of (?:the )?estimates|meta-anal|\berrors?\b",
    re.IGNORECASE,
)
#: Samples of other cases for each pair of variables.
_PAIRWISE = re.compile(r"pairwise|imput|full[- ]information|FIML|polychoric", re.IGNORECASE)
#: How much larger a standard deviation with the divisor n − 1 is than one with n, of 20 cases.
_DIVISOR = sqrt(20 / 19)


def check_covariances(paper: Paper) -> Iterator[Check]:
    """A check of each covariance, standard deviation and correlation of a covariance matrix, and of the whole."""
    for each in covariances_of(paper):
        possible = True
        for pair in each.covariances:
            for check in _of_pair(paper, each, pair):
                possible = possible and check.verdict == "agrees"
                yield check
        yield from _of_deviations(each)
        if possible and each.is_complete and len(each.names) > 2:
            yield _of_matrix(paper, each)


def _of_pair(paper: Paper, each: Covariances, pair: tuple[int, int]) -> Iterator[Check]:
    number, passage = each.covariances[pair]
    correlation, label = each.correlation(pair), " and ".join(each.names[order] for order in pair)
    if correlation.low > 1 or correlation.high < -1:
        severity = _severity(paper, each, "impossible", signs=False)
        fault = (
            f"The covariance {number.text} of {label} exceeds the product of both SDs (r = {correlation})."
        )
        yield questioned(_NAME, _place(passage), f"{label}: {number.text}", fault, severity)
        return
    printed = list(_printed(paper, each, pair))
    for r, cell in printed:
        estimate = ReportedEstimate({}, _place(cell), f"{label}: covariance {number.text}, r = {r.text}")
        reason = "The covariance and both variances"
        yield compared(_NAME, estimate, "r", r, correlation, _severity(paper, each, "inconsistent"), reason)
    if not printed:
        computed = f"r = {shown((correlation.low + correlation.high) / 2)} is possible"
        yield Check(_NAME, "agrees", (_place(passage),), f"{label}: {number.text}", computed)


def _printed(
    paper: Paper, each: Covariances, pair: tuple[int, int]
) -> Iterator[tuple[PrintedNumber, Passage]]:
    """The correlation of a pair, in the other triangle and in a correlation matrix of the same variables."""
    if pair in each.correlations:
        yield each.correlations[pair]
    names = tuple(each.names[order].casefold() for order in pair)
    others = [
        other
        for other in matrices_of(paper)
        if {name.casefold() for name in other.names.values()} == _names(each)
    ]
    if len(others) == 1 and others[0].words != each.words:
        orders = {name.casefold(): order for order, name in others[0].names.items()}
        found = others[0].values.get(tuple(sorted((orders[names[0]], orders[names[1]]))))  # type: ignore[arg-type]
        if found is not None:
            yield found


def _names(each: Covariances) -> set[str]:
    return {name.casefold() for name in each.names.values()}


def _of_deviations(each: Covariances) -> Iterator[Check]:
    for order, (sd, cell) in each.deviations.items():
        variance = each.variances[order][0]
        allowed = Span(sqrt(max(variance.low, 0.0)) / _DIVISOR, sqrt(variance.high) * _DIVISOR)
        estimate = ReportedEstimate(
            {}, _place(cell), f"{each.names[order]}: variance {variance.text}, SD = {sd.text}"
        )
        yield compared(_NAME, estimate, "SD", sd, allowed, reason="The variance")


def _of_matrix(paper: Paper, each: Covariances) -> Check:
    """Whether the matrix has no negative eigenvalue; rounding changes none by more than the largest row sum."""
    size = len(each.names)
    matrix, error = np.eye(size), np.zeros((size, size))
    for (one, two), span in ((pair, each.correlation(pair)) for pair in each.covariances):
        matrix[one - 1, two - 1] = matrix[two - 1, one - 1] = (span.low + span.high) / 2
        error[one - 1, two - 1] = error[two - 1, one - 1] = (span.high - span.low) / 2
    least = float(np.linalg.eigvalsh(matrix)[0])
    place, statement = (
        _place(min((cell for _, cell in each.covariances.values()), key=lambda cell: cell.index)),
        (f"covariances of {size} variables"),
    )
    if least + float(error.sum(axis=1).max()) >= 0:
        return Check(
            _NAME, "agrees", (place,), statement, f"smallest eigenvalue of the correlations {least:.3f}"
        )
    fault = (
        f"No complete data have these covariances (smallest eigenvalue of their correlations {least:.3f})."
    )
    return questioned(_NAME, place, statement, fault, _severity(paper, each, "impossible"))


def _severity(paper: Paper, each: Covariances, severity: Severity, *, signs: bool = True) -> Severity:
    """The severity, or worth a look where other cases or variables, or a lost sign of a PDF, may explain it."""
    doubtful = (signs and paper.format == "pdf") or _OTHER.search(each.words) or _PAIRWISE.search(paper.text)
    return "worth a look" if doubtful else severity


def _place(passage: Passage) -> Place:
    return Place(passage.index, 0, len(passage.text))


RULE = Rule(
    name=_NAME,
    title="covariance matrix, standard deviations and correlations",
    formula="|cov| ≤ SD₁·SD₂; r = cov/√(variance₁·variance₂); SD = √variance; smallest eigenvalue ≥ 0",
    source="Pearson (1896), doi:10.1098/rsta.1896.0007; Gower (1982)",
    needs="a table that mentions covariances, with variances on its diagonal; correlations in the other triangle or in "
    "a matrix of the same names, SDs in a column",
    rounding="all values that round to the printed ones; SDs with divisor n or n − 1 of at least 20 cases",
    abstains="matrices with other numbers in both triangles and no word about them. Residual, latent, random and "
    "pairwise covariances, and PDF files, whose signs may be lost, are worth a look",
    run=check_covariances,
)
