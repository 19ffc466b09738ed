"""A correlation is the covariance over both standard deviations."""

from __future__ import annotations

import pytest
from papers_in_text import verdicts

from report.audit.rules.covariances import RULE

# cov(), sd() and cor() in R: x <- c(2.1, 4.4, 3.9, 8.2, 7.7, 9.1); y <- c(1.2, 0.8, 3.1, 3.3, 5.9, 4.2):
# cov 3.938, SDs 2.809 and 1.897, r .739.


@pytest.mark.parametrize(
    "text",
    [
        "The covariance was 3.938 (SDs = 2.809 and 1.897), r = {}.",
        "The covariance of dose and response was 3.94, with SD = 2.81 and SD = 1.90, so that r = {}.",
        "Both varied together, cov(dose, response) = 3.94, SDs of 2.81 and 1.90, r(4) = {}.",
        "Mit p < ,05: covariance = 3,94, SD = 2,81 und SD = 1,90; r = {}.",
    ],
)
def test_a_correlation_follows(text: str) -> None:
    """In several notations."""
    comma = ",05" in text
    assert verdicts(RULE, text.format(",74" if comma else ".74")) == ["agrees"]
    assert verdicts(RULE, text.format(",58" if comma else ".58")) == ["inconsistent"]


def test_a_covariance_is_limited() -> None:
    """By the product of the standard deviations, 5.328."""
    text = "The covariance between dose and response was {} (SD = 2.809, SD = 1.897)."
    assert verdicts(RULE, text.format("5.32")) == ["agrees"]
    assert verdicts(RULE, text.format("5.34")) == ["impossible"]
    assert verdicts(RULE, text.format("-7.43")) == ["impossible"]


@pytest.mark.parametrize(
    "text",
    [
        "The residual covariance was 9.4 (SD = 2.809, SD = 1.897).",
        "The covariance was 9.4 (SD = 2.809).",
        "The covariances were 9.4 and 3.1 (SDs = 2.809 and 1.897), r = .20.",
        "The covariance was 3.9 (SDs = 2.809 and 1.897), r = .80 and r = .20.",
        "In the analysis of covariance, 9.4 was the mean (SD = 2.809, SD = 1.897).",
    ],
)
def test_other_covariances_are_left_alone(text: str) -> None:
    """Residuals, one standard deviation, several correlations, analyses of covariance."""
    assert verdicts(RULE, text) == []
