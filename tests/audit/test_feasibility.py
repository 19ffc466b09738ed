"""Whether one correlation matrix can give all printed numbers of path models."""

from __future__ import annotations

import numpy as np
import pytest
from papers_in_text import paper
from scipy import stats

from report.audit.feasibility import SolvedRegression, Target, correlations, distance, targets
from report.audit.model_facts import models_of


def wanted(syntax: str, printed: dict[str, object], n: int = 50) -> tuple[list[Target], list[str]]:
    """The constraints of a model and its variables."""
    given = {"name": "Main", "n": n, "syntax": syntax, "printed": printed}
    models = models_of(paper("Nothing.", {"models": [given]}))
    names = list(models[0].variables)
    return targets(models, names), names


def worst(syntax: str, printed: dict[str, object], n: int = 50, starts: int = 3) -> float:
    """The distance of the worst number from its interval."""
    made, names = wanted(syntax, printed, n)
    return distance(made, len(names), starts)


@pytest.mark.parametrize("size", [1, 2, 3, 6])
def test_any_parameters_give_a_correlation_matrix(size: int) -> None:
    """Ones in the diagonal, symmetric, and no negative eigenvalue."""
    free = np.random.default_rng(5).normal(0, 4, size * (size - 1) // 2)
    matrix = correlations(free, size)
    assert np.allclose(np.diag(matrix), 1)
    assert np.allclose(matrix, matrix.T)
    assert np.linalg.eigvalsh(matrix).min() > -1e-12


def test_parameters_of_zero_give_uncorrelated_variables() -> None:
    """The identity is one of the matrices."""
    assert np.array_equal(correlations(np.zeros(3), 3), np.eye(3))


def test_one_parameter_is_the_tangent_of_the_angle() -> None:
    """A row (a, 1) of unit length has the correlation a/√(1 + a²)."""
    assert correlations(np.array([0.75]), 2)[1, 0] == pytest.approx(0.6)


def test_constraints_of_paths_p_values_and_shares() -> None:
    """One for each printed number, in terms of the places of the variables."""
    printed: dict[str, object] = {"y ~ x": {"beta": "0.50", "p": "0.010"}, "y ~ z": "0.2", "r2 y": "0.42"}
    made, names = wanted("y ~ x + z", printed)
    assert names == ["x", "z", "y"]
    assert [each.name for each in made] == ["β of x → y", "p of x → y", "β of z → y", "R² of y"]
    assert {each.equation for each in made} == {((0, 1), 2)}
    assert [(each.low, each.high) for each in (made[0], made[3])] == [
        pytest.approx((0.495, 0.505)),
        pytest.approx((0.415, 0.425)),
    ]


def test_the_share_of_some_predictors_is_of_an_equation_of_its_own() -> None:
    """`r2 y on x` is the R² of x alone."""
    made, _ = wanted("y ~ x + z", {"r2 y on x": "0.20"})
    assert [each.equation for each in made] == [((0,), 2)]


@pytest.mark.parametrize(
    ("p", "low", "high"),
    [
        ("0.010", stats.norm.isf(0.0105 / 2), stats.norm.isf(0.0095 / 2)),
        ("< .05", stats.norm.isf(0.025), 40.0),
        ("> .05", 0.0, stats.norm.isf(0.025)),
        ("1.00", 0.0, stats.norm.isf(0.995 / 2)),
    ],
)
def test_a_p_value_is_an_interval_of_z(p: str, low: float, high: float) -> None:
    """Two-sided, by the normal distribution; a bound leaves one end open."""
    (made,), _ = wanted("y ~ x", {"y ~ x": {"p": p}})
    assert (made.low, made.high) == pytest.approx((low, high), abs=1e-9)


def test_the_values_of_a_solved_equation() -> None:
    """Slope, R², and z = b/√(inverse · residual/n)."""
    solved = SolvedRegression(np.array([0.3, -0.4]), np.array([[2.0, 0.1], [0.1, 3.0]]), 0.6)
    made, _ = wanted(
        "y ~ x + z", {"y ~ x": "0.3", "y ~ z": {"beta": "-0.4", "p": ".01"}, "r2 y": "0.4"}, n=90
    )
    assert [each.value(solved) for each in made] == pytest.approx(
        [0.3, -0.4, 0.4 * (90 / (3.0 * 0.6)) ** 0.5, 0.4]
    )


@pytest.mark.parametrize(
    ("printed", "possible"),
    [
        ({"y ~ x": "0.50", "r2 y": "0.25"}, True),
        ({"y ~ x": "-0.50", "r2 y": "0.25"}, True),
        ({"y ~ x": "0.50", "r2 y": "0.30"}, False),
        ({"y ~ x": {"beta": "0.50", "p": "0.0001"}}, True),
        ({"y ~ x": {"beta": "0.50", "p": "0.20"}}, False),
        ({"y ~ x": {"beta": "0.10", "p": "< .001"}}, False),
        ({"y ~ x": {"beta": "0.02", "p": "> .05"}}, True),
    ],
)
def test_numbers_of_one_predictor(printed: dict[str, object], possible: bool) -> None:
    """R² = β², and z = β·√(n/(1 − β²)): .50 of 50 cases has z = 4.08, .10 has 0.71."""
    assert (worst("y ~ x", printed) < 0.02) is possible


def test_numbers_of_two_predictors_need_a_correlation_between_them() -> None:
    """β of .6 and .5 with R² of .91 = .36 + .25 + 2·.3·r need r = .5, and .61 needs none."""
    paths: dict[str, object] = {"y ~ x": "0.60", "y ~ z": "0.50"}
    assert worst("y ~ x + z", {**paths, "r2 y": "0.91"}) < 0.02
    assert worst("y ~ x + z", {**paths, "r2 y": "0.61"}) < 0.02
    assert worst("y ~ x + z", {**paths, "r2 y": "0.61", "r2 y on x": "0.90"}, starts=1) > 1


def test_the_distance_counts_rounding_errors() -> None:
    """β = .50 needs an R² of .245 to .255; 0.30 begins at .295, and the best is between."""
    found = worst("y ~ x", {"y ~ x": "0.50", "r2 y": "0.30"})
    assert 1 < found < 10
    assert worst("y ~ x", {"y ~ x": "0.50", "r2 y": "0.90"}, starts=1) > found
