"""Alpha and omega with their intervals, beside R, lavaan and pingouin."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from report.data.dictionary import read_dictionary
from report.data.item_scoring import parts
from report.results.reliability import IMPROPER, TOO_FEW, cronbach_alpha, mcdonald_omega, reliability

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "data"
GOLDEN = json.loads((HERE / "reliability.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers():
    items = pd.read_csv(DATA / "items.csv", comment="#")
    scales = read_dictionary((DATA / "items.yaml").read_text(encoding="utf-8"), "items.yaml").scales
    every = {each.name: each for scale in scales.values() for each in (scale, *scale.subscales)}
    occasions = {"first": "session_1", "second": "session_2"}

    def found(name: str, session: str) -> pd.DataFrame:
        return parts(items[items["occasion"] == occasions[session]], every[name])

    return found


@pytest.mark.parametrize("key", GOLDEN)
def test_reliability_agrees_with_r(key, answers):
    """Alpha agrees with R to rounding error, omega and its interval with lavaan to its own convergence."""
    name, session, kind = key.split(".")
    made = {"alpha": cronbach_alpha, "omega": mcdonald_omega}[kind](answers(name, session))
    tolerance = 1e-8 if kind == "alpha" else 2e-6
    assert (made.estimate, made.lower, made.upper) == pytest.approx(GOLDEN[key], abs=tolerance)


def test_alpha_agrees_with_pingouin(answers):
    """A second program computes the same alpha, and the same interval to its two decimals."""
    import pingouin

    found, made = pingouin.cronbach_alpha(answers("ebi", "first")), cronbach_alpha(answers("ebi", "first"))
    assert made.estimate == pytest.approx(found[0])
    assert (made.lower, made.upper) == pytest.approx(tuple(found[1]), abs=0.0006)


def test_what_cannot_be_estimated_has_no_number():
    """Too few cases, constant items and improper solutions give no interval, and say why."""
    draw = np.random.default_rng(1).normal(size=(40, 5))
    few = mcdonald_omega(pd.DataFrame(draw[:5]))
    assert (few.estimate, few.note) == (None, TOO_FEW)
    constant = pd.DataFrame(draw).assign(same=1.0)
    assert mcdonald_omega(constant).estimate is None
    assert cronbach_alpha(pd.DataFrame(np.ones((9, 3)))).estimate is None
    one, two, common = draw[:, 0], draw[:, 1], draw[:, 2] / 2
    heywood = pd.DataFrame({"both": one + two, "one": one + common, "two": two + common})
    improper = mcdonald_omega(heywood)
    assert (improper.lower, improper.note) == (None, IMPROPER)


def test_reliabilities_are_rows():
    """A scale's coefficients are rows that the filter `estimate_ci` prints, with labels that say why one is missing."""
    draw = np.random.default_rng(2).normal(size=(60, 4))
    frame = pd.DataFrame(draw + np.random.default_rng(3).normal(size=(60, 1)))
    rows = {row.id: row for row in reliability("alliance", frame, label="alliance")}
    assert list(rows)[:3] == ["alliance.n", "alliance.items", "alliance.alpha.estimate"]
    assert rows["alliance.omega.estimate"].symbol == "ω"
    assert rows["alliance.omega.ci_lower"].about["confidence"] == "0.95"
    empty = {row.id: row for row in reliability("none", frame.head(0), label="nobody")}
    assert empty["none.alpha.estimate"].printed == "–"
    assert "not estimable" in empty["none.omega.estimate"].label


def test_contradictory_items_have_a_negative_alpha():
    """An alpha below −1 prints as it is."""
    base = np.random.default_rng(4).normal(size=60)
    frame = pd.DataFrame({"a": base, "b": -base + 1e-3 * np.random.default_rng(5).normal(size=60)})
    row = next(row for row in reliability("x", frame, label="x") if row.id == "x.alpha.estimate")
    assert row.value is not None
    assert float(row.value) < -1
    assert row.format == "index"
