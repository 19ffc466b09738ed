"""Draws the background of an arm's participants: plausible values with the printed moments and counts."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from analysis.synthetic.arms import EMPLOYMENT, YES_NO, Arm
from analysis.synthetic.closed_form import Array
from analysis.synthetic.whole_numbers import Moments, with_moments

YOUNGEST_ONSET = 8
"""The youngest age in years at the onset of illness."""
OLDEST_STUDENT = 40


def normal_start(moments: Moments, standard: Array) -> Array:
    """Return values with the printed mean and SD from standard scores."""
    return float(moments.mean) + float(moments.sd) * standard


def related(standard: Array, correlation: float, generator: Generator) -> Array:
    """Return standard scores with a correlation to the given ones."""
    noise = generator.standard_normal(len(standard))
    related_scores: Array = correlation * standard + np.sqrt(1 - correlation**2) * noise
    return related_scores


def numbers(arm: Arm, generator: Generator) -> dict[str, Array]:
    """Return age, illness, severity at baseline, alcohol and medications."""
    size, moments = arm.analysed, arm.moments
    years, severity = generator.standard_normal(size), generator.standard_normal(size)
    age = with_moments(moments["age"], normal_start(moments["age"], years), generator)
    starts = {
        "illness_years": normal_start(moments["illness_years"], related(years, 0.6, generator)),
        "hamd17_0": normal_start(moments["hamd17_0"], severity),
        "qids_0": normal_start(moments["qids_0"], related(severity, 0.5, generator)),
        "alcohol_units": generator.exponential(float(moments["alcohol_units"].mean), size),
        "past_medications": generator.poisson(float(moments["past_medications"].mean), size).astype(float),
    }
    ceilings = {"illness_years": age - YOUNGEST_ONSET}
    found = {
        name: with_moments(moments[name], start, generator, ceilings.get(name))
        for name, start in starts.items()
    }
    return {"age": age, **found}


def chosen(eligible: NDArray[np.bool_], count: int, generator: Generator) -> Array:
    """Return 1 for `count` of the eligible and 0 for the others."""
    flags = np.zeros(len(eligible), dtype=int)
    flags[generator.choice(np.flatnonzero(eligible), size=count, replace=False)] = 1
    return flags


def employment(arm: Arm, age: Array, generator: Generator) -> list[str]:
    """Return employment status; students are among the younger."""
    status = np.full(len(age), EMPLOYMENT[0], dtype=object)
    student = chosen(age <= OLDEST_STUDENT, arm.counts["student"], generator)
    unemployed = chosen(student == 0, arm.counts["unemployed"], generator)
    status[student == 1], status[unemployed == 1] = "student", "unemployed"
    return [str(one) for one in status]


def background(arm: Arm, generator: Generator) -> pd.DataFrame:
    """Return the background of the analysed participants, one row each."""
    table = pd.DataFrame({name: column.astype(int) for name, column in numbers(arm, generator).items()})
    everyone = np.ones(arm.analysed, dtype=bool)
    eligible = {"discontinued_medication": (table["past_medications"] > 0).to_numpy()}
    for name in YES_NO:
        table[name] = chosen(eligible.get(name, everyone), arm.counts[name], generator)
    table["employment"] = employment(arm, table["age"].to_numpy(dtype=float), generator)
    return table
