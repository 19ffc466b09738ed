"""One correlation matrix has to give all printed numbers of a sample."""

from __future__ import annotations

import pytest
from papers_in_text import paper

from report.audit.rules.joint_solution import RULE


@pytest.mark.parametrize("printed", [{}, {"df": "0"}, {"indirect x -> y": "0.3"}])
def test_models_without_printed_paths_are_not_checked(printed: dict[str, str]) -> None:
    """Nothing constrains the correlations, so that there is nothing to solve."""
    model = {"name": "EBI", "n": 29, "syntax": "y ~ x", "printed": printed}
    assert list(RULE.run(paper("Nothing.", {"models": [model]}))) == []


@pytest.mark.parametrize(("r2", "verdict"), [("0.25", "agrees"), ("0.60", "finding")])
def test_a_single_standardised_path_is_the_root_of_its_r2(r2: str, verdict: str) -> None:
    """With one predictor, β = r and R² = r²: .50 and .25 agree, .50 and .60 do not."""
    printed = {"y ~ x": {"beta": "0.50"}, "r2 y": r2}
    model = {"name": "EBI", "n": 29, "syntax": "y ~ x", "printed": printed}
    (check,) = RULE.run(paper("Nothing.", {"models": [model]}))
    assert check.verdict == verdict


def test_models_of_other_samples_are_checked_apart() -> None:
    """A path may differ between samples of different size, not within one."""

    def model(n: int, beta: str) -> dict[str, object]:
        return {"name": f"N{n}", "n": n, "syntax": "y ~ x", "printed": {"y ~ x": {"beta": beta}}}

    apart = list(RULE.run(paper("Nothing.", {"models": [model(29, "0.50"), model(58, "-0.20")]})))
    assert [each.verdict for each in apart] == ["agrees", "agrees"]
    (together,) = RULE.run(paper("Nothing.", {"models": [model(29, "0.50"), model(29, "-0.20")]}))
    assert (together.verdict, together.severity) == ("finding", "contradiction")
