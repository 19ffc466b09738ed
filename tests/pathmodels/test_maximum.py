"""The search for a maximum, with and without restrictions, on likelihoods whose maximum is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from small_models import LOOP, MEDIATION, data, of, slopes, solved

from report.pathmodels.constraints import Restrictions, equalities, inequalities, label_values, tangent
from report.pathmodels.maximum import maximise, solve
from report.pathmodels.scaled_equations import Scaled, scaled_equations
from report.pathmodels.start import starts

CURVATURE = np.array([[2.0, 0.5], [0.5, 1.0]])
TOP = np.array([1.0, -3.0])


@dataclass(frozen=True)
class Hill:
    """A quadratic log-likelihood with its maximum at TOP; where `edge` is exceeded there is none."""

    size: int = 1
    edge: float = np.inf
    curvature: Any = None

    @property
    def cases(self) -> Any:
        """The number of cases."""
        return np.ones(self.size)

    def take(self, replicates: Any) -> Hill:
        """The same for some of the replicates."""
        return type(self)(int(np.sum(replicates)), self.edge, self.curvature)

    def value(self, theta: Any) -> Any:
        """The height."""
        gap = theta - TOP
        height = -0.5 * np.einsum("rq,qs,rs->r", gap, CURVATURE, gap)
        return np.where(theta[:, 0] > self.edge, -np.inf, height)

    def score(self, theta: Any) -> Any:
        """The gradient."""
        return -(theta - TOP) @ CURVATURE

    def expected_information(self, theta: Any) -> Any:
        """The curvature, or another one that is wrong."""
        own = CURVATURE if self.curvature is None else self.curvature
        return np.broadcast_to(own, (len(theta), 2, 2))

    observed_information = expected_information


class Skewed(Hill):
    """Its expected information is 0.6 of the observed one, so that steps with it are too long."""

    def expected_information(self, theta: Any) -> Any:
        """Less than the curvature."""
        return np.broadcast_to(0.6 * CURVATURE, (len(theta), 2, 2))


def test_near_its_maximum_a_single_data_set_takes_newtons_steps() -> None:
    """With the expected information alone, this one needs a dozen iterations more; many data sets keep to it."""
    start = TOP[None] + 1e-3
    assert maximise(Skewed(), start).iterations <= 3
    assert maximise(Skewed(2), np.repeat(start, 2, axis=0)).iterations > 10


def test_a_quadratic_is_solved_in_one_step() -> None:
    """A second one finds that nothing is left to improve."""
    found = maximise(Hill(), np.zeros((1, 2)))
    assert found.converged.tolist() == [True]
    assert found.theta[0] == pytest.approx(TOP)
    assert found.iterations <= 2


def test_replicates_are_independent() -> None:
    """One that starts at the maximum, and one far away."""
    found = maximise(Hill(2), np.array([TOP, [100.0, 100.0]]))
    assert found.converged.all()
    assert found.theta == pytest.approx(np.stack([TOP, TOP]))


def test_a_replicate_without_a_likelihood_is_not_converged() -> None:
    """It stays where it is; the others are not affected."""
    found = maximise(Hill(2, edge=5.0), np.array([[9.0, 0.0], [0.0, 0.0]]))
    assert found.converged.tolist() == [False, True]
    assert found.theta[0].tolist() == [9, 0]


def test_a_step_that_is_too_long_is_halved() -> None:
    """An information that is too small proposes steps beyond the maximum."""
    found = maximise(Hill(curvature=CURVATURE * 0.3), np.zeros((1, 2)))
    assert found.converged.all()
    assert found.theta[0] == pytest.approx(TOP, abs=1e-6)


def test_a_singular_information_does_not_converge() -> None:
    """There is no step to take."""
    found = maximise(Hill(curvature=np.ones((2, 2)) * 0.0), np.zeros((1, 2)))
    assert found.converged.tolist() == [False]


def test_the_number_of_iterations_is_limited() -> None:
    """What has not converged by then is marked."""
    found = maximise(Hill(curvature=CURVATURE * 50), np.zeros((1, 2)), limit=3)
    assert (found.iterations, found.converged.tolist()) == (3, [False])


def test_systems_are_solved_one_by_one() -> None:
    """One that is not positive definite gives NaN; units do not matter."""
    matrices = np.array([[[2.0, 0.0], [0.0, 4.0]], [[1e20, 0.0], [0.0, 1e-20]], [[-1.0, 0.0], [0.0, 1.0]]])
    found = solve(matrices, np.array([[2.0, 2.0], [1e20, 1e-20], [1.0, 1.0]]))
    assert found[:2] == pytest.approx(np.array([[1.0, 0.5], [1.0, 1.0]]))
    assert np.isnan(found[2]).all()


def test_a_singular_system_spares_the_others() -> None:
    """NaN or a very large solution for itself, the exact one for the others."""
    matrices = np.array([[[1.0, 1.0], [1.0, 1.0]], [[2.0, 0.0], [0.0, 4.0]]])
    assert solve(matrices, np.array([[1.0, 2.0], [2.0, 2.0]]))[1] == pytest.approx(np.array([1.0, 0.5]))


def test_an_equality_is_satisfied_at_the_maximum() -> None:
    """The estimates are those of the sum of both slopes fixed at one: y - m regressed on x - m, by hand."""
    found = of("y ~ b1*x + b2*m\nb1 + b2 == 1")
    theta = maximise(
        found.likelihood,
        next(iter(starts(found.model, [(s.unrestricted.mean, s.unrestricted.cov) for s in found.samples]))),
        restrictions=equalities(found.model),
    )
    assert theta.converged.all()
    frame = data()
    first, second = frame.y - frame.m, frame.x - frame.m
    slope = np.cov(first, second)[0, 1] / second.var()
    assert theta.theta[0, found.model.numbers["b1"]] == pytest.approx(slope)
    assert theta.theta[0, found.model.numbers["b2"]] == pytest.approx(1 - slope)


def test_restrictions_are_differences_of_their_sides() -> None:
    """Equalities are zero where they hold, inequalities positive where they hold, on either side."""
    model = of("y ~ a*x + b*m\na == b^2\na > 2\nb < 5").model
    theta = np.zeros((1, model.free))
    theta[0, model.numbers["a"]], theta[0, model.numbers["b"]] = 3.0, 4.0
    assert equalities(model).value(theta).tolist() == [[3 - 16]]
    assert inequalities(model).value(theta).tolist() == [[1, 1]]
    assert (len(equalities(model)), len(inequalities(model))) == (1, 2)


def test_no_restrictions_have_no_values() -> None:
    """The arrays have no columns, so that they can be stacked."""
    model = of(MEDIATION).model
    none = Restrictions(model, ())
    assert none.value(np.zeros((3, model.free))).shape == (3, 0)
    assert none.jacobian(np.zeros((3, model.free))).shape == (3, 0, model.free)


def test_the_jacobian_of_restrictions_is_exact() -> None:
    """Against finite differences; a defined parameter may be part of a restriction."""
    model = of("m ~ a*x\ny ~ b*m\nab := a*b\nab == exp(a) - b/2").model
    own = equalities(model)
    at = np.linspace(0.3, 0.8, model.free)
    wanted = slopes(lambda theta: own.value(theta[None])[0], at)
    assert own.jacobian(at[None])[0] == pytest.approx(wanted, abs=1e-8)


def test_labels_have_the_values_of_their_parameters() -> None:
    """Also fixed ones and defined ones, in the order in which definitions use each other."""
    model = of("m ~ a*x\ny ~ b*m + c*x\nc == 2\ntotal := ab + c\nab := a*b").model
    theta = np.zeros((1, model.free))
    for name, value in (("a", 3.0), ("b", 5.0), ("c", 2.0)):
        theta[0, model.numbers[name]] = value
    found = {name: float(value[0]) for name, value in label_values(model, theta).items()}
    assert found == {"a": 3, "b": 5, "c": 2, "ab": 15, "total": 17}


@pytest.mark.parametrize(
    ("jacobian", "free"),
    [
        (np.zeros((0, 3)), 3),
        (np.array([[1.0, 1.0, 0.0]]), 2),
        (np.array([[1.0, 0.0, 0.0], [2.0, 0.0, 0.0]]), 2),
        (np.eye(3), 0),
        (np.zeros((1, 3)), 3),
    ],
)
def test_the_tangent_spans_what_constraints_leave_free(jacobian: np.ndarray, free: int) -> None:
    """An orthonormal basis on which the constraints do not change; repeated constraints count once."""
    found = tangent(jacobian)
    assert found.shape == (3, free)
    assert found.T @ found == pytest.approx(np.eye(free))
    assert jacobian @ found == pytest.approx(np.zeros((len(jacobian), free)), abs=1e-12)


def test_regressions_start_at_least_squares() -> None:
    """Which are their maximum; residual variances are those of the regression."""
    found = of("y ~ b1*x + b2*m")
    [sample] = found.samples
    first, *others = starts(found.model, [(sample.unrestricted.mean, sample.unrestricted.cov)])
    frame = data()
    design = np.column_stack([np.ones(len(frame)), frame.x, frame.m])
    wanted, (rest,), *_ = np.linalg.lstsq(design, frame.y, rcond=None)
    assert first[0, found.model.numbers["b1"]] == pytest.approx(wanted[1])
    assert first[0, found.model.numbers["b2"]] == pytest.approx(wanted[2])
    assert sorted(first[0])[-1] == pytest.approx(rest / len(frame))
    assert len(others) == 3
    assert others[1][0, found.model.numbers["b1"]] == 0


def test_a_start_that_is_written_is_used() -> None:
    """Only in the first attempt; the others are for models that do not converge from it."""
    found = of("y ~ b*x + start(7)*m")
    [sample] = found.samples
    first, *others = starts(found.model, [(sample.unrestricted.mean, sample.unrestricted.cov)])
    assert 7 in first[0]
    assert not any(7 in each[0] for each in others)


def test_scaled_equations_are_another_form_of_the_same_model() -> None:
    """Parameters there and back, the same likelihood, and derivatives of the model's parameters."""
    found = of(LOOP)
    equations = scaled_equations(found.model)
    assert equations is not None
    theta = np.linspace(0.3, 0.9, found.model.free)[None]
    there = equations.scaled(theta)
    assert equations.model(there) == pytest.approx(theta)
    scaled = Scaled(found.likelihood, equations)
    assert scaled.value(there) == pytest.approx(found.likelihood.value(theta))
    wanted = slopes(lambda at: equations.model(at[None])[0], there[0])
    assert equations.jacobian(there)[0] == pytest.approx(wanted, rel=1e-5, abs=1e-6)
    wanted = slopes(lambda at: scaled.value(at[None])[0], there[0])
    assert scaled.score(there)[0] == pytest.approx(wanted, rel=1e-4, abs=1e-4)
    wanted = -slopes(lambda at: scaled.score(at[None])[0], there[0])
    assert scaled.observed_information(there)[0] == pytest.approx(wanted, rel=1e-4, abs=1e-3)


def test_the_maximum_of_scaled_equations_is_that_of_the_model() -> None:
    """From the same start."""
    found = of(LOOP)
    equations = scaled_equations(found.model)
    assert equations is not None
    _, theta = solved(found)
    other = equations.maximise(found.likelihood, np.abs(theta[None]) * 1.2, 200)
    assert found.likelihood.value(other.theta)[0] == pytest.approx(found.likelihood.value(theta[None])[0])


def test_a_model_without_free_outcomes_has_no_scaled_equations() -> None:
    """A factor has no regression of an observed variable."""
    assert scaled_equations(of("f =~ u + v + w").model) is None
