"""Loops with correlated residuals, whose likelihood can lead the iteration towards infinite slopes."""

from __future__ import annotations

import time
from pathlib import Path

import pandas as pd
import pytest

from report.pathmodels import fit
from report.pathmodels.errors import ModelError

DATA = Path(__file__).parent / "golden" / "models" / "holzinger.csv"
LOOP = "x1 ~ ageyr + x4\nx4 ~ sex + x1\nx1 ~~ x4"
#: A pair of equations with the same predictor, whose slopes cannot be told apart; the rest of the model has df > 0.
UNIDENTIFIED = "x1 ~ ageyr + x4\nx4 ~ ageyr + x1\nx1 ~~ x4\nx5 ~ sex + grade"


@pytest.mark.slow
def test_a_just_identified_loop_in_two_groups_is_estimated_in_bounded_time() -> None:
    """The maximum of a model with df = 0, where chi-square is zero, takes at most 25 s of processor time."""
    started = time.process_time()
    found = fit(LOOP, pd.read_csv(DATA), missing="fiml", group="school")
    assert (found.fit.df, found.fit.chisq) == (0, pytest.approx(0, abs=1e-6))
    assert time.process_time() - started < 25


def test_a_just_identified_loop_reaches_the_unrestricted_likelihood() -> None:
    """With df = 0, the implied moments are the sample's."""
    cases = pd.read_csv(DATA).query("school == 'Pasteur'")
    found = fit(LOOP, cases, missing="fiml")
    assert found.fit.df == 0
    assert found.fit.chisq == pytest.approx(0, abs=1e-6)


def test_an_unidentified_loop_is_refused_quickly() -> None:
    """Positive degrees of freedom do not identify a loop without instruments."""
    started = time.process_time()
    with pytest.raises(ModelError, match="not identified"):
        fit(UNIDENTIFIED, pd.read_csv(DATA), missing="fiml", group="school")
    assert time.process_time() - started < 25
