"""AIC and BIC imply a whole number of parameters: AIC = 2k − 2·LL, BIC = k·ln N − 2·LL."""

from __future__ import annotations

from math import log

import pytest
from papers_in_text import checks, only, verdicts

from report.audit.rules.information_criteria import RULE


@pytest.mark.parametrize("parameters", [1, 2, 5, 30])
def test_criteria_of_whole_numbers_of_parameters_agree(parameters: int) -> None:
    """Both criteria are computed from LL = −512.30 and N = 200."""
    aic, bic = 2 * parameters + 1024.6, parameters * log(200) + 1024.6
    text = f"With N = 200, the model had LL = -512.30, AIC = {aic:.2f}, BIC = {bic:.2f}."
    assert verdicts(RULE, text) == ["agrees"]


@pytest.mark.parametrize("aic", ["1033.60", "1024.60", "1020.60", "1025.60"])
def test_an_aic_between_two_numbers_or_below_one_parameter_is_a_finding(aic: str) -> None:
    """4.5, 0, −2 and 0.5 parameters are no numbers of parameters."""
    check = only(RULE, f"With N = 200, the model had LL = -512.30, AIC = {aic}.")
    assert check.severity == "inconsistent"
    assert "not a whole number of at least one" in check.computed


def test_rounding_allows_several_numbers() -> None:
    """Whole units of all numbers allow AIC to be off by one and a half."""
    assert verdicts(RULE, "With N = 200, the model had LL = -512, AIC = 1033.") == ["agrees"]


def test_aic_and_bic_have_the_same_number_of_parameters() -> None:
    """AIC implies 5 parameters; ten would give the printed BIC."""
    bic = 10 * log(200) + 1024.6
    check = only(RULE, f"With N = 200, the model had LL = -512.30, AIC = 1034.60, BIC = {bic:.2f}.")
    assert check.computed.endswith("parameters for N = 200, AIC implies 5.")
    assert check.remedy == "BIC would require log(N) near 10.60."


def test_any_printed_n_may_be_that_of_the_model() -> None:
    """BIC agrees with N = 150, which is printed beside N = 200."""
    bic = 5 * log(150) + 1024.6
    text = f"Of N = 200, n = 150 were used, and LL = -512.30, AIC = 1034.60, BIC = {bic:.2f}."
    assert verdicts(RULE, text) == ["agrees"]


def test_bic_needs_n() -> None:
    """Without N, nothing follows from BIC."""
    check = only(RULE, "The model had LL = -512.30, AIC = 1034.60, BIC = 1051.09.")
    assert (check.verdict, check.reason) == ("not checkable", "N is not printed")


@pytest.mark.parametrize("text", ["AIC = 1034.60", "LL = -512.30", "AIC = 1034.60, BIC = 1051.09"])
def test_a_criterion_needs_its_log_likelihood(text: str) -> None:
    """Neither says anything about the number of parameters by itself."""
    assert checks(RULE, f"With N = 200, the model had {text}.") == []
