"""The matrices of a model, the moments that they imply, and their derivatives."""

from __future__ import annotations

import numpy as np
import pytest
from small_models import FACTOR, MEDIATION, of, slopes

from report.pathmodels.structure import (
    FixedMatrices,
    cell,
    independence_structure,
    inverse,
    structure,
    transpose,
    unrestricted_structure,
)

SIZE = 3
BLANK = FixedMatrices(np.zeros((1, SIZE, SIZE)), np.zeros((1, SIZE, SIZE)), np.zeros((1, SIZE)))


def test_the_moments_of_a_mediation_are_those_of_path_tracing() -> None:
    """By hand: with a = 2, b = 3 and variances 1, 4 and 5, var(m) = 4 + 4, cov(m, y) = 24, var(y) = 72 + 5."""
    found = of(MEDIATION)
    model = found.model
    number = {"a": model.numbers["a"], "b": model.numbers["b"]}
    theta = np.zeros((1, model.free))
    for row, place in zip(model.parameters, model.free_of, strict=True):
        if row.op == "~~" and place >= 0:
            theta[0, place] = {"m": 4.0, "y": 5.0}[row.lhs]
    theta[0, number["a"]], theta[0, number["b"]] = 2.0, 3.0
    x = model.place["x"]
    base = found.samples[0].base
    base.residual[:, x, x] = 1.0
    cov = structure(model).implied(theta, base).cov[0]
    order = [model.place[name] for name in ("x", "m", "y")]
    assert cov[np.ix_(order, order)] == pytest.approx(
        np.array([[1.0, 2.0, 6.0], [2.0, 8.0, 24.0], [6.0, 24.0, 77.0]])
    )


def test_a_loading_is_a_path_to_its_indicator() -> None:
    """f =~ u is the path of u on f, though f is written on the left."""
    model = of(FACTOR).model
    row = next(each for each in model.parameters if each.op == "=~" and each.rhs == "v")
    assert cell(model, row) == ("~", model.place["v"], model.place["f"])
    assert model.place["f"] == 3


def test_latent_variables_are_not_among_the_observed_moments() -> None:
    """They come last, and only the moments of the first, observed ones are compared with data."""
    found = of(FACTOR)
    implied = structure(found.model).implied(np.full((1, found.model.free), 0.5), found.samples[0].base)
    assert implied.all_cov.shape == (1, 4, 4)
    assert implied.cov.shape == (1, 3, 3)
    assert implied.mean.shape == (1, 3)


def test_replicates_share_fixed_values_or_have_their_own() -> None:
    """One base serves any number of replicates of the parameters."""
    found = of(MEDIATION)
    own = structure(found.model)
    theta = np.array([[0.1] * found.model.free, [0.7] * found.model.free])
    both = own.implied(theta, found.samples[0].base)
    for place in (0, 1):
        one = own.implied(theta[place : place + 1], found.samples[0].base)
        assert both.cov[place] == pytest.approx(one.cov[0])


@pytest.mark.parametrize(
    ("syntax", "options"), [(MEDIATION, {}), (MEDIATION, {"means": True}), (FACTOR, {"means": True})]
)
def test_directions_are_the_derivatives_of_the_moments(syntax: str, options: dict[str, bool]) -> None:
    """Against finite differences: dSigma = u v' + v u' and dmu = shift for each cell, summed over parameters."""
    found = of(syntax, **options)
    own, base = structure(found.model), found.samples[0].base
    theta = np.linspace(0.3, 0.9, found.model.free)
    along = own.directions(own.implied(theta[None], base))
    cells = np.einsum("pc,qc->pqc", along.u[0], along.v[0])
    cells = cells + cells.transpose(1, 0, 2)
    wanted = slopes(lambda at: own.implied(at[None], base).cov[0], theta)
    assert along.collected(cells, found.model.free) == pytest.approx(wanted, abs=1e-8)
    wanted = slopes(lambda at: own.implied(at[None], base).mean[0], theta)
    assert along.collected(along.shift[0], found.model.free) == pytest.approx(wanted, abs=1e-8)


def test_a_label_that_two_paths_share_is_one_parameter() -> None:
    """The derivatives of its cells are added."""
    found = of("m ~ a*x\ny ~ a*m")
    own = structure(found.model)
    assert own.paths.number.tolist() == [found.model.numbers["a"]] * 2
    along = own.directions(own.implied(np.full((1, found.model.free), 0.5), found.samples[0].base))
    assert (
        along.collected(np.ones((1, len(along.number))), found.model.free)[0, found.model.numbers["a"]] == 2
    )
    both = along.collected_both(np.ones((1, len(along.number), len(along.number))), found.model.free)
    assert both[0, found.model.numbers["a"], found.model.numbers["a"]] == 4


