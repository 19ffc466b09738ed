"""Parity with lavaan: every number of every golden case (tests/sem/golden/make_golden.R made them)."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from report.pathmodels import PathFit, fit

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    case["name"]: case for case in json.loads((GOLDEN / "cases.json").read_text(encoding="utf-8"))["cases"]
}
#: At lavaan's maximum, these agree within 1e-6 (the last test).
EARLY = {"random-listwise-08": ["v3 ~~ v3 std_z"], "random-fiml-22": ["v3 ~~ v3 std_z"]}
STATISTICS = ("est", "se", "z", "p", "ci_lower", "ci_upper")
STANDARDISED = ("std", "std_se", "std_z", "std_p", "std_ci_lower", "std_ci_upper")
# lavaan looks for these by root finding with an absolute tolerance of 1.2e-4 on the noncentrality.
SEARCHED = {"rmsea_ci_lower", "rmsea_ci_upper"}


@cache
def fitted(name: str) -> PathFit:
    case = CASES[name]
    return fit(case["syntax"], pd.read_csv(GOLDEN / case["data"]), case["missing"], case["divisor"])


def disagreements(name: str, answer: dict[str, Any], relative: float, absolute: float) -> list[str]:
    """Every number that differs, as a line that says by how much; a statistic is measured against its SE too."""
    found, faults = fitted(name), []

    def hold(
        what: str, ours: float | None, theirs: float | None, scale: float = 0.0, limit: float = relative
    ) -> None:
        if ours is None or theirs is None:
            if ours is not theirs:
                faults.append(f"{what}: {ours} against {theirs}")
        elif abs(ours - theirs) > limit * max(abs(theirs), scale) + absolute:
            faults.append(f"{what}: {ours!r} against {theirs!r}")

    for ours, theirs in zip(found.estimates, answer["estimates"], strict=True):
        for fields in (STATISTICS, STANDARDISED):
            se = theirs[fields[1]] or 0.0
            scales = {fields[0]: se, fields[4]: se, fields[5]: se, fields[2]: 1.0, fields[3]: 1.0}
            for field in fields:
                what = f"{ours.lhs} {ours.op} {ours.rhs} {field}"
                hold(what, getattr(ours, field), theirs[field], scales.get(field, 0.0))
    for index, theirs in answer["fit"].items():
        hold(index, getattr(found.fit, index), theirs, 0.0, 1e-4 if index in SEARCHED else relative)
    for outcome, theirs in answer["r2"].items():
        hold(f"R2 {outcome}", found.r2[outcome], theirs)
    return faults


def test_enough_cases_are_golden() -> None:
    """At least 40 models: listwise and FIML, 4 to 8 variables and fewer, n from 27 to 500, df 0 and above."""
    sizes = [case["fit"]["n"] for case in CASES.values()]
    assert len(CASES) >= 40
    assert min(sizes) <= 27
    assert max(sizes) >= 500
    assert {case["missing"] for case in CASES.values()} == {"listwise", "fiml"}
    assert {case["fit"]["fit"]["df"] == 0 for case in CASES.values()} == {True, False}


@pytest.mark.parametrize("name", CASES)
def test_rows_are_lavaans_in_lavaans_order(name: str) -> None:
    """The parameter table has lavaan's rows, in its order, with its labels; n and df are exact."""
    found, answer = fitted(name), CASES[name]["fit"]
    ours = [(row.lhs, row.op, row.rhs, row.label) for row in found.estimates]
    assert ours == [(row["lhs"], row["op"], row["rhs"], row["label"]) for row in answer["estimates"]]
    assert (found.n, found.fit.df, found.fit.npar) == (
        answer["n"],
        answer["fit"]["df"],
        answer["fit"]["npar"],
    )
    assert found.fit.baseline_df == answer["fit"]["baseline_df"]


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_those_of_lavaans_defaults(name: str) -> None:
    """A relative 1e-4 of lavaan as it comes, but for two numbers that its stopping rule leaves further away."""
    faults = disagreements(name, CASES[name]["fit"], 1e-4, 1e-6)
    assert [fault.split(":")[0] for fault in faults] == EARLY.get(name, [])


@pytest.mark.parametrize("name", CASES)
def test_numbers_are_those_of_lavaan_at_its_maximum(name: str) -> None:
    """A relative 1e-6, where lavaan's estimates are taken to the maximum that it approaches."""
    assert disagreements(name, CASES[name]["tight"], 1e-6, 1e-8) == []
