"""Ranges of values and the standard deviations that they allow."""

from __future__ import annotations

from math import sqrt
from statistics import stdev

import pytest
from papers_in_text import paper

from report.audit.described_means import in_words
from report.audit.numbers import printed
from report.audit.printed_sizes import sizes_of
from report.audit.value_ranges import Range, half_width, largest, range_beside, smallest


def beside(text: str) -> Range | None:
    """The range beside the mean of a sentence."""
    made = paper(text)
    (estimate,) = in_words(made)
    return range_beside(made.passages[estimate.place.passage].text, estimate)


@pytest.mark.parametrize(
    ("text", "low", "high", "observed"),
    [
        ("Mean age was 26.3 years (SD 1.9; range 18-65).", 18, 65, True),
        ("Mean age was 26.3 (SD 1.9), ranging from 18 to 65.", 18, 65, True),
        ("Mean score was 26.3 (SD 1.9), min = 3, max = 40.", 3, 40, True),
        ("Mean score was 26.3 (SD 1.9), possible range 0-50.", 0, 50, False),
    ],
)
def test_a_range_is_read_beside_its_mean(text: str, low: float, high: float, observed: bool) -> None:
    """Observed or possible."""
    found = beside(text)
    assert found is not None
    assert (found.low.value, found.high.value, found.is_observed) == (low, high, observed)


@pytest.mark.parametrize(
    "text", ["Mean age was 26.3 (SD 1.9) in 3 groups.", "Mean age was 26.3 (SD 1.9; range 65-18)."]
)
def test_other_numbers_are_no_range(text: str) -> None:
    """Nor is one whose ends are the wrong way round."""
    assert beside(text) is None


def test_limits_of_standard_deviations_are_attained() -> None:
    """Most cases at the ends, or all but two in the middle; R's sd() of such samples."""
    low, high, mean = (printed(text) for text in ("0", "10", "5"))
    assert largest(mean, low, high, 4) >= stdev([0, 0, 10, 10])
    assert smallest(low, high, 4) <= stdev([0, 5, 5, 10])
    assert smallest(low, high, 4) == pytest.approx((high.low - low.high) / sqrt(6))
    assert half_width(printed("10"), 4) >= stdev([0, 0, 10, 10])


def test_sizes_are_those_that_the_paper_prints() -> None:
    """With those of the facts, each once."""
    text = "Groups (n = 30, n=30) of N = 1,204 people; version = 5."
    assert sizes_of(paper(text, {"n": 12})) == [12, 30, 1204]
    assert sizes_of(paper("No sizes.")) == []
