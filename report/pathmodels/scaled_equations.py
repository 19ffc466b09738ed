"""The likelihood with each equation divided by the standard deviation of its residual.

In a model with loops or correlated residuals, the best slopes may lie beyond infinity: y = b x + e with a growing b is
x = y / b - e / b with a vanishing 1 / b, and the likelihood is smooth where 1 / b changes its sign. In the form
c y = g x + u, where u has variance one, that is an ordinary point, c = 0, which an iteration can pass.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from report.pathmodels.cases import Booleans, Floats
from report.pathmodels.likelihood import STEP, Joint
from report.pathmodels.maximum import TOLERANCE, Maximum, maximise
from report.pathmodels.model import Model, Parameter
from report.pathmodels.structure import Integers, Numbers, transpose

SCATTERED = 32
SCATTERED_ITERATIONS = 150
SEED = 1


@dataclass(frozen=True)
class ScaledEquations:
    """The scaled equations of a model with q parameters, m of them scaled.

    `variance` (m,) is the number of each equation's residual variance, in whose place its scale c is; `power` (q, m)
    says how often a parameter is divided by each scale to become that of the model.
    """

    variance: tuple[int, ...]
    power: Floats

    def scaled(self, theta: Floats) -> Floats:
        """The parameters (R, q) of the scaled equations."""
        scale = 1.0 / np.sqrt(np.abs(theta[:, self.variance]))
        found = theta * self._product(scale)
        found[:, self.variance] = scale
        return found

    def model(self, scaled: Numbers) -> Numbers:
        """The parameters (R, q) of the model."""
        scale = scaled[:, self.variance]
        found = scaled / self._product(scale)
        found[:, self.variance] = scale**-2.0
        return np.asarray(found)

    def jacobian(self, scaled: Numbers) -> Numbers:
        """The derivatives (R, q, q) of the model's parameters."""
        scale = scaled[:, self.variance]
        own = 1.0 / self._product(scale)
        own[:, self.variance] = 0.0
        found = own[:, :, None] * np.eye(scaled.shape[1])
        by_scale = -self.power * self.model(scaled)[:, :, None] / scale[:, None, :]
        found[:, :, self.variance] += by_scale
        return np.asarray(found)

    def maximise(self, likelihood: Joint, start: Floats, limit: int, tolerance: float = TOLERANCE) -> Maximum:
        """The maximum from parameters (R, q) of the model."""
        return self._of_model(maximise(Scaled(likelihood, self), self.scaled(start), limit, tolerance))

    def best_of_scattered(
        self, likelihood: Joint, start: Floats, limit: int = SCATTERED_ITERATIONS
    ) -> Maximum:
        """The highest maximum from many random points around one start (1, q).

        Where two equations of a loop become equal, the iteration cannot continue; other points lie beyond.
        """
        noise = np.random.default_rng(SEED).normal(size=(SCATTERED, start.shape[1]))
        many = Scaled(likelihood.take(np.zeros(SCATTERED, dtype=np.intp)), self)
        found = maximise(many, self.scaled(start) * (1 + noise), limit)
        height = np.where(found.converged, many.value(found.theta), -np.inf)
        best = [int(height.argmax())]
        return self._of_model(Maximum(found.theta[best], found.converged[best], found.iterations))

    def _of_model(self, found: Maximum) -> Maximum:
        return Maximum(self.model(found.theta), found.converged, found.iterations)

    def _product(self, scale: Numbers) -> Numbers:
        """The factor of each parameter (R, q) of the model."""
        return np.asarray((scale[:, None, :] ** self.power).prod(axis=2))


@dataclass(frozen=True)
class Scaled:
    """A likelihood as a function of the parameters of the scaled equations."""

    inner: Joint
    equations: ScaledEquations

    @property
    def cases(self) -> Floats:
        """The number of cases (R,)."""
        return self.inner.cases

    def take(self, replicates: Booleans | Integers) -> Scaled:
        """The same for some of the replicates."""
        return Scaled(self.inner.take(replicates), self.equations)

    def value(self, theta: Floats) -> Floats:
        """The log-likelihood (R,)."""
        return self.inner.value(self.equations.model(theta))

    def score(self, theta: Numbers) -> Numbers:
        """The gradient (R, q)."""
        inner = self.inner.score(self.equations.model(theta))
        return np.asarray(np.einsum("rkj,rk->rj", self.equations.jacobian(theta), inner))

    def expected_information(self, theta: Floats) -> Floats:
        """The Fisher information (R, q, q)."""
        jacobian = self.equations.jacobian(theta)
        inner = self.inner.expected_information(self.equations.model(theta))
        return np.asarray(transpose(jacobian) @ inner @ jacobian)

    def observed_information(self, theta: Floats) -> Floats:
        """Minus the Hessian (R, q, q), by complex step."""
        found = np.empty((*theta.shape, theta.shape[1]))
        for column in range(theta.shape[1]):
            moved = theta.astype(complex)
            moved[:, column] += 1j * STEP
            found[:, column] = -self.score(moved).imag / STEP
        return np.asarray(0.5 * (found + transpose(found)))


def scaled_equations(model: Model) -> ScaledEquations | None:
    """The equations of observed outcomes whose parameters are theirs alone, scaled; None if there are none."""
    found = [
        (model.free_of[variance], touched)
        for group in range(len(model.groups))
        for name in model.variables
        if (variance := _variance(model, name, group)) is not None
        and (touched := _touched(model, name, group)) is not None
    ]
    if not found:
        return None
    power = np.zeros((model.free, len(found)))
    for column, (variance, touched) in enumerate(found):
        power[touched, column] = 1.0
        power[variance, column] = 2.0
    return ScaledEquations(tuple(variance for variance, _ in found), power)


def _variance(model: Model, name: str, group: int) -> int | None:
    """The row of the free residual variance of an outcome, if it is one."""
    rows = [row for row in model.parameters if row.group == group and row.lhs == name]
    if not any(row.op == "~" for row in rows):
        return None
    for place, row in enumerate(model.parameters):
        if row.group == group and row.op == "~~" and row.lhs == row.rhs == name and row.free:
            return place
    return None


def _touched(model: Model, name: str, group: int) -> list[int] | None:
    """The free parameters of an equation; None if one of them also occurs elsewhere."""
    uses = Counter(model.free_of)
    found = [
        number
        for row, number in zip(model.parameters, model.free_of, strict=True)
        if row.group == group and number >= 0 and _belongs(row, name)
    ]
    return found if all(uses[number] == 1 for number in found) else None


def _belongs(row: Parameter, name: str) -> bool:
    return (row.op in ("~", "~1") and row.lhs == name) or (row.op == "~~" and name in (row.lhs, row.rhs))
