"""The function behind each statistic of a path model, and the source of its equation."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from report.pathmodels.equations import EquationSource, equation_of
from report.pathmodels.results import Estimate, FitIndices

ROOT = Path(__file__).parents[2]
VALUES = [each.name for each in dataclasses.fields(Estimate) if "float" in str(each.type)]
INDICES = [each.name for each in dataclasses.fields(FitIndices)]
BOUNDS = [f"{kind}_ci_{end}" for kind in ("percentile", "corrected") for end in ("lower", "upper")]


def equation(statistic: str, *, of_parameter: bool) -> EquationSource:
    """An equation that must be known."""
    found = equation_of(statistic, of_parameter=of_parameter)
    assert found is not None, f"{statistic} has no equation"
    return found


@pytest.mark.parametrize("statistic", [*VALUES, *BOUNDS, *(f"beta_{each}" for each in BOUNDS), "r2"])
def test_every_statistic_of_a_parameter_has_its_function(statistic: str) -> None:
    """The line is that of the function's definition, and the text names a source by its year."""
    found = equation(statistic, of_parameter=True)
    name = found.function.rpartition(".")[2]
    line = (ROOT / found.file).read_text("utf-8").splitlines()[found.line - 1]
    assert f"def {name}(" in line
    assert re.search(r"\b(19|20)\d\d\b", found.text)


@pytest.mark.parametrize("statistic", INDICES)
def test_every_index_of_fit_has_its_function(statistic: str) -> None:
    """All indices of a fit are known, by the names that results have."""
    found = equation(statistic, of_parameter=False)
    assert (ROOT / found.file).is_file()
    assert found.text


@pytest.mark.parametrize(
    ("statistic", "source"),
    [
        ("cfi", "Bentler"),
        ("tli", "Tucker"),
        ("rmsea_ci_lower", "Browne"),
        ("aic", "Akaike"),
        ("bic", "Schwarz"),
    ],
)
def test_indices_name_the_source_of_their_equation(statistic: str, source: str) -> None:
    """The description is that of the function itself."""
    assert source in equation(statistic, of_parameter=False).text


def test_the_p_value_of_a_parameter_is_not_that_of_the_model() -> None:
    """The same name means the Wald test of a parameter, and the chi-square test of a model."""
    assert equation("p", of_parameter=True).function.endswith(".wald")
    assert equation("p", of_parameter=False).function.endswith("Test.pvalue")


def test_an_unknown_statistic_has_no_equation() -> None:
    """A statistic that the study computes itself is not attributed to the engine."""
    assert equation_of("p_bonferroni", of_parameter=True) is None
    assert equation_of("median", of_parameter=False) is None