def test_moments_of_complex_parameters_are_complex() -> None:
    """A complex step gives the derivative to rounding: transposes are not conjugated."""
    found = of(MEDIATION)
    own, base = structure(found.model), found.samples[0].base
    theta = np.full((1, found.model.free), 0.5) + 0j
    theta[0, found.model.numbers["a"]] += 1e-30j
    exact = own.implied(theta, base).cov[0].imag / 1e-30
    real = np.full(found.model.free, 0.5)
    wanted = slopes(lambda at: own.implied(at[None], base).cov[0], real)[..., found.model.numbers["a"]]
    assert exact == pytest.approx(wanted, abs=1e-8)
    assert transpose(np.array([[1 + 2j, 3j]])).tolist() == [[1 + 2j], [3j]]


def test_a_singular_matrix_has_no_inverse_and_spares_the_others() -> None:
    """NaN for itself alone: one bad replicate must not stop the others."""
    good = np.array([[2.0, 0.0], [0.0, 4.0]])
    found = inverse(np.stack([good, np.ones((2, 2)), np.full((2, 2), np.inf), good]))
    assert found[0] == pytest.approx(np.array([[0.5, 0.0], [0.0, 0.25]]))
    assert found[3] == pytest.approx(found[0])
    assert np.isnan(found[1:3]).all()


def test_fixed_values_are_in_the_base() -> None:
    """A fixed path as written; a fixed covariate has its sample moments; a free cell is zero."""
    found = of("m ~ 0.5*x\ny ~ m")
    base, place = found.samples[0].base, found.model.place
    assert base.paths[0, place["m"], place["x"]] == 0.5
    assert base.paths[0, place["y"], place["m"]] == 0.0
    values = found.samples[0].values
    assert values is not None
    assert base.residual[0, place["x"], place["x"]] == pytest.approx(values[:, place["x"]].var())


def test_a_fixed_covariance_is_symmetric() -> None:
    """It is in both cells of the matrix."""
    found = of("m ~ x\ny ~ x\nm ~~ 0.3*y")
    residual, place = found.samples[0].base.residual[0], found.model.place
    assert residual[place["m"], place["y"]] == residual[place["y"], place["m"]] == 0.3


def test_a_part_of_the_replicates_of_a_base_can_be_taken() -> None:
    """By their places, also repeatedly."""
    base = FixedMatrices(
        np.arange(8.0).reshape(2, 2, 2), np.zeros((2, 2, 2)), np.array([[1.0, 2.0], [3.0, 4.0]])
    )
    taken = base.take(np.array([1, 1, 0]))
    assert taken.intercepts.tolist() == [[3, 4], [3, 4], [1, 2]]
    assert taken.paths[0].tolist() == [[4, 5], [6, 7]]


@pytest.mark.parametrize(("means", "free"), [(False, 6), (True, 9)])
def test_the_unrestricted_model_has_a_parameter_for_each_moment(means: bool, free: int) -> None:
    """Three variables have six (co)variances and three means, in the order of the lower triangle."""
    found = unrestricted_structure(SIZE, means)
    assert found.free == free
    theta = np.arange(1.0, free + 1)[None]
    implied = found.implied(theta, BLANK)
    assert implied.cov[0].tolist() == [[1, 2, 4], [2, 3, 5], [4, 5, 6]]
    assert implied.mean[0].tolist() == ([7, 8, 9] if means else [0, 0, 0])


@pytest.mark.parametrize(
    ("exogenous", "fixed", "means", "free"),
    [
        ((), False, False, 3),
        ((0, 1), False, False, 4),
        ((0, 1), True, False, 1),
        ((0,), True, True, 4),
        ((0, 1, 2), False, True, 9),
    ],
)
def test_the_baseline_frees_variances_and_covariances_of_covariates(
    exogenous: tuple[int, ...], fixed: bool, means: bool, free: int
) -> None:
    """Fixed covariates have no parameter; without them, their covariances are free."""
    assert independence_structure(SIZE, exogenous, fixed, means).free == free


def test_the_baseline_has_no_covariance_with_an_outcome() -> None:
    """Only that of the two covariates is free."""
    found = independence_structure(SIZE, (0, 1), False, False)
    cells = set(zip(found.residual.row.tolist(), found.residual.column.tolist(), strict=True))
    assert cells == {(0, 0), (1, 0), (1, 1), (2, 2)}
