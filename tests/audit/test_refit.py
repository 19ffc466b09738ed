"""A model is estimated again from the printed correlations, with the uncertainty of their rounding."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from report.audit.audited import audit
from report.audit.checks import Check
from report.audit.exact_samples import sample_of
from report.audit.papers import paper_of
from report.text.blocks import Block, Copy

MATRIX = [[0.42], [0.31, 0.55], [0.18, 0.22, 0.40]]
NAMES = ("x", "m", "z", "y")


def full() -> np.ndarray:
    """The whole matrix."""
    matrix = np.eye(4)
    for row, entries in enumerate(MATRIX, 1):
        for column, value in enumerate(entries):
            matrix[row, column] = matrix[column, row] = value
    return matrix


def checks(printed: dict[str, object], matrix: object = None) -> list[Check]:
    """The checks of a model with these printed numbers."""
    text = [[f"{value:.2f}" for value in row] for row in MATRIX] if matrix is None else matrix
    model = {
        "name": "model",
        "n": 120,
        "syntax": "m ~ x\ny ~ m + z",
        "printed": printed,
        "correlations": {"variables": list(NAMES), "matrix": text},
    }
    copy = Copy("text", {"": (Block("paragraph", "There were effects."),)})
    made = audit(paper_of(copy, Path("p.txt"), {"models": [model]}))
    return [each for each in made.checks if each.rule == "refit"]


def test_a_sample_has_exactly_its_correlations() -> None:
    """Means 0, variances 1, correlations as given, to the precision of the machine."""
    sample = sample_of(full(), 120)
    assert np.allclose(sample.T @ sample / 120, full(), atol=1e-12)
    assert np.allclose(sample.mean(axis=0), 0, atol=1e-12)


def test_right_and_wrong_numbers() -> None:
    """Estimates that least squares gives from the matrix agree; others are findings."""
    matrix = full()
    slopes = np.linalg.solve(matrix[np.ix_([1, 2], [1, 2])], matrix[[1, 2], 3])
    r2 = float(slopes @ matrix[[1, 2], 3])
    right = {"m ~ x": "0.42", "y ~ z": f"{slopes[1]:.2f}", "r2 y": f"{r2:.2f}"}
    assert [each.verdict for each in checks(right)] == ["agrees"] * 3
    wrong = {
        "m ~ x": "0.24",
        "y ~ z": {"beta": f"{slopes[1] + 0.1:.2f}", "p": "0.20"},
        "r2 y": f"{r2 + 0.1:.2f}",
    }
    assert [each.verdict for each in checks(wrong)] == ["finding"] * 4


def test_an_impossible_matrix_is_not_checkable() -> None:
    """A matrix that is not positive definite has no sample."""
    (check,) = checks({"m ~ x": "0.42"}, [["0.99"], ["0.99", "-0.99"], ["0", "0", "0"]])
    assert check.verdict == "not checkable"
    assert "positive definite" in check.reason


@pytest.mark.parametrize("n", [3, 4])
def test_too_few_cases(n: int) -> None:
    """A sample needs more cases than variables."""
    with pytest.raises(ValueError, match="too few"):
        sample_of(full(), n)
