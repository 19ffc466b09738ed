"""The project's own path-model engine gives the published numbers back from the committed file."""

from pathlib import Path

import pandas as pd
import pytest

from analysis.synthetic.closed_form import PathModel
from analysis.synthetic.statistics import COLUMNS, later_maximum, with_maxima
from analysis.synthetic.structure import (
    MEASURES,
    SESSION_TWO,
    primary,
    serial_chain,
    session_one,
    session_two,
)
from analysis.synthetic.trial_table import read_table
from analysis.synthetic.verdicts import agrees, analysed

engine = pytest.importorskip("report.pathmodels")
ROWS = read_table(Path(__file__).resolve().parents[2] / "data" / "trial.csv")


def frame() -> pd.DataFrame:
    """Return the psilocybin arm with the maxima, what was not measured left empty."""
    chosen = analysed(ROWS, "psilocybin")
    scores = chosen[list(MEASURES)].fillna(0).to_numpy(dtype=float)[None]
    complete = int(chosen["second_dose"].sum())
    table = pd.DataFrame(with_maxima(scores, later_maximum(scores, complete))[0], columns=list(COLUMNS))
    table.loc[complete:, list(SESSION_TWO)] = float("nan")
    return table


def syntax(model: PathModel) -> str:
    """Return the model in lavaan's notation, the serial chain's links named."""
    links = list(zip(serial_chain(model)[1:], serial_chain(model)[:-1], strict=True))
    lines = []
    for equation in model.equations:
        terms = [
            f"l{links.index((equation.outcome, name))}*{name}" if (equation.outcome, name) in links else name
            for name in equation.predictors
        ]
        lines.append(f"{equation.outcome} ~ {' + '.join(terms)}")
    if model.coupled is not None:
        lines.append(" ~~ ".join(model.coupled))
    return "\n".join([*lines, "indirect := l0*l1*l2"])


FRAME = frame()


@pytest.mark.parametrize(
    ("model", "path", "beta", "p"),
    [
        (primary("ebi"), ("qids_6w", "ebi_max"), "-0.56", "<0.001"),
        (primary("meq"), ("qids_6w", "meq_max"), "-0.45", "0.004"),
        (session_one("ebi"), ("qids_6w", "ebi_1"), "-0.65", "<0.001"),
        (session_one("ebi"), ("starp_2", "ebi_1"), "0.79", "<0.001"),
        (session_one("meq"), ("qids_6w", "meq_1"), "-0.39", "0.06"),
        (session_one("meq"), ("starp_2", "meq_1"), "-0.02", "0.94"),
        (session_one("meq"), ("meq_1", "qids_0"), "-0.29", "0.09"),
        (session_two("meq"), ("qids_6w", "meq_2"), "-0.45", "0.002"),
        (session_two("meq"), ("qids_6w", "starp_2"), "-0.31", "0.033"),
        (session_two("ebi"), ("qids_6w", "ebi_2"), "-0.18", "0.27"),
        (session_two("ebi"), ("qids_6w", "starp_2"), "-0.33", "0.049"),
        (session_two("ebi"), ("starp_2", "qids_mid"), "-0.49", "0.004"),
        (session_two("ebi"), ("rapport_2", "qids_mid"), "-0.49", "<0.001"),
    ],
    ids=lambda value: value.name if isinstance(value, PathModel) else "-".join(value),
)
def test_engine_prints_the_published_path(model, path, beta, p):
    """Beta and p of a path come back from the engine at the printed precision."""
    found = engine.fit(syntax(model), FRAME).path(*path)
    assert agrees(found.std, beta)
    assert agrees(found.p, p)


@pytest.mark.parametrize(("acute", "beta", "p"), [("ebi", "-0.22", "0.02"), ("meq", "-0.19", "0.03")])
def test_engine_prints_the_published_indirect_effect(acute, beta, p):
    """The confirmatory indirect effects come back from the engine."""
    found = engine.fit(syntax(primary(acute)), FRAME).get("indirect", ":=", "l0*l1*l2")
    assert agrees(found.std, beta)
    assert agrees(found.p, p)


@pytest.mark.parametrize(
    ("model", "outcome", "r2"),
    [
        (primary("ebi"), "qids_6w", "0.42"),
        (primary("meq"), "qids_6w", "0.32"),
        (session_one("ebi"), "starp_2", "0.59"),
        (session_one("meq"), "starp_2", "0.14"),
        (session_two("ebi"), "qids_6w", "0.57"),
        (session_two("meq"), "qids_6w", "0.67"),
    ],
    ids=lambda value: value.name if isinstance(value, PathModel) else value,
)
def test_engine_prints_the_published_r_squared(model, outcome, r2):
    """R squared comes back from the engine at the printed precision."""
    assert agrees(engine.fit(syntax(model), FRAME).r2[outcome], r2)
