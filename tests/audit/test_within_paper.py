"""Contradictions within a paper are found, and their consistent forms are not questioned."""

from __future__ import annotations

from pathlib import Path

import pytest

from report.audit.audited import audit
from report.audit.checks import Check
from report.audit.papers import paper_of
from report.rows.errors import DataError
from report.text.blocks import Copy
from report.text.reading.plain_text import text_blocks


def findings(text: str, facts: dict[str, object] | None = None) -> list[Check]:
    """The findings in a text."""
    copy = Copy("text", {"": tuple(text_blocks(text))})
    return audit(paper_of(copy, Path("paper.txt"), facts)).findings


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The increase was 65–55 = 2% of the variance.", "prose-sum"),
        ("In total 891 + 50 + 103 = 1054 persons were screened.", "prose-sum"),
        ("Scores on the 17-item Hamilton scale (HAM-D-17) range from 0 to 50.", "instrument-range"),
        (
            "Scores of the PHQ-9 range from 0 to 30, with higher scores for more severe symptoms.",
            "instrument-range",
        ),
        ("Numbers are coefficients of significant (solid, p > 0.1) paths.", "significance-word"),
        ("The effect was not significant (p = .003).", "significance-word"),
        ("Notes. *p < .01, **p < .05.", "star-legend"),
        (
            "Weaker alliance predicted higher depression scores. Better alliance predicted lower depression "
            "scores. A weaker alliance led to lower depression scores.",
            "direction",
        ),
        (
            "Abstract\n\nAlliance had an effect (β = −0.49, p < .001).\n\n"
            "Results\n\nAlliance had an effect (β = −0.49, p = .036).",
            "abstract-results",
        ),
    ],
)
def test_a_contradiction_is_found(text: str, rule: str) -> None:
    """Each kind of contradiction is one finding of its rule."""
    assert [check.rule for check in findings(text)] == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "The increase was 67–55% = 12%, and 42.4 − 12% = 31%.",
        "In total 891 + 50 + 103 = 1044 persons were screened. Scores ranged from 0-27 = all.",
        "Scores of the HAM-D-17 range from 0 to 52. Observed PHQ-9 scores ranged from 3 to 22.",
        "The effect was significant (p = .03), but no effect was significant (p = .40) for others.",
        "The effect was marginally significant (p = .06). It was significant for neither (p = .2).",
        "Notes. *p < .05, **p < .01, ***p < .001; † p < .10.",
        "Weaker alliance predicted higher depression scores. Better alliance predicted lower depression scores.",
        "Abstract\n\nAn effect (β = 0.79, p < .0001).\n\nResults\n\nAn effect (β = 0.79, p < .001).",
    ],
)
def test_a_consistent_text_is_not_questioned(text: str) -> None:
    """The consistent forms have no finding."""
    assert findings(text) == []


CHAIN: dict[str, object] = {
    "name": "chain",
    "n": 29,
    "syntax": "m ~ x\ny ~ m + z",
    "printed": {"y ~ m": {"beta": "-0.56", "p": "0.03"}, "indirect x -> m -> y": {"p": "0.02"}},
}


@pytest.mark.parametrize(
    ("printed", "rules"),
    [
        ({"y ~ m": {"p": "0.03"}, "indirect x -> m -> y": {"p": "0.02"}}, ["path-chain"]),
        ({"y ~ m": {"p": "0.01"}, "indirect x -> m -> y": {"p": "0.02"}}, []),
        (
            {"y ~ m": {"beta": "-0.56", "p": "0.03"}, "r2 y": "0.42", "r2 y on z": "0.12"},
            ["explained-change"],
        ),
        ({"y ~ m": {"p": "<0.001"}, "r2 y": "0.42", "r2 y on z": "0.12"}, []),
        ({"m ~ x": {"beta": "0.49", "p": "0.5"}}, ["residual-variance"]),
        ({"m ~ x": {"beta": "0.49", "p": "0.002"}}, []),
    ],
)
def test_a_path_model_of_the_facts(printed: dict[str, object], rules: list[str]) -> None:
    """Indirect effects, changes of R² and residual variances are checked against the model of the facts."""
    model = {**CHAIN, "printed": printed}
    found = findings("Results\n\nThere were effects.", {"models": [model]})
    assert [check.rule for check in found if check.rule != "joint-solution"] == rules


def test_a_fact_that_the_model_lacks_is_a_fault() -> None:
    """Printed paths and R² must be of the syntax; all faults are reported together."""
    model = {**CHAIN, "printed": {"y ~ q": "0.3", "r2 q": "0.2"}}
    with pytest.raises(DataError) as raised:
        findings("Results\n\nThere were effects.", {"models": [model]})
    assert len(raised.value.faults) == 2


@pytest.mark.slow
def test_exchanged_estimates_of_two_models_are_named() -> None:
    """If no correlation matrix gives all numbers, but one does with two exchanged, the finding says so."""
    first = {
        "starp ~ qids": {"beta": "-0.49", "p": "0.004"},
        "rapport ~ qids": "-0.49",
        "y ~ ebi": {"beta": "-0.18", "p": "0.27"},
        "y ~ starp": {"beta": "-0.31", "p": "0.033"},
        "r2 y": "0.57",
    }
    second = {
        "y ~ meq": {"beta": "-0.45", "p": "0.002"},
        "y ~ starp": {"beta": "-0.33", "p": "0.049"},
        "r2 y": "0.67",
    }
    syntax = (
        "starp ~ qids\nrapport ~ starp + qids\n{0} ~ rapport + starp + qids\ny ~ {0} + rapport + starp + qids"
    )
    models = [
        {"name": name, "n": 27, "syntax": syntax.format(name), "printed": printed}
        for name, printed in (("ebi", first), ("meq", second))
    ]
    (found,) = findings("Results\n\nThere were effects.", {"models": models})
    assert found.remedy == "All would agree if starp → y of ebi and of meq were exchanged."
