"""Standard errors of many data sets at once, by the delta method, as `inference` finds them for one.

In a recursive model with uncorrelated residuals the expected information has one block for each equation:
cov(paths) = psi / n inv(Sigma of the causes), var(psi) = 2 psi^2 / n (Bollen, 1989, p. 135, eq. 4B.4).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Floats
from report.pathmodels.closed_form import Regression
from report.pathmodels.evidence import MissingPattern
from report.pathmodels.inference import NEGLIGIBLE, STEP, roots
from report.pathmodels.likelihood import Likelihood
from report.pathmodels.model import Model
from report.pathmodels.solution import solution
from report.pathmodels.structure import FixedMatrices, Implied, Numbers, inverse, structure


@dataclass(frozen=True)
class ErrorBlock:
    """Free parameters by number, and their covariance matrices (R, k, k)."""

    numbers: list[int]
    covariance: Floats


def standard_errors(
    model: Model,
    equations: tuple[Regression, ...],
    theta: Floats,
    fixed: FixedMatrices,
    pattern: MissingPattern,
    implied: Implied,
    scale: int,
) -> tuple[Floats, Floats]:
    """The standard errors (rows, R) of raw and of standardised values at parameters theta (q, R)."""
    if any(equation.partners for equation in equations):
        likelihood = Likelihood(structure(model), fixed, (pattern,))
        information = likelihood.expected_information(theta.T) * (scale / pattern.n)[:, None, None]
        blocks = [ErrorBlock(list(range(len(theta))), inverse(information))]
    else:
        blocks = [part for each in equations for part in _blocks(each, theta, fixed, implied, scale)]
    raw, std = (_propagated(slopes, blocks) for slopes in _slopes(model, theta, fixed))
    std[std < NEGLIGIBLE] = 0.0
    return raw, std


def _blocks(
    one: Regression, theta: Floats, fixed: FixedMatrices, implied: Implied, scale: int
) -> list[ErrorBlock]:
    """The covariances of an equation's paths, and the variance of its residual variance."""
    place = one.outcome
    psi = theta[one.variance] if one.variance >= 0 else fixed.residual[:, place, place]
    found = []
    if one.free:
        causes = np.array(list(one.free))
        inner = inverse(implied.cov[:, causes[:, None], causes])
        found.append(ErrorBlock(list(one.free.values()), inner * (psi / scale)[:, None, None]))
    if one.variance >= 0:
        found.append(ErrorBlock([one.variance], (2 * psi**2 / scale)[:, None, None]))
    return found


def _slopes(model: Model, theta: Floats, fixed: FixedMatrices) -> tuple[Numbers, Numbers]:
    """Derivatives (q, rows, R) of raw and standardised values by each parameter, by complex step."""
    raw, std = [], []
    for number in range(len(theta)):
        nearby = theta.astype(complex)
        nearby[number] += 1j * STEP
        there = solution(model, nearby, (fixed,))
        raw.append(there.raw.imag / STEP)
        std.append(there.std.imag / STEP)
    return np.array(raw), np.array(std)


def _propagated(slopes: Numbers, blocks: list[ErrorBlock]) -> Floats:
    """Square roots of the sums over blocks of J V J'."""
    squares, sizes = np.zeros((2, *slopes.shape[1:]))
    for block in blocks:
        for i, first in enumerate(block.numbers):
            for j, second in enumerate(block.numbers[: i + 1]):
                twice = 1.0 if i == j else 2.0
                term = twice * slopes[first] * slopes[second] * block.covariance[:, i, j]
                squares += term
                sizes += np.abs(term)
    return roots(squares, sizes)
